import { address } from '../primitives/address.ts'
import { grouped, openEngine, type Engine } from './engine.ts'
import type { SearchEntries } from './entries.ts'
import type { Asked, Told } from './protocol.ts'

// Everything heavy of the search: fetched and unpacked here, so that typing never waits for it.

const tell = (told: Told) => postMessage(told)

async function fetched(path: string): Promise<Response> {
  const answer = await fetch(address(path))
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
  return answer
}

async function open(index: string, entries: string, texts: string): Promise<Engine> {
  const [packed, named] = await Promise.all([
    fetched(index).then(async (answer) => {
      const stream = answer.body?.pipeThrough(new DecompressionStream('gzip'))
      return new Uint8Array(await new Response(stream).arrayBuffer())
    }),
    fetched(entries).then((answer): Promise<SearchEntries> => answer.json()),
  ])
  const engine = openEngine(packed, named)
  // Without passages the results still lead where they should.
  void fetched(texts)
    .then((answer): Promise<readonly string[]> => answer.json())
    .then((all) => {
      engine.giveTexts(all)
      tell({ kind: 'texts' })
    })
    .catch(() => {})
  return engine
}

/** Opened once; a failed opening may be tried again. */
function opener(...parts: Parameters<typeof open>): () => Promise<Engine> {
  let opened: Promise<Engine> | undefined
  return () => {
    opened ??= open(...parts).catch((error: unknown) => {
      opened = undefined
      throw error
    })
    return opened
  }
}

const site = opener('search/index.bin', 'search/entries.json', 'search/texts.json')
const explained = opener('search/questions.bin', 'search/question-entries.json', 'search/question-texts.json')

async function answer({ id, query, most, questions }: Asked) {
  try {
    const found = (await site()).search(query, { most })
    const allowed = new Set(questions)
    const reasons =
      allowed.size === 0
        ? []
        : (await explained()).search(query, { most: 10, isAllowed: (entry) => allowed.has(entry.question ?? '') })
    tell({ kind: 'found', id, groups: [...grouped(found), ...grouped(reasons)] })
  } catch {
    tell({ kind: 'failed', id })
  }
}

addEventListener('message', ({ data }: MessageEvent<Asked>) => void answer(data))
// The index is on its way before the first word is typed.
void site().catch(() => {})
