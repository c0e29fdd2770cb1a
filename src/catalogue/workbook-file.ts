import { z } from 'astro/zod'
import { ok, type Result } from '../core/result.ts'
import {
  documentRow,
  documentTable,
  fieldKey,
  isGiven,
  readSheets,
  rowKey,
  tableOf,
  type Field,
  type Fields,
  type Outline,
  type Table,
} from '../core/workbook.ts'
import { runChecks, targetsIn, valueProblem, type Check, type Rule, type Workbook } from '../core/workbook-checks.ts'
import type { Problem } from './problem.ts'
import { idsIn } from './reference.ts'
import type { Annex, Control } from './standard-file.ts'
import { parsePart, parseYaml } from './yaml-file.ts'

export const exampleKinds = ['filled', 'weak'] as const
export type ExampleKind = (typeof exampleKinds)[number]

export type Example = {
  /** What the binder is called into which it is loaded. */
  readonly name: string
  readonly says: string
  /** The rows of each table; the document is one of them. */
  readonly tables: ReadonlyMap<string, readonly Readonly<Record<string, string>>[]>
  /** What a reader should see in it. */
  readonly comments: readonly string[]
  /** The checks that do not pass, on purpose. */
  readonly open: readonly string[]
}

/** An artefact that a learner fills in, and what is told about it. */
export type WorkbookFile = {
  readonly order: number
  readonly summary: string
  readonly purpose: readonly string[]
  /** What the standard asks for. */
  readonly asks: readonly string[]
  /** What is good practice and no requirement. */
  readonly practice: readonly string[]
  readonly refs: readonly string[]
  readonly workbook: Workbook
  readonly examples: ReadonlyMap<ExampleKind, Example>
  readonly file: string
  readonly placeOf: (path: readonly PropertyKey[]) => string
}

const text = z.string().trim().min(1, 'Write a text here.')
const texts = z.array(text).min(1, 'Write at least one.')
const id = z.string().regex(/^[a-z][a-zA-Z0-9-]*$/, 'Begin with a small letter; use letters, digits and hyphens only.')
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Write it in small letters, digits and single hyphens.')

const options = z.union([
  z.array(z.strictObject({ id, label: text, help: text.optional() })).min(2, 'Offer at least two options.'),
  z.enum(['risk-sources', 'objectives']),
])

const head = { id, title: text, help: text, group: text.optional(), column: z.boolean().default(false) }
const fieldFile = z.discriminatedUnion('kind', [
  z.strictObject({ ...head, kind: z.literal('text') }),
  z.strictObject({ ...head, kind: z.literal('passage') }),
  z.strictObject({ ...head, kind: z.literal('number'), min: z.number().optional(), max: z.number().optional() }),
  z.strictObject({ ...head, kind: z.literal('date') }),
  z.strictObject({ ...head, kind: z.literal('choice'), many: z.boolean().default(false), options }),
  z.strictObject({
    ...head,
    kind: z.literal('link'),
    many: z.boolean().default(false),
    workbook: slug.optional(),
    table: id,
  }),
  z.strictObject({
    ...head,
    kind: z.literal('computed'),
    compute: z.discriminatedUnion('by', [
      z.strictObject({ by: z.literal('level'), severities: z.array(id), likelihood: id, rule: id }),
      z.strictObject({ by: z.literal('band'), of: id, table: id, from: id, to: id, says: id }),
    ]),
  }),
])

const place = z.strictObject({ workbook: slug.optional(), table: id, field: id })
const when = z.strictObject({ field: id, is: z.array(text).min(1) }).optional()
const ruleFile = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('filled'),
    table: id,
    fields: z.array(id).min(1),
    needs: z.enum(['all', 'any']).default('all'),
    when,
  }),
  z.strictObject({ kind: z.literal('reasoned'), table: id, field: id, phrases: texts, when }),
  z.strictObject({ kind: z.literal('named'), table: id, by: place, when }),
  z.strictObject({ kind: z.literal('unnamed'), table: id, field: id, by: place.optional(), when: when.unwrap() }),
  z.strictObject({ kind: z.literal('mirrored'), table: id, field: id, by: place }),
  z.strictObject({ kind: z.literal('present'), table: id, field: id, values: texts, or: id }),
  z.strictObject({ kind: z.literal('ascending'), table: id, field: id, described: z.array(id) }),
  z.strictObject({
    kind: z.literal('bands'),
    table: id,
    from: id,
    to: id,
    verdict: id,
    unacceptable: text,
    severities: place,
    likelihoods: place,
    rule: id,
  }),
  z.strictObject({ kind: z.literal('agrees'), table: id, computed: id, stated: id }),
  z.strictObject({ kind: z.literal('unlike'), table: id, fields: z.array(id).min(1), when }),
  z.strictObject({ kind: z.literal('after'), table: id, date: id, than: place, when }),
])

const cells = z.record(z.string(), z.union([z.string(), z.number()]).transform(String))
const exampleFile = z.strictObject({
  name: text,
  says: text,
  document: cells,
  tables: z.record(z.string(), z.array(cells)),
  comments: texts,
  open: z.array(id).default([]),
})

const workbookFile = z.strictObject({
  title: text,
  order: z.int().min(1),
  summary: text,
  purpose: texts,
  asks: texts,
  practice: texts,
  refs: texts,
  document: z.array(fieldFile).default([]),
  tables: z
    .array(
      z.strictObject({
        id,
        title: text,
        says: text,
        row: text,
        key: z.array(id).min(1),
        label: id.optional(),
        first: text.optional(),
        fixed: z.enum(['controls']).optional(),
        fields: z.array(fieldFile).min(1),
      }),
    )
    .min(1, 'A workbook needs a table.'),
  checks: z.array(
    z.strictObject({
      id,
      title: text,
      asks: z.enum(['requirement', 'control', 'practice']),
      ref: text,
      why: text,
      says: text.optional(),
      rule: ruleFile,
    }),
  ),
  examples: z.strictObject({ filled: exampleFile.optional(), weak: exampleFile.optional() }).default({}),
})

type Source = { readonly controls: readonly Control[]; readonly annexes: readonly Annex[] }

export function parseWorkbookFile(
  file: string,
  content: string,
  standard: Source,
): Result<WorkbookFile, readonly Problem[]> {
  const name = (file.split('/').at(-1) ?? '').replace(/\.yaml$/, '')
  const yaml = parseYaml(file, content)
  if (!yaml.ok) return yaml
  const parsed = parsePart(yaml.value, workbookFile, { path: [] })
  if (!parsed.ok) return parsed
  const source = parsed.value
  const fieldOf = fieldReader(name, standard)
  const tables: readonly Table[] = [
    {
      id: documentTable,
      title: 'The document',
      says: 'What this document is, which version of it, and who approved it.',
      row: 'document',
      key: ['title'],
      fixed: [{ id: documentRow, cells: {} }],
      open: false,
      fields: [...documentFields, ...source.document.map(fieldOf)],
    },
    ...source.tables.map(({ fixed, fields, ...table }) => ({
      ...table,
      fixed: fixed === 'controls' ? controlRows(table, standard) : [],
      open: true,
      fields: fields.map(fieldOf),
    })),
  ]
  const workbook = {
    slug: name,
    title: source.title,
    tables,
    checks: [...source.checks.map((check) => ({ ...check, rule: ruleOf(name, check.rule) })), sound],
  }
  return ok({
    order: source.order,
    summary: source.summary,
    purpose: source.purpose,
    asks: source.asks,
    practice: source.practice,
    refs: source.refs,
    workbook,
    examples: new Map(
      exampleKinds.flatMap((kind) => {
        const example = source.examples[kind]
        return example
          ? [
              [
                kind,
                {
                  ...example,
                  tables: new Map([[documentTable, [example.document]], ...Object.entries(example.tables)]),
                },
              ] as const,
            ]
          : []
      }),
    ),
    file,
    placeOf: (path) => `${file}:${yaml.value.lineOf(path)}`,
  })
}

/** What every document says of itself. */
const documentFields: readonly Field[] = [
  {
    id: 'title',
    title: 'Title',
    kind: 'text',
    column: true,
    help: 'What the document is called where you keep it, with its number if it has one.',
  },
  { id: 'organisation', title: 'Organisation', kind: 'text', column: true, help: 'Whose document this is.' },
  {
    id: 'version',
    title: 'Version',
    kind: 'text',
    column: true,
    help: 'So that two people can tell whether they read the same one.',
  },
  {
    id: 'date',
    title: 'Date of this version',
    kind: 'date',
    column: true,
    help: 'The day on which this version was finished.',
  },
  { id: 'author', title: 'Prepared by', kind: 'text', column: true, help: 'Name and function.' },
  {
    id: 'approver',
    title: 'Approved by',
    kind: 'text',
    column: true,
    help: 'Name and function of the manager who approves it. Empty as long as nobody has.',
  },
  {
    id: 'approved',
    title: 'Approved on',
    kind: 'date',
    column: true,
    help: 'The day of the approval. Empty as long as there is none.',
  },
]

const sound: Check = {
  id: 'sound',
  title: 'The entries hold together',
  asks: 'practice',
  ref: '7.5.2',
  why: 'Each row has a key of its own, what is linked exists, and dates and numbers can be read: else two readers find two different things.',
  rule: { kind: 'sound' },
}

const fieldReader =
  (own: string, { annexes }: Source) =>
  (field: z.output<typeof fieldFile>): Field => {
    if (field.kind === 'link') return { ...field, workbook: field.workbook ?? own }
    if (field.kind !== 'choice') return field
    const annexC = annexes.find(({ letter }) => letter === 'C')
    const listed = field.options === 'risk-sources' ? annexC?.riskSources : annexC?.objectives
    return Array.isArray(field.options)
      ? { ...field, options: field.options }
      : {
          ...field,
          options: (listed ?? []).map((one) => ({ id: one.id, label: `${one.id} ${one.title}`, help: one.means })),
        }
  }

const controlRows = (
  { key, label }: { readonly key: readonly string[]; readonly label?: string | undefined },
  { controls }: Source,
) =>
  controls.map((control) => ({
    id: control.id,
    cells: { [key[0] ?? 'id']: control.id, ...(label === undefined ? {} : { [label]: control.title }) },
  }))

function ruleOf(own: string, rule: z.output<typeof ruleFile>): Rule {
  const placed = (place: { workbook?: string | undefined; table: string; field: string }) => ({
    ...place,
    workbook: place.workbook ?? own,
  })
  switch (rule.kind) {
    case 'named':
    case 'mirrored':
      return { ...rule, by: placed(rule.by) }
    case 'unnamed':
      return { ...rule, by: rule.by && placed(rule.by) }
    case 'after':
      return { ...rule, than: placed(rule.than) }
    case 'bands':
      return { ...rule, severities: placed(rule.severities), likelihoods: placed(rule.likelihoods) }
    default:
      return rule
  }
}

/** The examples of one kind in all workbooks, as the fields of one binder. Row ids are counted, so that they never change. */
export function exampleFields(files: readonly WorkbookFile[], kind: ExampleKind): Fields {
  const fields = new Map<string, string>()
  for (const { workbook, examples } of files)
    for (const [id, rows] of examples.get(kind)?.tables ?? []) {
      const table = tableOf(workbook, id)
      rows.forEach((cells, index) => {
        const row = rowIdOf(table, cells, index)
        const isThere = table?.fixed.some((one) => one.id === row)
        if (!isThere) fields.set(rowKey({ workbook: workbook.slug, table: id, row }), String(index + 1))
        for (const [field, value] of Object.entries(cells)) {
          if (table && isGiven(table, { id: row, cells: {} }, field)) continue
          fields.set(fieldKey({ workbook: workbook.slug, table: id, row, field }), value.trim())
        }
      })
    }
  return fields
}

/** The row that is always there and has this key, or a row of the example's own. */
function rowIdOf(table: Table | undefined, cells: Readonly<Record<string, string>>, index: number): string {
  if (table?.id === documentTable) return documentRow
  const key = table?.key[0] ?? ''
  const given = table?.fixed.find((row) => row.cells[key] === cells[key])
  return given?.id ?? `x${index + 1}`
}

/** Everything in the workbooks that points nowhere: fields, tables and workbooks that are not there, references, examples. */
export function workbookProblems(files: readonly WorkbookFile[], references: ReadonlySet<string>): readonly Problem[] {
  const outlines = files.map(({ workbook }) => workbook)
  const own = files.flatMap((one) => ownProblems(one, outlines, references))
  // Examples are held against the checks, and checks that point nowhere cannot be run.
  return own.length > 0 ? own : exampleKinds.flatMap((kind) => exampleProblems(files, kind))
}

function ownProblems(
  { workbook, refs, asks, practice, purpose, examples, placeOf }: WorkbookFile,
  outlines: readonly Outline[],
  references: ReadonlySet<string>,
): readonly Problem[] {
  const problems: Problem[] = []
  const report = (path: readonly PropertyKey[], what: string, remedy: string) =>
    problems.push({ where: placeOf(path), what, remedy })
  const checkRefs = (path: readonly PropertyKey[], ids: readonly string[]) => {
    for (const ref of ids)
      if (!references.has(ref))
        report(
          path,
          `No clause, control, annex or neighbour is called "${ref}".`,
          'Write an id that stands in content/standard.',
        )
  }
  const twice = (path: readonly PropertyKey[], ids: readonly string[], thing: string) => {
    const double = ids.find((one, at) => ids.indexOf(one) !== at)
    if (double !== undefined)
      report(path, `The ${thing} "${double}" stands here twice.`, `Give each ${thing} an id of its own.`)
  }
  const checkField = (path: readonly PropertyKey[], table: Table | undefined, field: string) => {
    if (table && !table.fields.some((one) => one.id === field))
      report(
        path,
        `The table "${table.id}" has no field "${field}".`,
        `Write one of: ${table.fields.map((one) => one.id).join(', ')}.`,
      )
  }
  const found = (path: readonly PropertyKey[], slug: string, table: string): Table | undefined => {
    const outline = outlines.find((one) => one.slug === slug)
    const is = tableOf(outline, table)
    if (!outline) report(path, `There is no workbook "${slug}".`, 'Write the name of a file in content/workbooks.')
    else if (!is)
      report(
        path,
        `The workbook "${slug}" has no table "${table}".`,
        `Write one of: ${outline.tables.map((one) => one.id).join(', ')}.`,
      )
    return is
  }

  checkRefs(['refs'], refs)
  checkRefs(['purpose'], [...purpose, ...asks, ...practice].flatMap(idsIn))
  twice(
    ['tables'],
    workbook.tables.map((one) => one.id),
    'table',
  )
  twice(
    ['checks'],
    workbook.checks.map((one) => one.id),
    'check',
  )
  workbook.tables.forEach((table, t) => {
    // The document, which no file writes, is the first.
    const path = table.id === documentTable ? ['document'] : ['tables', t - 1]
    twice(
      path,
      table.fields.map((one) => one.id),
      'field',
    )
    for (const field of [...table.key, ...(table.label === undefined ? [] : [table.label])])
      checkField(path, table, field)
    for (const field of table.fields) {
      if (field.kind === 'link') {
        const target = found(path, field.workbook, field.table)
        if (target && target.key.length > 1)
          report(
            path,
            `"${field.id}" links to rows that have no single key.`,
            'Link to a table whose "key" is one field.',
          )
      }
      if (field.kind !== 'computed') continue
      const { compute } = field
      if (compute.by === 'level') {
        for (const one of [...compute.severities, compute.likelihood]) checkField(path, table, one)
        checkField(path, tableOf(workbook, documentTable), compute.rule)
      } else {
        checkField(path, table, compute.of)
        const bands = found(path, workbook.slug, compute.table)
        for (const one of [compute.from, compute.to, compute.says]) checkField(path, bands, one)
      }
    }
  })
  workbook.checks.forEach((check, index) => {
    const path = ['checks', index]
    checkRefs(path, [check.ref, ...idsIn(check.why)])
    const { rule } = check
    if (rule.kind === 'sound') return
    const table = found(path, workbook.slug, rule.table)
    for (const field of fieldsIn(rule)) checkField(path, table, field)
    for (const place of placesIn(rule)) checkField(path, found(path, place.workbook, place.table), place.field)
    for (const field of documentFieldsIn(rule)) checkField(path, tableOf(workbook, documentTable), field)
  })
  for (const [kind, { comments, open, says }] of examples) {
    checkRefs(['examples', kind, 'comments'], [...comments, says].flatMap(idsIn))
    for (const one of open)
      if (!workbook.checks.some((check) => check.id === one))
        report(['examples', kind, 'open'], `There is no check "${one}".`, 'Write the id of a check of this file.')
  }
  return problems
}

function fieldsIn(rule: Exclude<Rule, { kind: 'sound' }>): readonly string[] {
  const when = 'when' in rule && rule.when ? [rule.when.field] : []
  switch (rule.kind) {
    case 'filled':
    case 'unlike':
      return [...rule.fields, ...when]
    case 'reasoned':
    case 'unnamed':
    case 'mirrored':
    case 'present':
      return [rule.field, ...when]
    case 'ascending':
      return [rule.field, ...rule.described]
    case 'bands':
      return [rule.from, rule.to, rule.verdict]
    case 'agrees':
      return [rule.computed, rule.stated]
    case 'after':
      return [rule.date, ...when]
    case 'named':
      return when
  }
}

function placesIn(rule: Rule) {
  switch (rule.kind) {
    case 'named':
    case 'mirrored':
      return [rule.by]
    case 'unnamed':
      return rule.by ? [rule.by] : []
    case 'after':
      return [rule.than]
    case 'bands':
      return [rule.severities, rule.likelihoods]
    default:
      return []
  }
}

const documentFieldsIn = (rule: Rule): readonly string[] =>
  rule.kind === 'present' ? [rule.or] : rule.kind === 'bands' ? [rule.rule] : []

/** An example is loaded by learners as it stands: each cell must fit, and exactly the checks named as open must fail. */
function exampleProblems(files: readonly WorkbookFile[], kind: ExampleKind): readonly Problem[] {
  const outlines = files.map(({ workbook }) => workbook)
  const sheets = readSheets(outlines, exampleFields(files, kind))
  const targetOf = targetsIn({ outlines, sheets })
  return files.flatMap(({ workbook, examples, placeOf }): readonly Problem[] => {
    const example = examples.get(kind)
    if (!example) return []
    const cellProblems = [...example.tables].flatMap(([id, rows]): readonly Problem[] => {
      const pathOf = (index: number, field: string) =>
        id === documentTable ? ['examples', kind, 'document', field] : ['examples', kind, 'tables', id, index, field]
      const table = tableOf(workbook, id)
      if (!table)
        return [
          {
            where: placeOf(['examples', kind, 'tables', id]),
            what: `There is no table "${id}".`,
            remedy: `Write one of: ${workbook.tables.map((one) => one.id).join(', ')}.`,
          },
        ]
      return rows.flatMap((cells, index) =>
        Object.entries(cells).flatMap(([name, value]): readonly Problem[] => {
          const where = placeOf(pathOf(index, name))
          const field = table.fields.find((one) => one.id === name)
          if (!field)
            return [
              {
                where,
                what: `The table "${id}" has no field "${name}".`,
                remedy: `Write one of: ${table.fields.map((one) => one.id).join(', ')}.`,
              },
            ]
          if (field.kind === 'computed')
            return [
              { where, what: `"${name}" is computed.`, remedy: 'Leave it out; it follows from the other fields.' },
            ]
          const isLooseLink = kind === 'weak' && field.kind === 'link'
          const problem = isLooseLink ? undefined : valueProblem(field, value, targetOf)
          return problem ? [{ where, what: problem, remedy: `Correct "${name}" of this row.` }] : []
        }),
      )
    })
    if (cellProblems.length > 0) return cellProblems
    const failing = runChecks(workbook, { outlines, sheets }).filter(({ state }) => state !== 'passes')
    const surprises = failing.filter(({ check }) => !example.open.includes(check.id))
    const closed = example.open.filter((one) => !failing.some(({ check }) => check.id === one))
    return [
      ...surprises.map(({ check, findings, state }) => ({
        where: placeOf(['examples', kind, 'open']),
        what: `The check "${check.id}" ${state === 'waits' ? 'finds nothing to check' : `fails: ${findings[0]?.says ?? ''}`}`,
        remedy: 'Put the example right, or name the check under "open".',
      })),
      ...closed.map((one) => ({
        where: placeOf(['examples', kind, 'open']),
        what: `The check "${one}" passes.`,
        remedy: 'Take it out of "open".',
      })),
    ]
  })
}

/** What other workbooks need of one: its tables, without the words that guide whoever fills it in. */
export const outlineOf = ({ slug, title, tables }: Workbook): Outline => ({
  slug,
  title,
  tables: tables.map((table) => ({
    ...table,
    says: '',
    fields: table.fields.map((field) =>
      field.kind === 'choice'
        ? { ...field, help: '', options: field.options.map(({ id, label }) => ({ id, label })) }
        : { ...field, help: '' },
    ),
  })),
})
