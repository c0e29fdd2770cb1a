import { createSignal, For, Show } from 'solid-js'
import type { ExamQuestion } from '../../core/exam.ts'
import type { GradedQuestion, Report } from '../../core/grading.ts'
import { mark } from '../../core/marking.ts'
import type { QuestionId } from '../../core/question.ts'
import { known } from '../../core/result.ts'
import { responseId } from '../../store/ids.ts'
import { address } from '../primitives/address.ts'
import { LazyAfterAnswer } from '../notes/LazyAfterAnswer.tsx'
import { AnswerReview } from '../quiz/AnswerReview.tsx'
import { ReportQuestion } from '../report/ReportQuestion.tsx'
import { durationText, plural, spentText } from './clock.ts'
import { Filters } from './Filters.tsx'
import { ScenarioText } from './ScenarioText.tsx'
import type { Finished } from './settle.ts'
import type { Signposts } from './signposts.ts'

const filters = ['All', 'Incorrect', 'Partially correct', 'Skipped', 'Not seen', 'Flagged'] as const
type Filter = (typeof filters)[number]

type Row = { readonly graded: GradedQuestion; readonly asked: ExamQuestion }

// An exam counts a part as wrong, but knows it.
const isPartial = ({ graded, asked }: Row) =>
  graded.mark.kind === 'wrong' && mark(asked.question, graded.response).kind === 'partial'

const fits: Record<Filter, (row: Row) => boolean> = {
  All: () => true,
  Incorrect: ({ graded }) => graded.mark.kind === 'wrong',
  'Partially correct': isPartial,
  Skipped: ({ graded }) => graded.mark.kind === 'skipped' && graded.seen,
  'Not seen': ({ graded }) => !graded.seen,
  Flagged: ({ graded }) => graded.flagged,
}

type LookedUp = { readonly count: number; readonly ms: number }

/** What was looked up while a question was on screen. */
function lookedUpOf({ lookUps, endedAt }: Finished, id: QuestionId): LookedUp {
  const mine = lookUps.filter(({ question }) => question === id)
  return { count: mine.length, ms: mine.reduce((sum, { at, until = endedAt }) => sum + until - at, 0) }
}

type Outcome = 'right' | 'wrong' | 'skipped' | 'unseen'
const outcomeOf = ({ mark, seen }: GradedQuestion): Outcome =>
  !seen ? 'unseen' : mark.kind === 'right' || mark.kind === 'skipped' ? mark.kind : 'wrong'
const outcomeText: Record<Outcome, string> = {
  right: '✓ Right',
  wrong: '✗ Wrong',
  skipped: '– Skipped',
  unseen: '○ Not seen',
}

/** Every question of an exam with what was given, the key and the reasons, to be narrowed down. */
export function Questions(props: {
  readonly report: Report
  readonly exam: Finished
  readonly seenIds: ReadonlySet<QuestionId>
  readonly signposts: Signposts
}) {
  const [filter, setFilter] = createSignal<Filter>('All')
  const rows = () =>
    props.report.questions.map((graded): Row => ({
      graded,
      asked: known(props.exam.plan.questions[graded.number - 1]),
    }))
  const shown = () => rows().filter(fits[filter()])
  const countOf = (name: Filter) => rows().filter(fits[name]).length

  return (
    <section class="questions no-print">
      <h2>The questions</h2>
      <Filters group="result-filter" names={filters} chosen={filter()} countOf={countOf} onChoose={setFilter} />
      <p class="visually-hidden" role="status">
        {plural(shown().length, 'question')} shown.
      </p>
      <ol role="list">
        <For each={shown()} fallback={<li class="none">No question is {filter().toLowerCase()}.</li>}>
          {(row) => (
            <QuestionRow
              {...row}
              isNew={!props.seenIds.has(row.graded.id)}
              lookedUp={lookedUpOf(props.exam, row.graded.id)}
              signposts={props.signposts}
              isTimed={props.exam.plan.medium !== 'paper'}
              form={props.exam.plan.code ?? `seed ${props.exam.plan.seed}`}
              attemptId={props.exam.plan.attemptId}
            />
          )}
        </For>
      </ol>
    </section>
  )
}

function QuestionRow(
  props: Row & {
    readonly isNew: boolean
    readonly lookedUp: LookedUp
    readonly signposts: Signposts
    readonly isTimed: boolean
    readonly form: string
    readonly attemptId: string
  },
) {
  const [isOpen, setOpen] = createSignal(false)
  const question = () => props.asked.question
  const lesson = () => props.signposts.lessons[question().objective]

  return (
    <li>
      <details data-outcome={outcomeOf(props.graded)} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <span class="number">{props.graded.number}</span>
          <span class="outcome">{outcomeText[outcomeOf(props.graded)]}</span>
          <span class="stem">{question().prompt.stem}</span>
          <span class="spent">
            {props.graded.flagged ? 'flagged, ' : ''}
            {props.isTimed ? spentText(props.graded.spentMs) : ''}
          </span>
        </summary>
        <div class="detail">
          <Show when={props.asked.scenario}>{(scenario) => <ScenarioText scenario={scenario()} isOpen={false} />}</Show>
          <p class="whole">{question().prompt.stem}</p>
          <Show when={props.graded.response.kind === 'none'}>
            <p class="quiet">{props.graded.seen ? 'You gave no answer.' : 'You did not reach this question.'}</p>
          </Show>
          <Show when={isPartial(props)}>
            <p class="quiet">Partially correct; in an exam a part counts as wrong.</p>
          </Show>
          <AnswerReview question={question()} order={props.asked.optionOrder} response={props.graded.response} />
          <p class="quiet">
            <For each={question().refs}>
              {(ref, at) => (
                <>
                  {at() > 0 ? ', ' : ''}
                  <Reference id={ref} signposts={props.signposts} />
                </>
              )}
            </For>
            <Show when={lesson()}>
              {(found) => (
                <>
                  {' · '}Lesson: <a href={address(found().path)}>{found().title}</a>
                </>
              )}
            </Show>
            {' · '}
            {props.isTimed ? `${durationText(props.graded.spentMs)} on screen · ` : ''}
            <Show when={props.graded.marks}>
              {(marks) => `${props.graded.mark.kind === 'right' ? marks() : 0} of ${plural(marks(), 'mark')} · `}
            </Show>
            <Show when={props.lookedUp.count > 0}>
              {plural(props.lookedUp.count, 'look-up')}, {durationText(props.lookedUp.ms)} ·{' '}
            </Show>
            {props.isNew ? 'new to you' : 'seen before'}
          </p>
          <Show when={isOpen() && props.graded.seen}>
            <LazyAfterAnswer
              questionId={question().id}
              responseId={responseId({ context: 'exam', attemptId: props.attemptId, questionId: question().id })}
              mark={props.graded.mark}
              isReview={false}
            />
          </Show>
          <ReportQuestion
            question={question()}
            order={props.asked.optionOrder}
            response={props.graded.response}
            where={`exam, form ${props.form}`}
          />
        </div>
      </details>
    </li>
  )
}

function Reference(props: { readonly id: string; readonly signposts: Signposts }) {
  return (
    <Show when={props.signposts.references[props.id]} fallback={<span class="ref">{props.id}</span>}>
      {(found) => (
        <a class="ref" href={address(found().path)}>
          {found().label}
        </a>
      )}
    </Show>
  )
}
