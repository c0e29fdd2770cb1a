import { createRoot, createEffect } from 'solid-js'
import type { Presenter } from './createPresenter.ts'
import { lengthText, paceText } from './time-text.ts'

type PictureInPicture = { readonly requestWindow: (size: { width: number; height: number }) => Promise<Window> }

// Not in the types yet, and not in every browser.
const offered = () =>
  (globalThis as unknown as { documentPictureInPicture?: PictureInPicture }).documentPictureInPicture

/** The notes in a small window that stays above others, for a trainer with one screen that is shared. */
export const notesWindow = {
  isThere: () => offered() !== undefined,

  /** Opens it; keys pressed in it work as in the presenter's own window. */
  async open(presenter: Presenter, onKey: (event: KeyboardEvent) => void) {
    const small = await offered()
      ?.requestWindow({ width: 480, height: 420 })
      .catch(() => undefined)
    if (!small) return
    for (const sheet of document.querySelectorAll('link[rel=stylesheet], style'))
      small.document.head.append(sheet.cloneNode(true))
    small.document.title = 'Notes'
    const [clock, notes] = [small.document.createElement('p'), small.document.createElement('div')]
    const frame = small.document.createElement('main')
    frame.className = 'small-notes'
    frame.append(clock, notes)
    small.document.body.append(frame)
    small.addEventListener('keydown', onKey)
    createRoot((dispose) => {
      createEffect(() => {
        const begun = presenter.begunAt()
        const elapsed = begun === undefined ? '0:00' : lengthText(Math.max(0, presenter.now() - begun))
        clock.textContent = `${elapsed} · ${paceText(presenter.late())} · card ${presenter.place() + 1}`
      })
      createEffect(() => {
        const exercise = presenter.exercise()
        if (exercise) notes.textContent = exercise.notes.join('\n')
        // Notes come from the build of this site alone.
        else notes.innerHTML = presenter.notes()
      })
      small.addEventListener('pagehide', dispose)
    })
  },
}
