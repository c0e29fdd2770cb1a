/** Offers to continue where somebody left off: a running exam first, then the lesson last open. */
import { loadProgress } from '../primitives/device.ts'

const place = document.querySelector<HTMLElement>('[data-continue]')
const base = import.meta.env.BASE_URL.replace(/\/$/, '')

function offer(place: HTMLElement, address: string, words: string, before?: Node) {
  const link = document.createElement('a')
  link.className = 'button'
  link.href = `${base}/${address}`
  link.textContent = words
  place.replaceChildren(...(before ? [before] : []), link)
  place.hidden = false
}

async function show(place: HTMLElement) {
  const progress = await loadProgress()
  const running = await progress.runningAttempt()
  if (running) {
    // Only now, because hardly any visit needs it.
    const { isOver, openAmong, stateText } = await import('../exam/running.ts')
    const [exam] = await openAmong(progress, [running])
    if (exam) {
      const state = document.createElement('p')
      const tick = () => (state.textContent = `${running.title}. ${stateText(exam, Date.now())}`)
      tick()
      setInterval(tick, 1000)
      const words = isOver(exam, Date.now()) ? 'See the result' : 'Resume'
      return offer(place, `exams/attempt/?id=${encodeURIComponent(running.id)}`, words, state)
    }
  }
  const titles: Record<string, string> = JSON.parse(document.getElementById('lesson-titles')?.textContent ?? '{}')
  const stop = progress.watchLessons(({ lastVisit }) => {
    const title = lastVisit && titles[lastVisit.lessonId]
    if (!lastVisit || !title) return
    const section = lastVisit.section ? `#${lastVisit.section}` : ''
    offer(place, `courses/${lastVisit.lessonId}/${section}`, `Continue where you left off: ${title}`)
  })
  addEventListener('pagehide', stop)
}

if (place) {
  const start = () => void show(place).catch(() => undefined)
  if ('requestIdleCallback' in globalThis) requestIdleCallback(start, { timeout: 3000 })
  else setTimeout(start, 800)
}
