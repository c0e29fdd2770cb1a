import { createMemo, createSignal, For, Show, type JSX } from 'solid-js'
import type { ExamEvent, ExamQuestion } from '../../core/exam.ts'
import { gradeExam, splitBySeen, type GradedQuestion, type Report, type Score } from '../../core/grading.ts'
import { chosenOptions, type QuestionId } from '../../core/question.ts'
import { known } from '../../core/result.ts'
import { address } from '../primitives/address.ts'
import { createFetched } from '../primitives/createFetched.ts'
import { whenMounted } from '../primitives/mounted.ts'
import { letterOf, optionsShown } from './AskedQuestion.tsx'
import { clockText, durationText, plural, spentText } from './clock.ts'
import { exportText } from './export-text.ts'
import { Filters } from './Filters.tsx'
import { profilePath } from './paths.ts'
import type { Finished } from './settle.ts'
import './result.css'

/** Where the lessons and the references of the questions are. */
export type Signposts = {
  /** By objective. */
  readonly lessons: Readonly<Record<string, { readonly title: string; readonly path: string }>>
  readonly references: Readonly<Record<string, { readonly label: string; readonly path: string }>>
}

export type ResultProps = {
  readonly exam: Finished
  readonly events: readonly ExamEvent[]
  /** What the person had seen before the exam. */
  readonly seenIds: ReadonlySet<QuestionId>
  /** The address of the signposts; without them the result has no links and is whole otherwise. */
  readonly signposts: string
  /** Nothing else keeps it. */
  readonly isOnlyHere: boolean
}

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short' })
const enough = 5

const shareText = ({ right, of }: Score) => `${right} of ${of} (${Math.round((1000 * right) / of) / 10} %)`
const percentText = (share: number) => `${Math.round(100 * share)} %`

/** What an exam says: the verdict, what it rests on, and every question with its reasons. */
export function Result(props: ResultProps) {
  const report = createMemo(() => gradeExam(props.exam))
  const plan = () => props.exam.plan
  const split = createMemo(() => splitBySeen(report(), props.seenIds))
  let heading: HTMLHeadingElement | undefined
  whenMounted(() => heading?.focus())

  return (
    <article class="result">
      <header>
        <p class="kicker">
          {plan().title} · {day.format(props.exam.endedAt)}
        </p>
        <h1 ref={heading} tabIndex={-1} data-mark={report().passed ? 'right' : 'wrong'}>
          <span aria-hidden="true">{report().passed ? '✓ ' : '✗ '}</span>
          {report().passed ? 'Pass mark reached' : 'Pass mark not reached'}
        </h1>
        <dl class="figures">
          <div>
            <dt>Right</dt>
            <dd>
              {report().right} of {report().of}
            </dd>
          </div>
          <div>
            <dt>Per cent</dt>
            <dd>{report().percent} %</dd>
          </div>
          <div>
            <dt>Pass mark</dt>
            <dd>
              {report().passMark} of {report().of} ({plan().passPercent} %)
            </dd>
          </div>
          <div>
            <dt>Time used</dt>
            <dd>
              {clockText(report().usedMs)}
              {report().limitMs === undefined ? ', untimed' : ` of ${clockText(report().limitMs ?? 0)}`}
            </dd>
          </div>
        </dl>
        <p class="beside">
          <Show when={(report().limitMs ?? 0) > plan().standardMs}>
            The time was extended from {durationText(plan().standardMs)}.{' '}
          </Show>
          <Show when={props.exam.cause === 'time-out'}>
            Time is up. Your answers were submitted at {clockText(report().limitMs ?? 0)}.{' '}
          </Show>
          <Show when={plan().mode === 'practice'}>Sat in practice mode. </Show>A practice exam: it belongs to no
          certification body, and its result is no certificate.
        </p>
        <Show when={props.isOnlyHere}>
          <div class="note no-print" data-kind="warning">
            <p>This result stands on this page only. Export it before you leave.</p>
            <ExportButton {...props} report={report()} />
          </div>
        </Show>
      </header>

      <section>
        <h2>New and seen</h2>
        <p>
          <Show
            when={split().fresh.of > 0}
            fallback={`You had seen all ${report().of} questions before: ${shareText(split().seen)}. That says little about new ones.`}
          >
            Of {report().of} questions, {split().fresh.of === report().of ? 'all' : split().fresh.of} were new to you:{' '}
            <strong>{shareText(split().fresh)}</strong>.
            <Show when={split().seen.of > 0}>
              {' '}
              Seen before: {shareText(split().seen)}, which says little about readiness.
            </Show>
          </Show>
        </p>
      </section>

      <section>
        <h2>Domains</h2>
        <Domains report={report()} />
      </section>

      <section class="pace-section">
        <h2>Pace and changes</h2>
        <PaceLine report={report()} />
        <p>{changesText(report())}</p>
      </section>

      <Questions report={report()} exam={props.exam} seenIds={props.seenIds} signposts={props.signposts} />

      <footer class="actions no-print">
        <a class="button" data-weight="first" href={address(profilePath(plan().profileId))}>
          Take a new form
        </a>
        <button class="button" type="button" onClick={() => print()}>
          Print
        </button>
        <ExportButton {...props} report={report()} />
      </footer>
    </article>
  )
}

function Domains(props: { readonly report: Report }) {
  return (
    <table class="domains">
      <thead>
        <tr>
          <th scope="col">Domain</th>
          <th scope="col">Right</th>
          <th scope="col">
            <span class="visually-hidden">Bar of the share that was right, with its range</span>
          </th>
          <th scope="col">Range (95 %)</th>
        </tr>
      </thead>
      <tbody>
        <For each={props.report.domains}>
          {(domain) => (
            <tr>
              <th scope="row">{domain.title}</th>
              <td>
                {domain.right} of {domain.of}
              </td>
              <td class="bar-cell">
                <svg class="bar" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
                  <rect class="bar-field" width="100" height="12" />
                  <rect class="bar-share" width={domain.of === 0 ? 0 : (100 * domain.right) / domain.of} height="12" />
                  <Show when={domain.of >= enough}>
                    <rect
                      class="bar-range"
                      x={100 * domain.interval.low}
                      y="4.5"
                      width={100 * (domain.interval.high - domain.interval.low)}
                      height="3"
                    />
                  </Show>
                </svg>
              </td>
              <td>
                <Show when={domain.of >= enough} fallback="not enough">
                  {percentText(domain.interval.low)} to {percentText(domain.interval.high)}
                </Show>
              </td>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  )
}

/** Time used, question by question, against an even budget. */
function PaceLine(props: { readonly report: Report }) {
  const pace = createMemo(() => paceLineOf(props.report))
  return (
    <figure class="pace">
      <figcaption>{pace().caption}</figcaption>
      <svg viewBox="-1 -4 322 128" aria-hidden="true">
        <path class="pace-axis" d="M0 0V120H320" />
        <Show when={pace().budgetLine}>{(line) => <path class="pace-budget" d={line()} />}</Show>
        <path class="pace-actual" d={pace().usedLine} />
      </svg>
      <table>
        <thead>
          <tr>
            <th scope="col">After question</th>
            <For each={props.report.pace.quarters}>{(quarter) => <th scope="col">{quarter.questions}</th>}</For>
          </tr>
        </thead>
        <tbody>
          <Show when={pace().budgetLine}>
            <tr>
              <th scope="row">
                <svg class="key" viewBox="0 0 24 4" aria-hidden="true">
                  <path class="pace-budget" d="M0 2H24" />
                </svg>
                Budget
              </th>
              <For each={props.report.pace.quarters}>{(quarter) => <td>{clockText(quarter.budgetMs ?? 0)}</td>}</For>
            </tr>
          </Show>
          <tr>
            <th scope="row">
              <svg class="key" viewBox="0 0 24 4" aria-hidden="true">
                <path class="pace-actual" d="M0 2H24" />
              </svg>
              Used
            </th>
            <For each={props.report.pace.quarters}>{(quarter) => <td>{clockText(quarter.actualMs)}</td>}</For>
          </tr>
        </tbody>
      </table>
    </figure>
  )
}

/** The line and the words of a pace: time against questions in a field of 320 by 120. */
function paceLineOf({ questions, usedMs, limitMs }: Report) {
  const top = Math.max(usedMs, limitMs ?? 0, 1)
  const y = (ms: number) => (120 - (120 * ms) / top).toFixed(1)
  const x = (index: number) => ((320 * index) / questions.length).toFixed(1)
  let sum = 0
  const points = questions.map(({ spentMs }, index) => `L${x(index + 1)} ${y((sum += spentMs))}`)
  const each = (ms: number) => durationText(ms / questions.length)
  const left = limitMs === undefined ? 0 : limitMs - usedMs
  return {
    usedLine: `M0 120${points.join('')}`,
    budgetLine: limitMs === undefined ? undefined : `M0 120L320 ${y(limitMs)}`,
    caption:
      limitMs === undefined
        ? `You took ${each(usedMs)} a question.`
        : `You had ${each(limitMs)} a question and took ${each(usedMs)}.${left >= 60_000 ? ` Left at the end: ${durationText(left)}.` : ''}`,
  }
}

function changesText({ changes: { wrongToRight, rightToWrong, wrongToWrong } }: Report): string {
  const all = wrongToRight + rightToWrong + wrongToWrong
  if (all === 0) return 'You changed no answer.'
  return `You changed ${plural(all, 'answer')}: right to wrong ${rightToWrong}, wrong to right ${wrongToRight}, wrong to wrong ${wrongToWrong}.`
}

const filters = ['All', 'Incorrect', 'Skipped', 'Not seen', 'Flagged'] as const
type Filter = (typeof filters)[number]

const fits: Record<Filter, (graded: GradedQuestion) => boolean> = {
  All: () => true,
  Incorrect: ({ mark }) => mark.kind === 'wrong',
  Skipped: ({ mark, seen }) => mark.kind === 'skipped' && seen,
  'Not seen': ({ seen }) => !seen,
  Flagged: ({ flagged }) => flagged,
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

function Questions(props: Pick<ResultProps, 'exam' | 'seenIds' | 'signposts'> & { readonly report: Report }) {
  const [filter, setFilter] = createSignal<Filter>('All')
  const signposts = createFetched<Signposts>(() => props.signposts, { lessons: {}, references: {} })
  const shown = () => props.report.questions.filter(fits[filter()])
  const countOf = (name: Filter) => props.report.questions.filter(fits[name]).length

  return (
    <section class="questions no-print">
      <h2>The questions</h2>
      <Filters group="result-filter" names={filters} chosen={filter()} countOf={countOf} onChoose={setFilter} />
      <p class="visually-hidden" role="status">
        {plural(shown().length, 'question')} shown.
      </p>
      <ol role="list">
        <For each={shown()} fallback={<li class="none">No question is {filter().toLowerCase()}.</li>}>
          {(graded) => (
            <QuestionRow
              graded={graded}
              asked={known(props.exam.plan.questions[graded.number - 1])}
              isNew={!props.seenIds.has(graded.id)}
              signposts={signposts()}
            />
          )}
        </For>
      </ol>
    </section>
  )
}

function QuestionRow(props: {
  readonly graded: GradedQuestion
  readonly asked: ExamQuestion
  readonly isNew: boolean
  readonly signposts: Signposts
}) {
  const question = () => props.asked.question
  const chosen = () => chosenOptions(props.graded.response)
  const isKey = (option: string) => question().key.options.includes(option)
  const reason = (option: string) => question().rationales.find((one) => one.option === option)?.text
  const lesson = () => props.signposts.lessons[question().objective]

  return (
    <li>
      <details data-outcome={outcomeOf(props.graded)}>
        <summary>
          <span class="number">{props.graded.number}</span>
          <span class="outcome">{outcomeText[outcomeOf(props.graded)]}</span>
          <span class="stem">{question().prompt.stem}</span>
          <span class="spent">
            {props.graded.flagged ? 'flagged, ' : ''}
            {spentText(props.graded.spentMs)}
          </span>
        </summary>
        <div class="detail">
          <p class="whole">{question().prompt.stem}</p>
          <Show when={chosen().length === 0}>
            <p class="quiet">{props.graded.seen ? 'You gave no answer.' : 'You did not reach this question.'}</p>
          </Show>
          <ul role="list" class="reasons">
            <For each={optionsShown(props.asked)}>
              {(option, index) => (
                <li data-mark={isKey(option.id) ? 'right' : chosen().includes(option.id) ? 'wrong' : undefined}>
                  <p>
                    <span class="letter">{letterOf(index())}</span> {option.text}{' '}
                    <Verdict isKey={isKey(option.id)} isChosen={chosen().includes(option.id)} />
                  </p>
                  <p class="reason">{reason(option.id)}</p>
                </li>
              )}
            </For>
          </ul>
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
            {durationText(props.graded.spentMs)} on screen · {props.isNew ? 'new to you' : 'seen before'}
          </p>
        </div>
      </details>
    </li>
  )
}

function Verdict(props: { readonly isKey: boolean; readonly isChosen: boolean }): JSX.Element {
  return (
    <Show when={props.isKey || props.isChosen}>
      <strong>{props.isKey ? (props.isChosen ? '✓ right, your answer' : '✓ right') : '✗ your answer'}</strong>
    </Show>
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

function ExportButton(props: ResultProps & { readonly report: Report }) {
  function download() {
    const { attemptId, profileId } = props.exam.plan
    const file = new Blob([exportText(props)], { type: 'application/json' })
    const link = document.createElement('a')
    link.href = URL.createObjectURL(file)
    link.download = `aimward-${profileId}-${new Date(props.exam.endedAt).toISOString().slice(0, 10)}-${attemptId.slice(0, 8)}.json`
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
  }
  return (
    <button class="button" type="button" onClick={download}>
      Export
    </button>
  )
}
