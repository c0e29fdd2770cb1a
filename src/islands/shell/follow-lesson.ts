/**
 * Follows a reader through a lesson: remembers the visit, and marks the lesson as studied when its end was seen and its
 * checks were answered. Without a store the page stays readable and nothing is promised.
 */
import { loadProgress } from '../primitives/device.ts'

export async function followLesson() {
  const page = document.querySelector<HTMLElement>('[data-lesson-page]')
  const lessonId = page?.dataset['lessonPage']
  const end = document.querySelector('[data-lesson-end]')
  const button = document.querySelector<HTMLButtonElement>('[data-mark-studied]')
  const message = document.querySelector('[data-studied-message]')
  const badge = document.querySelector<HTMLElement>('[data-studied]')
  if (!lessonId || !end || !button) return
  const open = new Set((page?.dataset['checks'] ?? '').split(' ').filter(Boolean))
  const progress = await loadProgress()
  let isStudied = false
  let hasSeenEnd = false
  // Told once a page: a reader who takes the mark back is not overruled.
  let mayMark = true

  const say = (text: string) => {
    if (message) message.textContent = text
  }
  const mark = async (text: string) => {
    mayMark = false
    const written = await progress.markStudied({ lessonId, at: Date.now() })
    say(written.ok ? text : 'This could not be saved: the browser keeps nothing for this site at the moment.')
  }
  const consider = () => {
    if (mayMark && !isStudied && hasSeenEnd && open.size === 0)
      void mark('You saw the end and answered the checks: marked as studied.')
  }

  progress.watchLessons((lessons) => {
    isStudied = lessons.studied.has(lessonId)
    if (badge) badge.hidden = !isStudied
    button.textContent = isStudied ? 'Take the mark “studied” back' : 'Mark as studied'
    button.hidden = false
  })
  button.addEventListener('click', () => {
    if (!isStudied) return void mark('Marked as studied.')
    mayMark = false
    void progress.unmarkStudied({ lessonId, at: Date.now() }).then(() => say('The mark is taken back.'))
  })

  const given = await progress.responses({ questionIds: [...open] })
  for (const response of given) open.delete(response.questionId)
  document.addEventListener('aimward:answered', (event) => {
    if (event instanceof CustomEvent && typeof event.detail === 'string') open.delete(event.detail)
    consider()
  })
  new IntersectionObserver((entries) => {
    hasSeenEnd ||= entries.some((entry) => entry.isIntersecting)
    consider()
  }).observe(end)

  const visit = () => void progress.visited({ lessonId, at: Date.now(), section: sectionInView() })
  visit()
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && visit())
}

/** The heading last passed, as the place to come back to. */
function sectionInView(): string | undefined {
  const passed = [...document.querySelectorAll('.prose h2[id]')].filter(
    (h) => h.getBoundingClientRect().top < innerHeight / 2,
  )
  return passed.at(-1)?.id
}
