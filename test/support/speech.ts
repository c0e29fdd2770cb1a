type Said = {
  readonly text: string
  readonly rate: number
  readonly voice: unknown
  onend?: () => void
  onerror?: () => void
}

export const aVoice = (name: string, given: Partial<SpeechSynthesisVoice> = {}): SpeechSynthesisVoice => ({
  name,
  voiceURI: name,
  lang: 'en-GB',
  localService: true,
  default: false,
  ...given,
})

/** A browser's speech that ends a sentence when the test says so. */
export function aSpeech(voices: readonly SpeechSynthesisVoice[]) {
  const all: Said[] = []
  let current: Said | undefined
  class Utterance {
    rate = 1
    voice: unknown
    constructor(readonly text: string) {}
  }
  return {
    Utterance,
    synth: {
      getVoices: () => voices,
      addEventListener() {},
      removeEventListener() {},
      speak(utterance: Said) {
        current = utterance
        all.push(utterance)
      },
      cancel() {
        current = undefined
      },
    },
    end: () => current?.onend?.(),
    fail: () => current?.onerror?.(),
    isSilent: () => current === undefined,
    said: () => all.map(({ text }) => text),
    last: () => all.at(-1),
  }
}
