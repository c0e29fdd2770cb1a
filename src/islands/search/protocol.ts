import type { Group } from './engine.ts'

/** What a page asks of the worker. */
export type Asked = {
  readonly id: number
  readonly query: string
  readonly most: number
  /** Ids of the questions whose reasons may be found; undefined leaves questions out. */
  readonly questions: readonly string[] | undefined
}

/** What the worker says. */
export type Told =
  | { readonly kind: 'found'; readonly id: number; readonly groups: readonly Group[] }
  /** The texts are there: what was found before can now be shown with its passages. */
  | { readonly kind: 'texts' }
  | { readonly kind: 'failed'; readonly id: number }
