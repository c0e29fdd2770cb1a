import { createMemo, createSignal, Show } from 'solid-js'
import type { OptionId, Prompt } from '../../core/question.ts'
import { questionPassages } from '../../core/speech.ts'
import { textOf } from '../notes/page-text.ts'
import { readablesOf, type Readable } from './readables.ts'
import { showRead } from './show-read.ts'
import { SpeechBar } from './SpeechBar.tsx'

/** Reads a question of an exam aloud, or the scenario it belongs to. It is handed the prompt, so it knows no key. */
export function QuestionSpeech(props: {
  readonly prompt: Prompt
  /** The order in which the options stand. */
  readonly order: readonly OptionId[]
  readonly hasScenario: boolean
  readonly onClose: () => void
}) {
  const [isScenario, setScenario] = createSignal(false)
  const readables = createMemo(() => (isScenario() ? scenario() : asked(props.prompt, props.order)))
  // Another beginning for other passages.
  const start = createMemo(() => (readables(), { passage: 0, offset: 0 }))

  return (
    <SpeechBar
      passages={readables()}
      start={start()}
      onAt={(utterance) => showRead(readables(), utterance)}
      onClose={() => props.onClose()}
    >
      <Show when={props.hasScenario}>
        <button class="quiet-button" type="button" onClick={() => setScenario(!isScenario())}>
          {isScenario() ? 'Read the question' : 'Read the scenario'}
        </button>
      </Show>
    </SpeechBar>
  )
}

const scenario = () => readablesOf([...document.querySelectorAll('.exam .stimulus-text')])

/** The passages of a question, each with the element that holds its words and little else. */
function asked(prompt: Prompt, order: readonly OptionId[]): readonly Readable[] {
  const whole = document.querySelector('.exam .asked')
  if (!whole) return []
  const parts = [...whole.querySelectorAll('legend, .words, label, li, span')].toSorted(
    (one, other) => textLength(one) - textLength(other),
  )
  return questionPassages(prompt, order).map((passage): Readable => {
    const element = parts.find((part) => part.textContent?.includes(passage.text))
    if (!element) return { ...passage, element: whole }
    const words = textOf(element)
    const text = passage.text.replace(/\s+/g, ' ')
    return words.text.startsWith(text) ? { ...passage, text, element, words } : { ...passage, element }
  })
}

const textLength = (element: Element) => element.textContent?.length ?? 0
