import { createComponent } from 'solid-js'
import { render } from 'solid-js/web'
import type { Presenter } from './createPresenter.ts'
import { SmallNotes } from './SmallNotes.tsx'

type PictureInPicture = {
  readonly requestWindow: (size: { width: number; height: number }) => Promise<Window>
  readonly window: Window | null
}

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
    small.addEventListener('keydown', onKey)
    small.addEventListener(
      'pagehide',
      render(() => createComponent(SmallNotes, { presenter }), small.document.body),
    )
  },

  close: () => offered()?.window?.close(),
}
