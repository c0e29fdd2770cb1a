/** The parts of lunr 2.3.9 that are used here; the package has no types. */
declare module 'lunr' {
  type TermOptions = {
    readonly boost: number
    readonly usePipeline: boolean
    readonly wildcard?: number
    readonly editDistance?: number
  }
  type Builder = {
    ref: (field: string) => void
    field: (name: string, options?: { readonly boost: number }) => void
    add: (document: object, options?: { readonly boost: number }) => void
  }
  type Index = {
    readonly pipeline: { readonly runString: (word: string) => readonly string[] }
    readonly invertedIndex: Readonly<Record<string, unknown>>
    readonly query: (
      ask: (terms: { readonly term: (term: string, options: TermOptions) => void }) => void,
    ) => readonly {
      readonly ref: string
      readonly score: number
      readonly matchData: { readonly metadata: Readonly<Record<string, unknown>> }
    }[]
    readonly toJSON: () => object
  }
  const lunr: ((configure: (this: Builder) => void) => Index) & {
    readonly Index: { readonly load: (serialized: object) => Index }
    readonly version: string
    readonly Query: { readonly wildcard: { readonly TRAILING: number } }
  }
  namespace lunr {
    export type { Index }
  }
  export default lunr
}
