// What a value must look like before anything trusts it. By hand, because the exam needs it without waiting for another
// chunk. A field that a type gains is missing here, and that is a type error; fields not named are let through.

export type Problem = { readonly path: string; readonly what: string }
/** The first problem, or undefined when the value fits. `path` says where the value stands. */
export type Check = (value: unknown, path: string) => Problem | undefined

/** Paths are built for what has a problem alone: a backup holds a million values, and all of them fit. */
const checked = (check: Check, value: unknown, path: () => string) => check(value, '') && check(value, path())

const is =
  (what: string, test: (value: unknown) => boolean): Check =>
  (value, path) =>
    test(value) ? undefined : { path, what: `is not ${what}` }

export const text = is('text', (value) => typeof value === 'string')
export const number = is('a number', Number.isFinite)
export const whole = is('a whole number from 0', (value) => Number.isSafeInteger(value) && Number(value) >= 0)
export const flag = is('true or false', (value) => typeof value === 'boolean')
export const anything: Check = () => undefined
export const oneOf = (...values: readonly (string | number)[]) =>
  is(`one of ${values.join(', ')}`, (value) => values.some((allowed) => allowed === value))
export const optional =
  (check: Check): Check =>
  (value, path) =>
    value === undefined ? undefined : check(value, path)

export function first<Item>(
  items: Iterable<Item>,
  problemOf: (item: Item) => Problem | undefined,
): Problem | undefined {
  for (const item of items) {
    const problem = problemOf(item)
    if (problem) return problem
  }
  return undefined
}

export const isRecord = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const list =
  (check: Check): Check =>
  (value, path) =>
    Array.isArray(value)
      ? first(value.entries(), ([index, item]) => checked(check, item, () => `${path}[${index}]`))
      : { path, what: 'is not a list' }

export const textsByName: Check = (value, path) =>
  isRecord(value)
    ? first(Object.entries(value), ([name, inner]) => text(inner, `${path}.${name}`))
    : { path, what: 'is not a record' }

export const record = <Shape>(fields: { readonly [Field in keyof Required<Shape>]: Check }): Check => {
  const checks = Object.entries<Check>(fields)
  return (value, path) =>
    isRecord(value)
      ? first(checks, ([field, check]) => checked(check, value[field], () => (path ? `${path}.${field}` : field)))
      : { path, what: 'is not a record' }
}

/** A union: which of the checks applies is said by the discriminant. */
export const variants =
  <Name extends string, Union extends { readonly [Field in Name]: string }>(
    name: Name,
    checks: { readonly [Variant in Union[Name]]: Check },
  ): Check =>
  (value, path) => {
    if (!isRecord(value)) return { path, what: 'is not a record' }
    const check = Object.entries<Check>(checks).find(([variant]) => variant === value[name])?.[1]
    return check ? check(value, path) : { path: `${path}.${name}`, what: 'is not known' }
  }
