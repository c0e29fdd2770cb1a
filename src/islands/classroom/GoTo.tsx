import { createSignal, createUniqueId } from 'solid-js'
import { Dialog } from '../primitives/Dialog.tsx'
import type { Presenter } from './createPresenter.ts'

/** Goes to a card by the number it has in the overview. */
export function GoTo(props: { readonly presenter: Presenter; readonly onClose: () => void }) {
  const id = createUniqueId()
  const [problem, setProblem] = createSignal('')
  let field: HTMLInputElement | undefined
  const last = () => props.presenter.cards().length
  function go(event: SubmitEvent) {
    event.preventDefault()
    const number = Number(field?.value)
    const card = props.presenter.cards()[number - 1]
    if (!card) return void setProblem(`Write a number from 1 to ${last()}.`)
    props.presenter.send({ type: 'went-to', card: card.id, at: Date.now() })
    props.onClose()
  }
  return (
    <Dialog class="class-dialog" labelledBy={id} onClose={props.onClose}>
      <form onSubmit={go}>
        <h2 id={id}>Go to a card</h2>
        <label>
          Number, 1 to {last()}
          <input
            ref={field}
            type="text"
            inputmode="numeric"
            autocomplete="off"
            autofocus
            aria-describedby={`${id}-problem`}
          />
        </label>
        <p id={`${id}-problem`} role="alert">
          {problem()}
        </p>
        <div class="actions">
          <button class="button" type="submit" data-weight="first">
            Go
          </button>
          <button class="button" type="button" onClick={() => props.onClose()}>
            Cancel
          </button>
        </div>
      </form>
    </Dialog>
  )
}
