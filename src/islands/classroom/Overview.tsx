import { createUniqueId, For, Show } from 'solid-js'
import type { Card } from '../../core/run-sheet.ts'
import { Dialog } from '../primitives/Dialog.tsx'
import type { Presenter } from './createPresenter.ts'
import { minutesText } from './time-text.ts'

/** All cards under their lessons. Choosing one goes there. */
export function Overview(props: { readonly presenter: Presenter; readonly onClose: () => void }) {
  const id = createUniqueId()
  const sections = () => props.presenter.sections()
  const days = () => new Set(sections().map(({ day }) => day)).size
  function go(card: Card) {
    props.presenter.send({ type: 'went-to', card: card.id, at: Date.now() })
    props.onClose()
  }
  return (
    <Dialog class="class-dialog" labelledBy={id} onClose={props.onClose}>
      <header>
        <h2 id={id}>Overview</h2>
        <button class="button" type="button" onClick={() => props.onClose()}>
          Close
        </button>
      </header>
      <For each={sections()}>
        {(section) => (
          <section>
            <h3>
              <Show when={days() > 1}>Day {section.day + 1}: </Show>
              {section.name} <small>{minutesText(section.minutes)}</small>
            </h3>
            <ol role="list">
              <For each={section.cards}>
                {({ card, number }) => (
                  <li>
                    <button
                      type="button"
                      autofocus={card.id === props.presenter.card().id}
                      aria-current={card.id === props.presenter.card().id ? 'true' : undefined}
                      onClick={() => go(card)}
                    >
                      <span class="number">{number}</span> {props.presenter.titleOf(card)}
                    </button>
                  </li>
                )}
              </For>
            </ol>
          </section>
        )}
      </For>
    </Dialog>
  )
}
