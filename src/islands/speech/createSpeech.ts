import { createSignal } from 'solid-js'
import type { Utterance } from '../../core/speech.ts'
import { whenMounted } from '../primitives/mounted.ts'

export type Phase = 'ready' | 'reading' | 'paused' | 'failed'

/**
 * Reads one utterance after the other. A pause breaks off and goes on from the beginning of the utterance, because
 * browsers differ in what their own pause does. It falls silent with the component and with the page.
 */
export function createSpeech(given: {
  readonly utterances: () => readonly Utterance[]
  readonly voice: () => SpeechSynthesisVoice | undefined
  readonly rate: () => number
  /** What is read now; nothing once it is silent. */
  readonly onAt: (utterance: Utterance | undefined) => void
}) {
  const [phase, setPhase] = createSignal<Phase>('ready')
  const [at, setAt] = createSignal(0)
  // Not every browser has it.
  const synth = globalThis.speechSynthesis as SpeechSynthesis | undefined
  // Held, because some browsers drop what nobody holds and never tell that it ended.
  let current: SpeechSynthesisUtterance | undefined

  function hush() {
    current = undefined
    synth?.cancel()
  }
  function readFrom(index: number) {
    hush()
    say(index)
  }
  function say(index: number) {
    const next = given.utterances()[index]
    if (!next) return stop()
    const said = new SpeechSynthesisUtterance(next.say)
    const voice = given.voice()
    if (voice) said.voice = voice
    said.lang = voice?.lang ?? 'en-GB'
    said.rate = given.rate()
    said.onend = () => current === said && say(index + 1)
    said.onerror = () => current === said && fail()
    current = said
    setAt(index)
    setPhase('reading')
    given.onAt(next)
    synth?.speak(said)
  }
  function stop() {
    hush()
    setAt(0)
    setPhase('ready')
    given.onAt(undefined)
  }
  function fail() {
    hush()
    setPhase('failed')
  }

  whenMounted(() => {
    addEventListener('pagehide', stop)
    return () => {
      removeEventListener('pagehide', stop)
      stop()
    }
  })

  return {
    phase,
    at,
    readFrom,
    stop,
    pause: () => {
      hush()
      setPhase('paused')
    },
    /** With what was chosen since. */
    readAnew: () => {
      if (phase() === 'reading') readFrom(at())
    },
  }
}
