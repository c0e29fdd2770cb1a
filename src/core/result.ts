export type Result<Value, Failure> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly failure: Failure }

export const ok = <Value>(value: Value) => ({ ok: true, value }) as const
export const fail = <Failure>(failure: Failure) => ({ ok: false, failure }) as const

/** The end of a switch over a union: reaching it is a bug, and a type error before that. */
export function unreachable(value: never): never {
  throw new Error(`Unreachable: ${JSON.stringify(value)}`)
}

/** A value that is there by construction, such as the element at an index in range. Its absence is a bug and throws. */
export function known<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('A value that must be there is missing.')
  return value
}
