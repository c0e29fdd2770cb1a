/** What a candidate may choose before the start. */
export type ExtraTime =
  | { readonly kind: 'none' }
  | { readonly kind: 'added'; readonly minutes: number }
  | { readonly kind: 'times'; readonly factor: number }
  | { readonly kind: 'untimed' }

/** The minutes of an exam with the extra time; undefined when untimed. */
export function minutesWith(minutes: number, extra: ExtraTime): number | undefined {
  switch (extra.kind) {
    case 'none':
      return minutes
    case 'added':
      return minutes + extra.minutes
    case 'times':
      return Math.round(minutes * extra.factor)
    case 'untimed':
      return undefined
  }
}
