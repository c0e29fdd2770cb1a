import { LineCounter, isMap, isNode, isScalar, parseDocument } from 'yaml'
import type { z } from 'astro/zod'
import { fail, ok, type Result } from '../core/result.ts'
import type { Problem } from './problem.ts'

type Path = readonly PropertyKey[]

/** A YAML file that could be read: its value, and the line on which a path into it stands. */
export type YamlFile = { readonly file: string; readonly value: unknown; readonly lineOf: (path: Path) => number }

/** The part of a file that a schema is held against, and the name its problems are reported under. */
type Part = { readonly path: Path; readonly name?: string | undefined }

/** Refuses text that is no YAML, with the line of every fault. */
export function parseYaml(file: string, text: string): Result<YamlFile, readonly Problem[]> {
  const lineCounter = new LineCounter()
  const document = parseDocument(text, { lineCounter, prettyErrors: false })
  if (document.errors.length > 0) {
    return fail(
      document.errors.map((error) => ({
        where: `${file}:${lineCounter.linePos(error.pos[0]).line}`,
        what: `This is not readable as YAML: ${error.message}.`,
        remedy:
          'Put a text that holds ": " or " #" in quotes, or write it below ">-"; indent by two spaces; name a field once.',
      })),
    )
  }
  const startOf = (path: Path): number | undefined => {
    const parent = document.getIn(path.slice(0, -1), true)
    const name = path.at(-1)
    const pair = isMap(parent) ? parent.items.find(({ key }) => isScalar(key) && key.value === name) : undefined
    const node = pair ? pair.key : document.getIn(path, true)
    return isNode(node) ? node.range?.[0] : undefined
  }
  const lineOf = (path: Path): number => {
    const start = startOf(path)
    if (start !== undefined) return lineCounter.linePos(start).line
    return path.length === 0 ? 1 : lineOf(path.slice(0, -1))
  }
  return ok({ file, value: document.toJS() as unknown, lineOf })
}

/**
 * Holds a schema against a part of a file. In our schemas the message of a check says what to write; a custom issue
 * says in its message what is wrong, and in `params.remedy` what to write.
 */
export function parsePart<Schema extends z.ZodType>(
  yaml: YamlFile,
  schema: Schema,
  part: Part,
): Result<z.output<Schema>, readonly Problem[]> {
  const input = valueAt(yaml.value, part.path)
  const parsed = schema.safeParse(input)
  if (parsed.success) return ok(parsed.data)
  return fail(
    parsed.error.issues.flatMap((issue) =>
      explain(issue, input).map(({ at, ...sentences }) => ({
        where: `${yaml.file}:${yaml.lineOf([...part.path, ...at])}${part.name ? ` ${part.name}` : ''}`,
        ...sentences,
      })),
    ),
  )
}

/** A whole file of one schema. */
export function parseYamlFile<Schema extends z.ZodType>(
  file: string,
  text: string,
  schema: Schema,
): Result<z.output<Schema>, readonly Problem[]> {
  const yaml = parseYaml(file, text)
  return yaml.ok ? parsePart(yaml.value, schema, { path: [] }) : yaml
}

type Explained = { readonly at: Path; readonly what: string; readonly remedy: string }

function explain(issue: z.core.$ZodIssue, input: unknown): readonly Explained[] {
  const at = issue.path
  const field = at.length > 0 ? `"${at.map(String).join('.')}"` : 'This'
  const found = valueAt(input, at)
  if (issue.code === 'custom' && issue.params)
    return [{ at, what: issue.message, remedy: String(issue.params['remedy']) }]
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        at: [...at, key],
        what: `There is no field "${[...at, key].map(String).join('.')}".`,
        remedy:
          valueAt(input, [...at, key]) === null
            ? 'Put the text before it in quotes, if its comma cut it in two.'
            : 'Correct its name or remove it; the fields are listed in .github/CONTRIBUTING.md.',
      }))
    case 'invalid_type': {
      if (found === undefined)
        return [{ at, what: `${field} is missing.`, remedy: `Add it; it must be ${aKind(issue.expected)}.` }]
      const quotes = issue.expected === 'string' && typeof found === 'number'
      return [
        {
          at,
          what: `${field} is ${JSON.stringify(found)}, but must be ${aKind(issue.expected)}.`,
          remedy: quotes ? `Put it in quotes: '${found}'.` : `Write ${aKind(issue.expected)}.`,
        },
      ]
    }
    case 'invalid_value':
      if (found === undefined)
        return [{ at, what: `${field} is missing.`, remedy: `Write one of: ${issue.values.join(', ')}.` }]
      return [
        { at, what: `${field} is ${JSON.stringify(found)}.`, remedy: `Write one of: ${issue.values.join(', ')}.` },
      ]
    default:
      return [{ at, what: `${field} is ${found === undefined ? 'missing' : summary(found)}.`, remedy: issue.message }]
  }
}

function summary(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`
  return typeof value === 'string' && value.length > 60 ? `"${value.slice(0, 57)}…"` : JSON.stringify(value)
}

const aKind = (expected: string) =>
  ({
    string: 'text',
    array: 'a list',
    object: 'a group of fields',
    record: 'a group of fields',
    boolean: 'true or false',
  })[expected] ?? `a ${expected}`

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    // A path from zod names what was there, or what is missing; both may be asked of any value.
    (at, step) => (typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[step] : undefined),
    value,
  )
}
