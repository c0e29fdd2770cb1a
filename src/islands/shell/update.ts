import { queue } from '../primitives/device.ts'
import type { ExamLock } from '../primitives/exam-lock.ts'
import { buttonOf, notify } from './notice.ts'
import { ask } from './registration.ts'

let isOffered = false

/** Whether an exam is open in any tab. Pages on plain http have no locks, and no service worker either. */
async function isExamOpen(): Promise<boolean> {
  const { held = [] } = (await navigator.locks?.query()) ?? {}
  return held.some(({ name }) => name?.startsWith('exam:' satisfies ExamLock))
}

/** Offers the new version that waits, unless an exam is open in any tab. It begins on the reader's word alone. */
export async function offer(waiting: ServiceWorker) {
  if (isOffered || (await isExamOpen())) return
  isOffered = true
  const words = document.createElement('span')
  const say = (text: string) => void (words.textContent = `${text} `)
  say('A new version is ready.')
  notify([words, buttonOf('quiet-button', 'Reload', () => void begin(waiting, say))])
}

async function begin(waiting: ServiceWorker, say: (text: string) => void) {
  if (await isExamOpen())
    return say('An exam is open in another tab. The new version waits until it is over; then press Reload again.')
  const flushed = await queue.flush()
  if (!flushed.ok)
    return say('Your last answer is not stored yet, so this page stays as it is. Press Reload again in a moment.')
  // Another tab may have said so before.
  if (waiting.state !== 'installed') return location.reload()
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload())
  return ask(waiting, { type: 'take-over' })
}
