import { Show } from 'solid-js'
import { utterancesOf } from '../../core/speech.ts'
import { createSpeech } from './createSpeech.ts'
import { createVoice } from './createVoice.ts'
import { VoiceChoice } from './VoiceChoice.tsx'
import { noVoiceText } from './voices.ts'

const sample = utterancesOf([{ text: 'Clause 6.1.4 asks what an AI system does to people, and to societies.' }])

/** Speed and voice for whatever is read aloud, and a sentence to try them on. */
export function SpeechPart() {
  const voice = createVoice()
  const speech = createSpeech({ utterances: () => sample, voice: voice.voice, rate: voice.rate, onAt: () => {} })
  const isReading = () => speech.phase() === 'reading'
  return (
    <Show when={voice.isKnown()}>
      <Show when={voice.voice()} fallback={<Show when={!voice.hasAny()}>{<p>{noVoiceText}</p>}</Show>}>
        <button class="quiet-button" type="button" onClick={() => (isReading() ? speech.stop() : speech.readFrom(0))}>
          {isReading() ? 'Stop' : 'Hear a sentence'}
        </button>
      </Show>
      <Show when={voice.hasAny()}>
        <VoiceChoice voice={voice} onChange={speech.readAnew} />
      </Show>
    </Show>
  )
}
