import { createSignal, For, Show } from 'solid-js'
import type { ExamPlan } from '../../core/exam.ts'
import { readSheet, type SheetProblem } from '../../core/paper.ts'
import { pickOf, type Response } from '../../core/question.ts'
import { unreachable } from '../../core/result.ts'

/** The answers of a sheet of paper, typed in letter by letter; nothing is scored before every line can be read. */
export function AnswerEntry(props: {
  readonly plan: ExamPlan
  /** `minutes` is what the sheet says it took. */
  readonly onScore: (responses: readonly Response[], minutes: number) => void
}) {
  const [texts, setTexts] = createSignal<Readonly<Record<number, string>>>({})
  const [minutes, setMinutes] = createSignal(0)
  const [problems, setProblems] = createSignal<readonly SheetProblem[]>([])
  const problemOf = (number: number) => problems().find((one) => one.number === number)
  let list: HTMLOListElement | undefined

  function write(at: number, text: string) {
    setTexts({ ...texts(), [at]: text })
    setProblems(problems().filter(({ number }) => number !== at + 1))
  }

  function score() {
    const lines = props.plan.questions.map((_, at) => texts()[at] ?? '')
    const read = readSheet(props.plan.questions, lines)
    if (read.ok) return props.onScore(read.value, minutes())
    setProblems(read.failure)
    list?.querySelectorAll('input')[(read.failure[0]?.number ?? 1) - 1]?.focus()
    return undefined
  }

  return (
    <form
      class="entry"
      onSubmit={(event) => {
        event.preventDefault()
        score()
      }}
    >
      <p>
        One line a question: the letters as they stand on the sheet, nothing where nothing was marked. Tab or Enter goes
        on to the next line.
      </p>
      <ol role="list" ref={list}>
        <For each={props.plan.questions}>
          {({ question }, at) => (
            <li>
              <label>
                <span>{at() + 1}</span>
                <input
                  type="text"
                  autocomplete="off"
                  autocapitalize="characters"
                  spellcheck={false}
                  maxLength={12}
                  size={Math.max(2, pickOf(question.prompt))}
                  aria-invalid={problemOf(at() + 1) !== undefined}
                  aria-describedby={problemOf(at() + 1) ? `entry-${at()}` : undefined}
                  onInput={(event) => write(at(), event.currentTarget.value)}
                  onKeyDown={(event) => {
                    const next = list?.querySelectorAll('input')[at() + 1]
                    if (event.key !== 'Enter' || !next) return
                    event.preventDefault()
                    next.focus()
                  }}
                />
              </label>
              <Show when={problemOf(at() + 1)}>
                {(problem) => (
                  <p class="problem" id={`entry-${at()}`}>
                    {problemText(problem())}
                  </p>
                )}
              </Show>
            </li>
          )}
        </For>
      </ol>
      <label class="minutes">
        Minutes it took, as far as the sheet says
        <input
          type="number"
          min="0"
          max="600"
          value={minutes()}
          onInput={(event) =>
            setMinutes(Math.min(600, Math.max(0, Math.round(event.currentTarget.valueAsNumber || 0))))
          }
        />
      </label>
      <div class="actions">
        <button class="button" type="submit" data-weight="first">
          Score this sheet
        </button>
        <p role="alert">
          {problems().length > 0
            ? `${problems().length === 1 ? 'One line' : `${problems().length} lines`} cannot be read: ${problems()
                .map(({ number }) => number)
                .join(', ')}. Nothing was scored.`
            : ''}
        </p>
      </div>
    </form>
  )
}

function problemText(problem: SheetProblem): string {
  switch (problem.kind) {
    case 'no-letter':
      return `“${problem.character}” names no option; they run from A to ${problem.last}.`
    case 'too-many':
      return `${problem.given} marks where ${problem.most} may be. Clear the line if nobody can say which was meant; it then counts as unanswered.`
    case 'repeated':
      return `${problem.letter} stands here twice.`
    case 'rows':
      return `${problem.rows} letters are needed, one a row, and ${problem.given} stand here. Write a hyphen for a row left open.`
    case 'one-of':
      return `Of ${[...problem.letters].join(' and ')} only one may be marked. Keep the one that was meant, or clear both.`
    default:
      return unreachable(problem)
  }
}
