import { createSignal, For, Show } from 'solid-js'
import type { Mark } from '../../core/marking.ts'
import { buildOrder } from '../../core/option-order.ts'
import type { Scenario } from '../../core/profile.ts'
import type { Question } from '../../core/question.ts'
import type { NewResponse } from '../../store/progress.ts'
import { createFocusTarget } from '../primitives/createFocusTarget.ts'
import { whenMounted } from '../primitives/mounted.ts'
import { Quiz } from '../quiz/Quiz.tsx'
import { LazyScenario } from './LazyScenario.tsx'

/** Why a question is asked now: in words, and as it is logged. */
export type Reason = { readonly text: string; readonly sampling: NewResponse['sampling'] }

/** One question after the other, each judged at once; at the end the marks, in the order of the questions. */
export function QuestionRun(props: {
  readonly questions: readonly Question[]
  /** Those of the bank: a question that belongs to one is asked with its stimulus. */
  readonly scenarios: readonly Scenario[]
  /** Why each was chosen, in the same order; nothing where the learner chose. */
  readonly reasons?: readonly Reason[] | undefined
  readonly context: NewResponse['context']
  /** Ties the responses of this run together. */
  readonly runId: string
  readonly onDone: (marks: readonly Mark[]) => void
}) {
  const heading = createFocusTarget<HTMLHeadingElement>()
  const [marks, setMarks] = createSignal<readonly Mark[]>([])
  const [at, setAt] = createSignal(0)
  const reason = () => props.reasons?.[at()]
  const scenario = () => props.scenarios.find(({ questions }) => questions.includes(props.questions[at()]?.id ?? ''))
  whenMounted(heading.focus)

  function goOn() {
    if (at() + 1 === props.questions.length) return props.onDone(marks())
    setAt(at() + 1)
    heading.focus()
  }

  return (
    <>
      <h2 ref={heading.ref} tabIndex={-1}>
        Question {at() + 1} of {props.questions.length}
      </h2>
      <Show when={reason()}>{(why) => <p class="why">Chosen because: {why().text}.</p>}</Show>
      <Show when={scenario()} keyed>
        {(shared) => <LazyScenario scenario={shared} />}
      </Show>
      <For each={props.questions.slice(at(), at() + 1)}>
        {(question) => (
          <Quiz
            question={question}
            order={buildOrder(question)}
            context={props.context}
            attemptId={props.runId}
            sampling={reason()?.sampling}
            // Answering again shows the same reasons; the first mark is the one that counts.
            onAnswered={(mark) => marks().length === at() && setMarks([...marks(), mark])}
          />
        )}
      </For>
      <Show when={marks().length > at()}>
        <button class="button" type="button" data-weight="first" onClick={goOn}>
          {at() + 1 < props.questions.length ? 'Next question' : 'See the result'}
        </button>
      </Show>
    </>
  )
}
