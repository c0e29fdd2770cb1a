import { createSignal } from 'solid-js'
import { whenMounted } from '../primitives/mounted.ts'
import { keepChoice, keptChoice, type SpeechChoice } from './speech-choice.ts'
import { englishVoices, watchVoices } from './voices.ts'

/** The voice and the speed this person reads with, and what else there is to choose from. */
export function createVoice() {
  const [voices, setVoices] = createSignal<readonly SpeechSynthesisVoice[]>()
  const [choice, setChoice] = createSignal<SpeechChoice>(keptChoice())
  whenMounted(() => watchVoices(setVoices))

  const english = () => englishVoices(voices() ?? [])
  const voice = (): SpeechSynthesisVoice | undefined => {
    const { here, away } = english()
    return [...here, ...away].find(({ voiceURI }) => voiceURI === choice().voice) ?? here[0]
  }
  return {
    /** False until the browser has told its voices. */
    isKnown: () => voices() !== undefined,
    english,
    hasAny: () => english().here.length + english().away.length > 0,
    voice,
    rate: () => choice().rate,
    choose: (changed: Partial<SpeechChoice>) => {
      const next = { ...choice(), ...changed }
      setChoice(next)
      keepChoice(next)
    },
  }
}

export type Voice = ReturnType<typeof createVoice>
