/** Offers to continue where somebody left off: a running exam first, then the lesson last open. */
import { loadProgress } from '../primitives/device.ts'

const place = document.querySelector<HTMLElement>('[data-continue]')
const base = import.meta.env.BASE_URL.replace(/\/$/, '')

function offer(place: HTMLElement, address: string, words: string) {
  const link = document.createElement('a')
  link.className = 'button'
  link.href = `${base}/${address}`
  link.textContent = words
  place.replaceChildren(link)
  place.hidden = false
}

async function show(place: HTMLElement) {
  const progress = await loadProgress()
  const running = await progress.runningAttempt()
  if (running)
    return offer(place, `exams/attempt/?id=${encodeURIComponent(running.id)}`, `Return to your exam: ${running.title}`)
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
