import type { Presenter } from './createPresenter.ts'
import { Notes } from './Notes.tsx'
import { lengthText, paceText } from './time-text.ts'

/** The notes in a window of their own, with the time in one line. */
export function SmallNotes(props: { readonly presenter: Presenter }) {
  const elapsed = () => {
    const begun = props.presenter.begunAt()
    return begun === undefined ? '0:00' : lengthText(Math.max(0, props.presenter.now() - begun))
  }
  return (
    <main class="small-notes">
      <p>
        {elapsed()} · {paceText(props.presenter.late())} · card {props.presenter.place() + 1}
      </p>
      <Notes reading={props.presenter} />
    </main>
  )
}
