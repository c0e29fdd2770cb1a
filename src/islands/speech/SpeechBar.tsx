import { createEffect, createMemo, on, Show, type ParentProps } from 'solid-js'
import { utterancesOf, type Passage, type Utterance } from '../../core/speech.ts'
import { createSpeech, type Phase } from './createSpeech.ts'
import { createVoice } from './createVoice.ts'
import { VoiceChoice } from './VoiceChoice.tsx'
import { noVoiceText } from './voices.ts'

export type Start = { readonly passage: number; readonly offset: number }

const pressed: Readonly<Record<Phase, string>> = {
  ready: 'Read aloud',
  reading: 'Pause',
  paused: 'Go on',
  failed: 'Try again',
}

/** Reads passages aloud from the moment it appears; what is read now is told to whoever shows it. */
export function SpeechBar(
  props: ParentProps<{
    readonly passages: readonly Passage[]
    readonly start: Start
    readonly onAt: (utterance: Utterance | undefined) => void
    readonly onClose: () => void
  }>,
) {
  const voice = createVoice()
  const utterances = createMemo(() => utterancesOf(props.passages))
  const speech = createSpeech({
    utterances,
    voice: voice.voice,
    rate: voice.rate,
    onAt: (utterance) => props.onAt(utterance),
  })

  const startIndex = () => {
    const { passage, offset } = props.start
    const index = utterances().findIndex((one) => one.passage > passage || (one.passage === passage && one.to > offset))
    return Math.max(0, index)
  }
  // A memo, because to choose another voice is not to begin anew.
  const canRead = createMemo(() => voice.voice() !== undefined)

  // As soon as there is a voice, and again from another beginning.
  createEffect(on([canRead, () => props.start], ([can]) => can && speech.readFrom(startIndex())))

  function press() {
    if (speech.phase() === 'reading') speech.pause()
    else speech.readFrom(speech.at())
  }

  return (
    <section
      class="speech-bar"
      aria-label="Reading aloud"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        props.onClose()
      }}
    >
      <div class="actions">
        <Show when={canRead()} fallback={<Show when={voice.isKnown() && !voice.hasAny()}>{<p>{noVoiceText}</p>}</Show>}>
          <button
            // As soon as it is there, which is when the browser has told its voices.
            ref={(button) => queueMicrotask(() => button.focus())}
            class="button"
            type="button"
            data-weight="first"
            onClick={press}
          >
            {pressed[speech.phase()]}
          </button>
          <button
            class="quiet-button"
            type="button"
            disabled={speech.at() === 0}
            onClick={() => speech.readFrom(speech.at() - 1)}
          >
            Back<span class="visually-hidden"> one sentence</span>
          </button>
          <button
            class="quiet-button"
            type="button"
            disabled={speech.at() + 1 >= utterances().length}
            onClick={() => speech.readFrom(speech.at() + 1)}
          >
            Forward<span class="visually-hidden"> one sentence</span>
          </button>
          <button class="quiet-button" type="button" disabled={speech.phase() === 'ready'} onClick={speech.stop}>
            Stop
          </button>
        </Show>
        <button class="quiet-button" type="button" onClick={() => props.onClose()}>
          Close<span class="visually-hidden"> the reading</span>
        </button>
      </div>
      <Show when={speech.phase() === 'failed'}>
        <p role="alert">The voice fell silent. Try again, or choose another voice.</p>
      </Show>
      {props.children}
      <Show when={voice.hasAny()}>
        <VoiceChoice voice={voice} onChange={speech.readAnew} />
      </Show>
    </section>
  )
}
