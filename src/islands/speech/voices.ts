export type VoiceFacts = Pick<SpeechSynthesisVoice, 'voiceURI' | 'name' | 'lang' | 'localService' | 'default'>

/**
 * The English voices, British ones first: those that speak on this device, and those that send what they say to a
 * server of their maker.
 */
export function englishVoices<Voice extends VoiceFacts>(all: readonly Voice[]) {
  const rank = ({ lang, default: isDefault }: Voice) => (/^en[-_]GB/i.test(lang) ? 0 : isDefault ? 1 : 2)
  const english = all
    .filter(({ lang }) => /^en([-_]|$)/i.test(lang))
    .toSorted((one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name))
  return {
    here: english.filter(({ localService }) => localService),
    away: english.filter(({ localService }) => !localService),
  }
}

export const noVoiceText = 'This browser has no English voice to read aloud with.'

/** Whether anything can be read aloud. */
export function hasEnglish(all: readonly VoiceFacts[]): boolean {
  const { here, away } = englishVoices(all)
  return here.length + away.length > 0
}

const lateMs = 2500

/** Shows the voices of this browser as soon as it knows them: some tell them late, and some have none. */
export function watchVoices(show: (voices: readonly SpeechSynthesisVoice[]) => void): () => void {
  const synth = globalThis.speechSynthesis as SpeechSynthesis | undefined
  if (!synth || !('SpeechSynthesisUtterance' in globalThis)) {
    show([])
    return () => {}
  }
  const tell = () => {
    const voices = synth.getVoices()
    if (voices.length > 0) show(voices)
  }
  const late = setTimeout(() => show(synth.getVoices()), lateMs)
  synth.addEventListener?.('voiceschanged', tell)
  tell()
  return () => {
    clearTimeout(late)
    synth.removeEventListener?.('voiceschanged', tell)
  }
}
