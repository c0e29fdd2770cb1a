import type { ExamLock } from '../primitives/exam-lock.ts'

export type Hold =
  | { readonly kind: 'held'; readonly release: () => void }
  /** Another tab has it. `whenFree` resolves when that tab is closed or has left the exam. */
  | { readonly kind: 'elsewhere'; readonly whenFree: Promise<void> }

/**
 * Takes an attempt for this tab alone. A browser frees it when the tab goes, however it goes. Pages on plain http have
 * no locks; there tabs ask each other, which a tab that was killed cannot spoil either.
 */
export async function holdAttempt(attemptId: string): Promise<Hold> {
  const name: ExamLock = `exam:${attemptId}`
  if (navigator.locks) return lock(navigator.locks, name)
  return typeof BroadcastChannel === 'undefined' ? { kind: 'held', release: () => {} } : ask(name)
}

function lock(locks: LockManager, name: string): Promise<Hold> {
  return new Promise((resolve, reject) => {
    const hold = (granted: Lock | null) => {
      if (!granted) {
        const whenFree = new Promise<void>((free) => void locks.request(name, () => free()))
        resolve({ kind: 'elsewhere', whenFree })
        return undefined
      }
      return new Promise<void>((release) => resolve({ kind: 'held', release }))
    }
    locks.request(name, { ifAvailable: true }, hold).catch(reject)
  })
}

const answerMs = 300
const askAgainMs = 3000

async function ask(name: string): Promise<Hold> {
  const channel = new BroadcastChannel(name)
  const isTaken = () =>
    new Promise<boolean>((resolve) => {
      const late = setTimeout(() => resolve(false), answerMs)
      channel.onmessage = ({ data }) => {
        if (data !== 'taken') return
        clearTimeout(late)
        resolve(true)
      }
      channel.postMessage('who')
    })

  if (await isTaken()) {
    const whenFree = (async () => {
      do await new Promise((later) => setTimeout(later, askAgainMs))
      while (await isTaken())
      channel.close()
    })()
    return { kind: 'elsewhere', whenFree }
  }
  channel.onmessage = ({ data }) => {
    if (data === 'who') channel.postMessage('taken')
  }
  return { kind: 'held', release: () => channel.close() }
}
