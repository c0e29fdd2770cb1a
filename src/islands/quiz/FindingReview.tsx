import { For, Show } from 'solid-js'
import { slotCredit, slotPoints } from '../../core/marking.ts'
import { chosenOptions, isWritten } from '../../core/question.ts'
import { OwnWording } from '../rubric/OwnWording.tsx'
import { Lines } from './AnswerReview.tsx'
import { slotWords } from './finding-words.ts'
import { linesOf, type Answered } from './review.ts'

/** A finding after the answer, part by part, and how an auditor would record it. */
export function FindingReview(
  props: Answered & {
    /** Whether a nonconformity may now be written in one's own words, and the model stands beside that only. */
    readonly isOpen?: boolean
  },
) {
  const prompt = () => {
    const { prompt } = props.question
    return prompt.kind === 'nonconformity' ? prompt : undefined
  }
  const key = () => {
    const { key } = props.question
    return key.kind === 'finding' ? key : undefined
  }
  const parts = () => {
    const keys = key()?.options ?? []
    const lines = linesOf(props)
    return (prompt()?.slots ?? []).map((slot) => ({
      name: slot.name,
      lines: lines.filter(({ option }) => slot.options.includes(option.id)),
      points: slotPoints[slot.name] * slotCredit(slot, { keys, given: props.response }),
      of: slotPoints[slot.name],
    }))
  }
  const isCapped = () =>
    chosenOptions(props.response).length > 0 &&
    parts().some(({ name, points, of }) => name === 'requirement' && points < of)
  const isOwnAsked = () => {
    const asked = prompt()
    return props.isOpen && asked && isWritten(asked)
  }

  return (
    <>
      <For each={parts()}>
        {(part) => (
          <>
            <p class="part">
              <strong>{slotWords[part.name].title}</strong>{' '}
              <span>
                {Number(part.points.toFixed(1))} of {part.of} {part.of === 1 ? 'point' : 'points'}
              </span>
            </p>
            <Lines answered={props} lines={part.lines} isRound={part.name !== 'evidence'} />
          </>
        )}
      </For>
      <Show when={isCapped()}>
        <p class="first-wrong">It rests on another requirement, so the whole is worth half at most.</p>
      </Show>
      <Show when={key()}>
        {(found) => (
          <Show
            when={isOwnAsked()}
            fallback={
              <figure class="model">
                <figcaption>How an auditor would record it</figcaption>
                <p>{found().model}</p>
              </figure>
            }
          >
            <OwnWording questionId={props.question.id} model={found().model} />
          </Show>
        )}
      </Show>
    </>
  )
}
