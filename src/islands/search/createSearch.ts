import { createEffect, createSignal, on } from 'solid-js'
import type { Annotated } from '../../store/progress.ts'
import { quotedIn, writtenIn } from '../notes/written.ts'
import { loadProgress } from '../primitives/device.ts'
import { whenMounted } from '../primitives/mounted.ts'
import type { Group } from './engine.ts'
import type { Asked, Told } from './protocol.ts'
import { wordsOf } from './query-words.ts'

export type Found = {
  /** What was asked. */
  readonly query: string
  readonly groups: readonly Group[]
  /** Notes and highlights of one's own that hold every word. */
  readonly own: readonly Annotated[]
}

export type SearchState =
  { readonly kind: 'waiting' } | { readonly kind: 'failed' } | { readonly kind: 'found'; readonly found: Found }

/**
 * Searches while one types: the newest query wins, and what was found stays until the next is there. The worker
 * fetches the index from the moment it is made, which is when the component comes to the page; it ends with it.
 */
export function createSearch(
  query: () => string,
  { most, openWorker }: { readonly most: number; readonly openWorker: () => Worker },
) {
  const [state, setState] = createSignal<SearchState>({ kind: 'waiting' })
  const [seen, setSeen] = createSignal<readonly string[]>([])
  const [own, setOwn] = createSignal<readonly Annotated[]>([])
  const [hasTexts, setHasTexts] = createSignal(false)
  let worker: Worker | undefined
  let asked = 0

  function ask(text: string) {
    if (!worker) return
    asked += 1
    const question: Asked = { id: asked, query: text, most, questions: seen() }
    worker.postMessage(question)
  }

  // The store comes after the index, which a slow line would otherwise bring later. Without it one's own notes and
  // reasons are left out; the site is searched all the same.
  let readOwn: Promise<void> | undefined
  const read = () =>
    loadProgress()
      .then(async (progress) => {
        const annotations = await progress.annotations({ kinds: ['note', 'highlight'] })
        const responses = await progress.responses()
        setOwn(annotations)
        setSeen([...new Set(responses.map(({ questionId }) => questionId))])
      })
      .catch(() => {})

  whenMounted(() => {
    const mine = openWorker()
    worker = mine
    mine.onmessage = ({ data }: MessageEvent<Told>) => {
      readOwn ??= read()
      if (data.kind === 'texts') setHasTexts(true)
      else if (data.id === asked) {
        if (data.kind === 'failed') setState({ kind: 'failed' })
        else
          setState({
            kind: 'found',
            found: { query: query(), groups: data.groups, own: ownAmong(query(), own()).slice(0, most) },
          })
      }
    }
    mine.onerror = () => setState({ kind: 'failed' })
    return () => mine.terminate()
  })

  createEffect(
    on([query, seen, hasTexts], ([text]) => {
      if (text.trim()) ask(text)
      else setState({ kind: 'waiting' })
    }),
  )
  return state
}

function ownAmong(query: string, own: readonly Annotated[]): readonly Annotated[] {
  const words = wordsOf(query)
  return own.filter(({ annotation }) => {
    const text = `${writtenIn(annotation)} ${quotedIn(annotation)}`.toLowerCase()
    return words.length > 0 && words.every((word) => text.includes(word))
  })
}
