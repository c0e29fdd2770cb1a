import { createSignal, createUniqueId, For, Show, type ParentProps } from 'solid-js'
import { flaggedNumbers, unansweredNumbers, type Exam } from '../../core/exam.ts'
import { createFocusTarget } from '../primitives/createFocusTarget.ts'
import { Dialog } from '../primitives/Dialog.tsx'
import { clockText, plural } from './clock.ts'

/** Asks before an exam is finished, and once more when questions are unanswered. */
export function FinishDialog(
  props: ParentProps<{
    readonly exam: Exam
    readonly remainingMs: number | undefined
    readonly onGo: (index: number) => void
    readonly onReturn: () => void
    readonly onFinish: () => void
  }>,
) {
  const id = createUniqueId()
  const [step, setStep] = createSignal<'first' | 'again'>('first')
  const back = createFocusTarget<HTMLButtonElement>()
  const unanswered = () => unansweredNumbers(props.exam)
  const flagged = () => flaggedNumbers(props.exam).length

  function finish() {
    if (unanswered().length === 0 || step() === 'again') return props.onFinish()
    setStep('again')
    back.focus()
  }

  return (
    <Dialog class="desk-dialog" labelledBy={`${id}-heading`} describedBy={`${id}-text`} onClose={props.onReturn}>
      {props.children}
      <Show
        when={step() === 'first'}
        fallback={
          <>
            <h2 id={`${id}-heading`}>Finish with {plural(unanswered().length, 'unanswered question')}?</h2>
            <p id={`${id}-text`}>Unanswered counts as wrong. Once the exam is finished, nothing can be changed.</p>
          </>
        }
      >
        <h2 id={`${id}-heading`}>Finish the exam?</h2>
        <p id={`${id}-text`} class="tabular">
          <Show when={unanswered().length > 0} fallback={`All ${props.exam.plan.questions.length} answered. `}>
            {unanswered().length} unanswered:{' '}
            <For each={unanswered()}>
              {(number, at) => (
                <>
                  <a
                    href={`#question-${number}`}
                    aria-label={`Question ${number}`}
                    onClick={(event) => {
                      event.preventDefault()
                      props.onGo(number - 1)
                    }}
                  >
                    {number}
                  </a>
                  {at() + 1 < unanswered().length ? ', ' : '. '}
                </>
              )}
            </For>
          </Show>
          {flagged()} flagged.
          <Show when={props.remainingMs !== undefined}> {clockText(props.remainingMs ?? 0)} left.</Show>
        </p>
      </Show>
      <div class="actions">
        <Show when={step() === 'first' && unanswered()[0]}>
          {(first) => (
            <button class="button" type="button" onClick={() => props.onGo(first() - 1)}>
              Go to question {first()}
            </button>
          )}
        </Show>
        <button ref={back.ref} class="button" type="button" autofocus onClick={() => props.onReturn()}>
          Return to exam
        </button>
        <button class="button" type="button" onClick={finish}>
          {step() === 'first' ? 'Finish and score' : `Finish with ${unanswered().length} unanswered`}
        </button>
      </div>
    </Dialog>
  )
}
