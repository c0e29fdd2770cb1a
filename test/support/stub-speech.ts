import type { Page } from '@playwright/test'

declare global {
  var stubbedSpeech: {
    readonly said: { readonly text: string; readonly voice: string | undefined; readonly rate: number }[]
    readonly endSentence: () => void
    readonly isSilent: () => boolean
  }
}

/** Puts a speech into pages that says nothing and ends a sentence when it is told to. */
export const stubSpeech = (
  page: Page,
  voices: readonly (Pick<SpeechSynthesisVoice, 'name'> & Partial<SpeechSynthesisVoice>)[],
) =>
  page.addInitScript((given) => {
    let current: SpeechSynthesisUtterance | undefined
    globalThis.stubbedSpeech = {
      said: [],
      endSentence: () => current?.onend?.(new Event('end') as SpeechSynthesisEvent),
      isSilent: () => current === undefined,
    }
    class Utterance {
      rate = 1
      voice: SpeechSynthesisVoice | undefined
      constructor(readonly text: string) {}
    }
    const all = given.map((one) => ({ voiceURI: one.name, lang: 'en-GB', localService: true, default: false, ...one }))
    Object.defineProperty(globalThis, 'SpeechSynthesisUtterance', { value: Utterance })
    Object.defineProperty(globalThis, 'speechSynthesis', {
      value: {
        getVoices: () => all,
        addEventListener() {},
        removeEventListener() {},
        speak(utterance: SpeechSynthesisUtterance) {
          current = utterance
          stubbedSpeech.said.push({ text: utterance.text, voice: utterance.voice?.name, rate: utterance.rate })
        },
        cancel() {
          current = undefined
        },
      },
    })
  }, voices)
