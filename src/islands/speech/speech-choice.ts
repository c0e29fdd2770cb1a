export const rates = [0.75, 1, 1.25, 1.5, 1.75, 2] as const

/** How this person has things read aloud. It belongs to the device, because its voices do. */
export type SpeechChoice = {
  /** URI of the voice; without one, the first that speaks on the device. */
  readonly voice?: string | undefined
  readonly rate: number
}

const key = 'aimward:speech'
const first: SpeechChoice = { rate: 1 }

export function keptChoice(): SpeechChoice {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
    if (typeof kept !== 'object' || kept === null) return first
    const rate = 'rate' in kept ? rates.find((one) => one === kept.rate) : undefined
    const voice = 'voice' in kept && typeof kept.voice === 'string' ? kept.voice : undefined
    return { rate: rate ?? first.rate, voice }
  } catch {
    return first
  }
}

/** A browser that keeps nothing reads on all the same. */
export function keepChoice(choice: SpeechChoice) {
  try {
    localStorage.setItem(key, JSON.stringify(choice))
  } catch {
    // It holds for this page.
  }
}
