/** What the measured class and its telephones, in processes of their own, tell each other. */
export type PhonesTask =
  | {
      readonly kind: 'join'
      readonly url: string
      readonly code: string
      readonly publicKey: string
      readonly phones: number
      /** Each answers at a random moment within so many milliseconds. */
      readonly windowMs: number
    }
  /** Asks for what has happened since the last time. */
  | { readonly kind: 'report' }
  | { readonly kind: 'leave' }

export type PhonesReport = {
  readonly joined: number
  /** When each saw the question, and its answer: in the milliseconds of `millisecondsNow`. */
  readonly opened: number[]
  readonly answered: { readonly pid: string; readonly option: number; readonly at: number }[]
  readonly revealed: number[]
  readonly connects: number
  /** Phones whose answer is not acknowledged. */
  readonly waiting: number
}

/** One clock for every process of a machine. */
export const millisecondsNow = () => Number(process.hrtime.bigint()) / 1e6
