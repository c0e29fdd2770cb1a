import { createMemo } from 'solid-js'
import { stretchIn } from '../notes/page-text.ts'
import { readablesOf, type Readable } from './readables.ts'
import { showRead } from './show-read.ts'
import { SpeechBar, type Start } from './SpeechBar.tsx'

/** Reads a page aloud, from its title or from what a range names, and shows what is read. */
export function PageSpeech(props: {
  readonly page: Element
  /** Where to begin; without it, at the title. */
  readonly from: Range | undefined
  readonly onClose: () => void
}) {
  const readables = createMemo(() =>
    readablesOf([...props.page.querySelectorAll('.opening h1, .opening .lede, [data-read-aloud], .prose')]),
  )
  const start = createMemo(() => startOf(readables(), props.from))

  return (
    <div class="speech-dock">
      <SpeechBar
        passages={readables()}
        start={start()}
        onAt={(utterance) => showRead(readables(), utterance)}
        onClose={() => props.onClose()}
      />
    </div>
  )
}

/** The first passage that a range touches or, where it touches none, that stands after its beginning. */
function startOf(readables: readonly Readable[], range: Range | undefined): Start {
  if (!range) return { passage: 0, offset: 0 }
  for (const [passage, { element, words }] of readables.entries()) {
    const stretch = words && stretchIn(words, range)
    if (stretch) return { passage, offset: stretch.from }
    const isInside = !words && range.intersectsNode(element)
    const isAfter = range.comparePoint(element, 0) > 0
    if (isInside || isAfter) return { passage, offset: 0 }
  }
  return { passage: 0, offset: 0 }
}
