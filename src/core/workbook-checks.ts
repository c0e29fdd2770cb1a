import { unreachable } from './result.ts'
import {
  cellOf,
  documentRow,
  documentTable,
  fieldOf,
  isDay,
  isIn,
  keyOf,
  levelOf,
  numberIn,
  rowName,
  rowsOf,
  ruleIn,
  sheetKey,
  shownText,
  tableOf,
  valuesIn,
  withComputed,
  type Field,
  type Outline,
  type Row,
  type Sheets,
  type Table,
} from './workbook.ts'

/** Which rows a rule is about: those whose field has one of these values. */
export type When = { readonly field: string; readonly is: readonly string[] }

/** A field of this or of another workbook. */
export type FieldPlace = { readonly workbook: string; readonly table: string; readonly field: string }

/** What can be checked of any workbook. A new one is made of these; a new kind is a variant here and a case below. */
export type Rule =
  /** All of the fields have a value, or at least one of them. */
  | {
      readonly kind: 'filled'
      readonly table: string
      readonly fields: readonly string[]
      readonly needs: 'all' | 'any'
      readonly when?: When | undefined
    }
  /** The field has a value, and not only one of the phrases that say nothing. */
  | {
      readonly kind: 'reasoned'
      readonly table: string
      readonly field: string
      readonly phrases: readonly string[]
      readonly when?: When | undefined
    }
  /** Each row is named in some row elsewhere. */
  | { readonly kind: 'named'; readonly table: string; readonly by: FieldPlace; readonly when?: When | undefined }
  /** The rows name nothing in a field, and no row elsewhere names them. */
  | {
      readonly kind: 'unnamed'
      readonly table: string
      readonly field: string
      readonly by?: FieldPlace | undefined
      readonly when: When
    }
  /** Where a row names another, that one names it. */
  | { readonly kind: 'mirrored'; readonly table: string; readonly field: string; readonly by: FieldPlace }
  /** Some row has one of the values, or a field of the document says why not. */
  | {
      readonly kind: 'present'
      readonly table: string
      readonly field: string
      readonly values: readonly string[]
      readonly or: string
    }
  /** The steps of a scale rise from row to row, and each is described. */
  | {
      readonly kind: 'ascending'
      readonly table: string
      readonly field: string
      readonly described: readonly string[]
    }
  /** Every level that the scales can give falls into one band, and what is unacceptable stays so further up. */
  | {
      readonly kind: 'bands'
      readonly table: string
      readonly from: string
      readonly to: string
      readonly verdict: string
      readonly unacceptable: string
      readonly severities: FieldPlace
      readonly likelihoods: FieldPlace
      readonly rule: string
    }
  /** What is stated is what is computed, and something can be computed. */
  | { readonly kind: 'agrees'; readonly table: string; readonly computed: string; readonly stated: string }
  /** No two texts are alike: the fields of a row, or one field in all rows. */
  | {
      readonly kind: 'unlike'
      readonly table: string
      readonly fields: readonly string[]
      readonly when?: When | undefined
    }
  /** A date is not before the latest date elsewhere. */
  | {
      readonly kind: 'after'
      readonly table: string
      readonly date: string
      readonly than: FieldPlace
      readonly when?: When | undefined
    }
  /** Keys are there once, links lead somewhere, and every value is of its kind. */
  | { readonly kind: 'sound' }

export type Check = {
  readonly id: string
  /** What is so when it passes. */
  readonly title: string
  /** Who asks for it: a clause, a control if it is determined to be necessary, or good practice alone. */
  readonly asks: 'requirement' | 'control' | 'practice'
  readonly ref: string
  readonly why: string
  /** The sentence of a finding, in place of the usual one: `{row}`, `{field}`, `{value}`, `{others}`. */
  readonly says?: string | undefined
  readonly rule: Rule
}

export type Workbook = Outline & { readonly checks: readonly Check[] }

/** Where something is amiss, and what. Without a row it is about the table. */
export type Finding = {
  readonly table: string
  readonly row?: string | undefined
  readonly field?: string | undefined
  readonly says: string
}

export type CheckResult = {
  readonly check: Check
  /** `waits`: there is nothing yet to be checked. */
  readonly state: 'passes' | 'fails' | 'waits'
  readonly findings: readonly Finding[]
}

/** What each check of a workbook says of the rows as they are. */
export function runChecks(
  workbook: Workbook,
  { outlines, sheets }: { readonly outlines: readonly Outline[]; readonly sheets: Sheets },
): readonly CheckResult[] {
  const context: Context = { workbook, outlines, sheets: withComputed(workbook, sheets) }
  return workbook.checks.map((check) => {
    if (isWaiting(check.rule, context)) return { check, state: 'waits', findings: [] }
    const findings = findingsOf(check, context)
    return { check, state: findings.length === 0 ? 'passes' : 'fails', findings }
  })
}

type Context = { readonly workbook: Workbook; readonly outlines: readonly Outline[]; readonly sheets: Sheets }

/** A table in which nobody has written yet says nothing about anybody's work. */
function isWaiting(rule: Rule, { workbook, sheets }: Context): boolean {
  const tables = rule.kind === 'sound' ? workbook.tables.map(({ id }) => id) : [rule.table]
  return tables.every((id) => {
    const table = tableOf(workbook, id)
    const given = new Map(table?.fixed.map((row) => [row.id, row.cells]))
    const computed = new Set(table?.fields.filter(({ kind }) => kind === 'computed').map((field) => field.id))
    return rowsOf(sheets, workbook.slug, id).every(
      (row) =>
        given.has(row.id) &&
        Object.entries(row.cells).every(
          ([field, value]) => !value || computed.has(field) || given.get(row.id)?.[field] !== undefined,
        ),
    )
  })
}

function findingsOf(check: Check, context: Context): readonly Finding[] {
  const { rule } = check
  if (rule.kind === 'sound') return soundness(context)
  const table = tableOf(context.workbook, rule.table)
  if (!table) return []
  const all = rowsOf(context.sheets, context.workbook.slug, table.id)
  const fits = (row: Row, when: When | undefined) =>
    when === undefined || valuesIn(cellOf(row, when.field)).some((value) => when.is.includes(value))
  const said = (usual: string) => check.says ?? usual
  const about = (row: Row, field: string, template: string, others: readonly string[] = []): Finding => ({
    table: table.id,
    row: row.id,
    field,
    says: sentence(template, {
      row: rowName(table, row, all),
      field: fieldOf(table, field).title,
      value: shownText(fieldOf(table, field), cellOf(row, field)),
      others: listed(others),
    }),
  })
  const keyField = table.key[0] ?? ''

  switch (rule.kind) {
    case 'filled': {
      const rows = all.filter((row) => fits(row, rule.when))
      const lacking = (row: Row) => rule.fields.filter((field) => !cellOf(row, field))
      const [first = keyField] = rule.fields
      return rule.needs === 'all'
        ? rows.flatMap((row) => lacking(row).map((field) => about(row, field, said('{row}: “{field}” is empty.'))))
        : rows
            .filter((row) => lacking(row).length === rule.fields.length)
            .map((row) => {
              const titles = rule.fields.map((field) => `“${fieldOf(table, field).title}”`)
              return about(row, first, said(`{row}: nothing stands under ${titles.join(' or ')}.`))
            })
    }

    case 'reasoned':
      return all
        .filter((row) => fits(row, rule.when))
        .flatMap((row) => {
          const value = cellOf(row, rule.field)
          if (!value) return [about(row, rule.field, '{row}: “{field}” is empty.')]
          return isEmptyPhrase(value, rule.phrases)
            ? [about(row, rule.field, said('{row}: “{value}” alone is no reason.'))]
            : []
        })

    case 'named': {
      const named = namedIn(context, rule.by)
      return all
        .filter((row) => fits(row, rule.when) && !named.has(keyOf(table, row)))
        .map((row) => about(row, keyField, said(`{row} is not named in ${placeText(context, rule.by)}.`)))
    }

    case 'unnamed': {
      const named = rule.by ? namedIn(context, rule.by) : new Map<string, readonly string[]>()
      return all
        .filter((row) => fits(row, rule.when))
        .flatMap((row) => {
          const by = [...new Set([...valuesIn(cellOf(row, rule.field)), ...(named.get(keyOf(table, row)) ?? [])])]
          return by.length > 0 ? [about(row, rule.field, said('{row} is left out, and {others} names it.'), by)] : []
        })
    }

    case 'mirrored': {
      const named = namedIn(context, rule.by)
      const keys = new Set(all.map((row) => keyOf(table, row)))
      const back = all.flatMap((row) => {
        const key = keyOf(table, row)
        const here = valuesIn(cellOf(row, rule.field))
        const there = named.get(key) ?? []
        const missing = there.filter((one) => !here.includes(one))
        const alone = here.filter((one) => !there.includes(one))
        return [
          ...(missing.length > 0
            ? [about(row, rule.field, '{others} names {row}, and {row} does not name it.', missing)]
            : []),
          ...(alone.length > 0
            ? [
                about(
                  row,
                  rule.field,
                  `{row} names {others}, and ${placeText(context, rule.by)} does not say so.`,
                  alone,
                ),
              ]
            : []),
        ]
      })
      const lost = [...named].filter(([key]) => key && !keys.has(key))
      return [
        ...back,
        ...lost.map(([key, by]) => ({
          table: table.id,
          says: `${listed(by)} names ${key}, which is not in this table.`,
        })),
      ]
    }

    case 'present': {
      const document = rowsOf(context.sheets, context.workbook.slug, documentTable)[0]
      if (document && cellOf(document, rule.or)) return []
      if (all.some((row) => fits(row, { field: rule.field, is: rule.values }))) return []
      const says = check.says ?? `No row says this under “${fieldOf(table, rule.field).title}”.`
      return [{ table: documentTable, row: documentRow, field: rule.or, says }]
    }

    case 'ascending': {
      const steps = all.map((row) => numberIn(cellOf(row, rule.field)))
      return [
        ...(all.length < 2 ? [{ table: table.id, says: 'A scale needs two steps at least.' }] : []),
        ...all.flatMap((row, index) => {
          const step = steps[index]
          const before = steps[index - 1]
          if (step === undefined) return [about(row, rule.field, '{row}: “{field}” is no number.')]
          return before !== undefined && step <= before
            ? [about(row, rule.field, `Step ${step} stands after step ${before}: the steps must rise.`)]
            : []
        }),
        ...all.flatMap((row) =>
          rule.described
            .filter((field) => !cellOf(row, field))
            .map((field) =>
              about(row, field, 'Step {row}: “{field}” is empty, so two people may read it differently.'),
            ),
        ),
      ]
    }

    case 'bands':
      return bandFindings(rule, { context, table, all })

    case 'agrees':
      return all.flatMap((row) => {
        const computed = cellOf(row, rule.computed)
        const stated = cellOf(row, rule.stated)
        if (!computed) return [about(row, rule.computed, '{row}: no level follows, because a step is missing.')]
        return stated && numberIn(stated) !== numberIn(computed)
          ? [about(row, rule.stated, `{row}: {value} is stated, and the scale gives ${computed}.`)]
          : []
      })

    case 'unlike':
      return alike(
        rule.fields.length > 1
          ? all.filter((row) => fits(row, rule.when)).map((row) => rule.fields.map((field) => ({ row, field })))
          : [all.filter((row) => fits(row, rule.when)).map((row) => ({ row, field: rule.fields[0] ?? keyField }))],
      ).map(({ row, field, first }) =>
        about(
          row,
          field,
          first.row === row
            ? `{row}: “{field}” says the same as “${fieldOf(table, first.field).title}”.`
            : '{row}: “{field}” says the same as {others}.',
          [rowName(table, first.row, all)],
        ),
      )

    case 'after': {
      const { workbook, table: other, field } = rule.than
      const latest = rowsOf(context.sheets, workbook, other)
        .map((row) => cellOf(row, field))
        .filter(isDay)
        .sort()
        .at(-1)
      if (latest === undefined) return []
      return all
        .filter((row) => fits(row, rule.when) && isDay(cellOf(row, rule.date)) && cellOf(row, rule.date) < latest)
        .map((row) =>
          about(
            row,
            rule.date,
            said(`{row}: {value} is before ${latest}, the latest in ${placeText(context, rule.than)}.`),
          ),
        )
    }

    default:
      return unreachable(rule)
  }
}

/** Whether a text consists of phrases that say nothing, however they are punctuated and joined. */
export function isEmptyPhrase(text: string, phrases: readonly string[]): boolean {
  const longestFirst = phrases.map(plain).sort((a, b) => b.length - a.length)
  let rest = plain(text)
  while (rest) {
    const phrase = longestFirst.find((one) => rest === one || rest.startsWith(`${one} `))
    if (!phrase) return false
    rest = rest.slice(phrase.length).trim()
  }
  return true
}

const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

type Cell = { readonly row: Row; readonly field: string }

/** In each group, every cell whose text an earlier cell has already. */
function alike(groups: readonly (readonly Cell[])[]): readonly (Cell & { readonly first: Cell })[] {
  return groups.flatMap((cells) => {
    const seen = new Map<string, Cell>()
    return cells.flatMap((cell) => {
      const text = cellOf(cell.row, cell.field).toLowerCase().replace(/\s+/g, ' ').trim()
      const first = seen.get(text)
      if (first) return [{ ...cell, first }]
      if (text) seen.set(text, cell)
      return []
    })
  })
}

/** Every key that a field names, with the keys of the rows that name it. */
function namedIn({ outlines, sheets }: Context, { workbook, table: id, field }: FieldPlace) {
  const table = tableOf(
    outlines.find(({ slug }) => slug === workbook),
    id,
  )
  const named = new Map<string, string[]>()
  if (!table) return named
  const rows = rowsOf(sheets, workbook, id)
  for (const row of rows)
    for (const key of valuesIn(cellOf(row, field))) {
      const by = named.get(key) ?? []
      named.set(key, [...by, rowName(table, row, rows)])
    }
  return named
}

function placeText({ workbook, outlines }: Context, { workbook: slug, table, field }: FieldPlace): string {
  const outline = outlines.find((one) => one.slug === slug)
  const title = tableOf(outline, table)?.fields.find(({ id }) => id === field)?.title ?? field
  return slug === workbook.slug ? `“${title}”` : `“${title}” of the workbook “${outline?.title ?? slug}”`
}

function bandFindings(
  rule: Extract<Rule, { readonly kind: 'bands' }>,
  { context, table, all }: { context: Context; table: Table; all: readonly Row[] },
): readonly Finding[] {
  const steps = ({ workbook, table, field }: FieldPlace) =>
    rowsOf(context.sheets, workbook, table).flatMap((row) => numberIn(cellOf(row, field)) ?? [])
  const combine = ruleIn(context.workbook, context.sheets, rule.rule)
  const levels = [
    ...new Set(
      steps(rule.severities).flatMap((severity) =>
        (combine === 'highest' ? [0] : steps(rule.likelihoods)).flatMap(
          (likelihood) => levelOf(combine, [severity], likelihood) ?? [],
        ),
      ),
    ),
  ].sort((a, b) => a - b)
  const bandsOf = (level: number) =>
    all.filter((row) => isIn(level, { from: cellOf(row, rule.from), to: cellOf(row, rule.to) }))
  const says = (text: string, row?: Row, field?: string): Finding => ({
    table: table.id,
    row: row?.id,
    field,
    says: text,
  })
  const name = (row: Row) => rowName(table, row, all)

  const unread = all.filter(
    (row) => numberIn(cellOf(row, rule.from)) === undefined || numberIn(cellOf(row, rule.to)) === undefined,
  )
  const open = levels.filter((level) => bandsOf(level).length === 0)
  const double = levels.filter((level) => bandsOf(level).length > 1)
  const isBad = (row: Row) => cellOf(row, rule.verdict) === rule.unacceptable
  const clear = levels.flatMap((level) => {
    const bands = bandsOf(level)
    return bands.length === 1 ? bands.map((band) => ({ level, band })) : []
  })
  const firstBad = clear.find(({ band }) => isBad(band))
  const reversed = firstBad && clear.find(({ level, band }) => level > firstBad.level && !isBad(band))
  return [
    ...(levels.length === 0 ? [says('The scales give no level yet, so no rule can be applied.')] : []),
    ...unread.map((row) =>
      says(`${name(row)}: it needs two numbers, where it begins and where it ends.`, row, rule.from),
    ),
    ...(open.length > 0
      ? [
          says(
            `${levelsText(open)} in no band, so nothing says whether ${open.length === 1 ? 'it is' : 'they are'} acceptable.`,
          ),
        ]
      : []),
    ...(double.length > 0
      ? [says(`${levelsText(double)} in more than one band, so two people may decide differently.`)]
      : []),
    ...all
      .filter((row) => !cellOf(row, rule.verdict))
      .map((row) => says(`${name(row)}: nothing says whether it is acceptable.`, row, rule.verdict)),
    ...(reversed
      ? [
          says(
            `Level ${reversed.level} is acceptable although level ${firstBad.level} is not.`,
            reversed.band,
            rule.verdict,
          ),
        ]
      : []),
    ...(all.length > 0 && levels.length > 0 && !all.some(isBad)
      ? [says('No level is unacceptable: a rule that accepts everything separates nothing.')]
      : []),
    ...(all.length > 0 && levels.length > 0 && all.every(isBad)
      ? [says('No level is acceptable: a rule that refuses everything separates nothing.')]
      : []),
  ]
}

const levelsText = (levels: readonly number[]): string =>
  levels.length === 1 ? `Level ${levels[0]} falls` : `Levels ${levels.join(', ')} fall`

function soundness({ workbook, outlines, sheets }: Context): readonly Finding[] {
  const targetOf = targetsIn({ outlines, sheets })
  return workbook.tables.flatMap((table) => {
    const rows = rowsOf(sheets, workbook.slug, table.id)
    const [keyField = ''] = table.key
    const seen = new Map<string, Row>()
    const keys = rows.flatMap((row): readonly Finding[] => {
      const place = { table: table.id, row: row.id, field: keyField }
      if (table.id === documentTable) return []
      if (table.key.some((field) => !cellOf(row, field))) {
        const [empty = keyField] = table.key.filter((field) => !cellOf(row, field))
        return [
          {
            ...place,
            field: empty,
            says: `${rowName(table, row, rows)}: “${fieldOf(table, empty).title}” is empty, so no other row can name this one.`,
          },
        ]
      }
      const key = keyOf(table, row)
      if (seen.has(key)) return [{ ...place, says: `${rowName(table, row, rows)} stands here twice.` }]
      seen.set(key, row)
      return []
    })
    const values = rows.flatMap((row) =>
      table.fields.flatMap((field): readonly Finding[] => {
        const text = cellOf(row, field.id)
        const problem = text ? valueProblem(field, text, targetOf) : undefined
        return problem
          ? [
              {
                table: table.id,
                row: row.id,
                field: field.id,
                says: `${rowName(table, row, rows)}, “${field.title}”: ${problem}`,
              },
            ]
          : []
      }),
    )
    return [...keys, ...values]
  })
}

type Target = { readonly title: string; readonly keys: ReadonlySet<string> }
type Targets = (workbook: string, table: string) => Target | undefined

/** What can be linked to in each table; looked up once, because every cell of a link asks. */
export function targetsIn({
  outlines,
  sheets,
}: {
  readonly outlines: readonly Outline[]
  readonly sheets: Sheets
}): Targets {
  const known = new Map<string, Target | undefined>()
  return (workbook, id) => {
    const key = sheetKey(workbook, id)
    if (known.has(key)) return known.get(key)
    const outline = outlines.find(({ slug }) => slug === workbook)
    const table = tableOf(outline, id)
    const target = table && {
      title: `“${table.title}” of the workbook “${outline?.title ?? ''}”`,
      keys: new Set(rowsOf(sheets, workbook, id).map((row) => keyOf(table, row))),
    }
    known.set(key, target)
    return target
  }
}

/** What is wrong with a text that is to be a value of this field, in a sentence. */
export function valueProblem(field: Field, text: string, targetOf: Targets): string | undefined {
  switch (field.kind) {
    case 'text':
    case 'passage':
    case 'computed':
      return undefined
    case 'number': {
      const number = numberIn(text)
      if (number === undefined) return `“${text}” is no number.`
      if (field.min !== undefined && number < field.min) return `${text} is less than ${field.min}.`
      if (field.max !== undefined && number > field.max) return `${text} is more than ${field.max}.`
      return undefined
    }
    case 'date':
      return isDay(text) ? undefined : `“${text}” is no date; write it as 2026-11-23.`
    case 'choice': {
      const known = new Set(field.options.map(({ id }) => id))
      const unknown = (field.many ? valuesIn(text) : [text]).filter((value) => !known.has(value))
      return unknown.length > 0
        ? `“${unknown.join('”, “')}” is none of: ${field.options.map(({ label }) => label).join(', ')}.`
        : undefined
    }
    case 'link': {
      const target = targetOf(field.workbook, field.table)
      const unknown = (field.many ? valuesIn(text) : [text]).filter((key) => target && !target.keys.has(key))
      return unknown.length > 0 ? `${listed(unknown)} is not in the table ${target?.title}.` : undefined
    }
    default:
      return unreachable(field)
  }
}

/** The findings of a field, by `table/row/field`, each with the check it is of. */
export function findingsByField(
  results: readonly CheckResult[],
): ReadonlyMap<string, readonly { readonly check: Check; readonly says: string }[]> {
  const found = new Map<string, { check: Check; says: string }[]>()
  for (const { check, findings } of results)
    for (const { table, row, field, says } of findings) {
      const key = `${sheetKey(table, row ?? '')}/${field ?? ''}`
      found.set(key, [...(found.get(key) ?? []), { check, says }])
    }
  return found
}

const listed = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`

const sentence = (template: string, values: Readonly<Record<string, string>>): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
