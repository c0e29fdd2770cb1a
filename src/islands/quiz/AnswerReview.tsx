import { For, Show } from 'solid-js'
import { address } from '../primitives/address.ts'
import { LazyFindingReview } from './LazyFindingReview.tsx'
import { linesOf, wrongStepText, type Answered, type Line } from './review.ts'
import './review.css'

/** A question after the answer: every option with its mark, what was given, what is right, and why. */
export function AnswerReview(
  props: Answered & { /** Whether a wording of one's own may be added. */ readonly isOpen?: boolean },
) {
  const kind = () => props.question.prompt.kind
  return (
    <div class="review">
      <Show when={wrongStepText(props)}>{(text) => <p class="first-wrong">{text()}</p>}</Show>
      <Show when={kind() !== 'nonconformity'} fallback={<LazyFindingReview {...props} />}>
        <Lines answered={props} lines={linesOf(props)} isRound={kind() === 'single'} />
      </Show>
    </div>
  )
}

/** Options with their marks and reasons. */
export function Lines(props: {
  readonly answered: Answered
  readonly lines: readonly Line[]
  /** Whether one of them was to be chosen. */
  readonly isRound: boolean
}) {
  const kind = () => props.answered.question.prompt.kind
  const rationale = (line: Line) => props.answered.question.rationales.find(({ option }) => option === line.option.id)
  return (
    <ul role="list" data-kind={kind()}>
      <For each={props.lines}>
        {(line) => (
          <li data-mark={line.mark} data-chosen={line.isChosen}>
            <p class="given">
              <Show when={line.place === undefined}>
                <Shape isRound={props.isRound} isFull={line.isChosen} />
              </Show>
              <Show when={kind() === 'order'}>
                <span class="place">{line.place}</span>
              </Show>
              <span>
                {line.option.text}
                <Show when={kind() !== 'order' && line.place}>
                  {(place) => <strong class="place">{place()}</strong>}
                </Show>
              </span>
            </p>
            <p class="rationale">
              <strong>{line.verdict}</strong> {rationale(line)?.text}
              <Show when={line.mark !== 'right' && rationale(line)?.misconception}>
                {(id) => (
                  <>
                    {' '}
                    <a href={address(`mistakes/#${id()}`)}>A common mistake</a>
                  </>
                )}
              </Show>
            </p>
          </li>
        )}
      </For>
    </ul>
  )
}

/** The radio button or checkbox that was there to be chosen. */
function Shape(props: { readonly isRound: boolean; readonly isFull: boolean }) {
  return (
    <svg class="shape" viewBox="0 0 20 20" aria-hidden="true">
      <rect x="2" y="2" width="16" height="16" rx={props.isRound ? 8 : 2} />
      <Show when={props.isFull}>
        <rect class="full" x="6" y="6" width="8" height="8" rx={props.isRound ? 4 : 0} />
      </Show>
    </svg>
  )
}
