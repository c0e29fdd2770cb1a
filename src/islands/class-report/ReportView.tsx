import { createMemo, For, Match, Show, Switch } from 'solid-js'
import {
  facilityOf,
  steady,
  type ClassForm,
  type ClassReport,
  type Distrusted,
  type OptionCount,
  type QuestionReport,
  type WholeReport,
} from '../../core/class-report.ts'
import type { Figure } from '../../core/item-statistics.ts'
import type { Signposts } from '../exam/signposts.ts'
import { address } from '../primitives/address.ts'
import { scoreBins } from './score-bins.ts'
import { counted, missingText, words } from './words.ts'

const one = (value: number) => (Math.round(10 * value) / 10).toString()
const per = (share: number) => `${Math.round(100 * share)}\u00a0%`

/** What a class did, as far as the number of results allows. */
export function ReportView(props: {
  readonly form: ClassForm
  readonly report: ClassReport
  readonly signposts: Signposts
  readonly asksNames: boolean
}) {
  const few = () => (props.report.kind === 'few' ? props.report : undefined)
  const whole = () => (props.report.kind === 'whole' ? props.report : undefined)
  return (
    <Switch fallback={<p>No result has come in yet.</p>}>
      <Match when={few()}>
        {(report) => (
          <>
            <p class="headline">
              {counted(report().results, 'result')}. Mean <strong>{one(report().mean)}</strong> of {report().questions}{' '}
              right.
            </p>
            <p class="quiet">{words.few}</p>
          </>
        )}
      </Match>
      <Match when={whole()}>
        {(report) => (
          <Whole report={report()} form={props.form} signposts={props.signposts} asksNames={props.asksNames} />
        )}
      </Match>
    </Switch>
  )
}

function Whole(props: {
  readonly report: WholeReport
  readonly form: ClassForm
  readonly signposts: Signposts
  readonly asksNames: boolean
}) {
  const of = () => props.report.questions.length
  const bins = createMemo(() => scoreBins(props.report.scores, props.report.passMark))
  return (
    <>
      <p class="headline">
        {counted(props.report.results, 'result')}. Mean <strong>{one(props.report.mean)}</strong> of {of()} right (
        {per(props.report.mean / of())}), standard deviation {one(props.report.sd)}. {props.report.passed} of{' '}
        {props.report.results} reach the pass mark of {props.report.passMark} ({props.form.passPercent} %).
      </p>
      <Show when={props.report.results < steady}>
        <p class="quiet">{words.hints}</p>
      </Show>

      <section class="advice">
        <div>
          <h3>Teach again</h3>
          <Show when={props.report.reteach.length > 0} fallback={<p>{words.noReteach}</p>}>
            <ol>
              <For each={props.report.reteach}>
                {(question) => (
                  <li>
                    <p>
                      <strong>Question {question.number}.</strong> {question.question.prompt.stem}
                    </p>
                    <p class="quiet">
                      {per(facilityOf(question))} right. {mostChosen(question)}{' '}
                      <LessonLink question={question} signposts={props.signposts} />
                    </p>
                  </li>
                )}
              </For>
            </ol>
          </Show>
        </div>
        <div>
          <h3>Distrust</h3>
          <Show when={props.report.distrust.length > 0} fallback={<p>{words.noDistrust}</p>}>
            <ol>
              <For each={props.report.distrust.slice(0, 5)}>
                {(distrusted) => (
                  <li>
                    <p>
                      <strong>Question {distrusted.question.number}.</strong> {distrusted.question.question.prompt.stem}
                    </p>
                    <p class="quiet">{reasonText(distrusted)}</p>
                  </li>
                )}
              </For>
            </ol>
            <Show when={props.report.distrust.length > 5}>
              <p class="quiet">
                And {props.report.distrust.length - 5} more, marked in the table below. Look at the first one first.
              </p>
            </Show>
          </Show>
        </div>
      </section>
      <details class="rule">
        <summary>The rule behind these lists</summary>
        <p>{words.rule}</p>
      </details>

      <section>
        <h3>Scores</h3>
        <table class="bars">
          <thead>
            <tr>
              <th scope="col">Right</th>
              <th scope="col">People</th>
              <th scope="col">
                <span class="visually-hidden">Bar</span>
              </th>
            </tr>
          </thead>
          <tbody>
            <For each={bins()}>
              {(bin) => (
                <tr data-passed={bin.passes ? '' : undefined}>
                  <th scope="row">{bin.from === bin.to ? bin.from : `${bin.from}–${bin.to}`}</th>
                  <td>{bin.people}</td>
                  <td class="bar-cell">
                    <Bar share={bin.people / Math.max(1, ...bins().map(({ people }) => people))} />
                  </td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
        <p class="quiet">From {props.report.passMark} right on, the pass mark is reached.</p>
      </section>

      <section>
        <h3>Domains</h3>
        <table class="bars">
          <thead>
            <tr>
              <th scope="col">Domain</th>
              <th scope="col">Right</th>
              <th scope="col">
                <span class="visually-hidden">Bar of the mean share, with its range</span>
              </th>
              <th scope="col">Range (95 %)</th>
            </tr>
          </thead>
          <tbody>
            <For each={props.report.domains}>
              {(domain) => (
                <tr>
                  <th scope="row">
                    {domain.title} <small>{counted(domain.questions, 'question')}</small>
                  </th>
                  <td>{per(domain.share)}</td>
                  <td class="bar-cell">
                    <Bar share={domain.share} range={domain.interval} />
                  </td>
                  <td>
                    {domain.interval ? `${per(domain.interval.low)} to ${per(domain.interval.high)}` : 'all alike'}
                  </td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
        <p class="quiet">The range is where the mean of more people like these would lie.</p>
      </section>

      <section>
        <h3>Questions</h3>
        <table class="items">
          <thead>
            <tr>
              <th scope="col">No.</th>
              <th scope="col">Question and what was chosen</th>
              <th scope="col">Facility</th>
              <th scope="col">Discrimination</th>
              <th scope="col">Efficiency</th>
              <th scope="col">Time</th>
            </tr>
          </thead>
          <tbody>
            <For each={props.report.questions}>
              {(question) => <QuestionRow question={question} report={props.report} />}
            </For>
          </tbody>
        </table>
        <p class="quiet">
          Facility: share that was right. Discrimination: how far a question goes with the rest, from −100 to 100.
          Efficiency: the same in per cent of what its facility allows. All as Moodle’s quiz statistics reckon them.
          Time: the median of those who told it, to about a fifth.
        </p>
      </section>

      <Show when={props.asksNames}>
        <section>
          <h3>Named results</h3>
          <Show when={props.report.named.length > 0} fallback={<p>{words.noNames}</p>}>
            <ul class="named">
              <For each={props.report.named}>
                {({ signature, right }) => (
                  <li>
                    {signature.text}
                    {signature.kind === 'employer' ? ' (employer’s code)' : ''}: {right} of {of()}
                  </li>
                )}
              </For>
            </ul>
          </Show>
        </section>
      </Show>
    </>
  )
}

function QuestionRow(props: { readonly question: QuestionReport; readonly report: WholeReport }) {
  const mark = () =>
    props.report.distrust.some((one) => one.question === props.question)
      ? 'distrust'
      : props.report.reteach.includes(props.question)
        ? 'teach again'
        : undefined
  const question = () => props.question
  return (
    <tr data-advice={mark()}>
      <td class="number">{question().number}</td>
      <th scope="row">
        <details>
          <summary>
            <span class="stem">{question().question.prompt.stem}</span>{' '}
            <span class="chosen">
              <For each={question().options}>
                {(count) => (
                  <span data-key={count.isKey ? '' : undefined}>
                    {count.option.id}
                    {count.isKey ? ' ✓' : ''} {count.chosen}
                  </span>
                )}
              </For>
              <Show when={question().unanswered > 0}>
                <span>none {question().unanswered}</span>
              </Show>
            </span>
            <Show when={mark()}>
              {(advice) => <strong class="mark">{advice() === 'distrust' ? 'Distrust' : 'Teach again'}</strong>}
            </Show>
          </summary>
          <table class="options">
            <thead>
              <tr>
                <th scope="col">Option</th>
                <th scope="col">Chosen</th>
                <th scope="col">Above median</th>
                <th scope="col">Below median</th>
              </tr>
            </thead>
            <tbody>
              <For each={question().options}>
                {(count) => (
                  <tr>
                    <th scope="row">
                      {count.option.id}. {count.option.text}
                      {count.isKey ? ' ✓ key' : ''}
                    </th>
                    <td>{count.chosen}</td>
                    <td>
                      {count.stronger.chosen} of {count.stronger.of}
                    </td>
                    <td>
                      {count.weaker.chosen} of {count.weaker.of}
                    </td>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </details>
      </th>
      <td data-label="Facility">{per(facilityOf(question()))}</td>
      <td data-label="Discrimination">{figureText(question().statistics.discrimination)}</td>
      <td data-label="Efficiency">{figureText(question().statistics.efficiency)}</td>
      <td data-label="Time">{timeText(question())}</td>
    </tr>
  )
}

function Bar(props: { readonly share: number; readonly range?: { low: number; high: number } | undefined }) {
  return (
    <svg class="bar" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
      <rect class="bar-field" width="100" height="12" />
      <rect class="bar-share" width={100 * props.share} height="12" />
      <Show when={props.range}>
        {(range) => (
          <rect class="bar-range" x={100 * range().low} y="4.5" width={100 * (range().high - range().low)} height="3" />
        )}
      </Show>
    </svg>
  )
}

function LessonLink(props: { readonly question: QuestionReport; readonly signposts: Signposts }) {
  const lesson = () => {
    const { objective, concept } = props.question.question
    const byConcept = props.signposts.concepts[concept]
    return (
      props.signposts.lessons[objective] ??
      (byConcept?.path ? { title: byConcept.title, path: byConcept.path } : undefined)
    )
  }
  return (
    <Show when={lesson()}>
      {(found) => (
        <>
          Lesson: <a href={address(found().path)}>{found().title}</a>
        </>
      )}
    </Show>
  )
}

const figureText = (figure: Figure): string =>
  figure.kind === 'known' ? Math.round(figure.value).toString().replace('-', '−') : missingText(figure.because)

const timeText = ({ medianSeconds }: QuestionReport): string =>
  medianSeconds === undefined
    ? 'not told'
    : medianSeconds < 100
      ? `${Math.round(medianSeconds)}\u00a0s`
      : `${Math.round(medianSeconds / 6) / 10}\u00a0min`

/** Which wrong option most people took. */
function mostChosen({ options }: QuestionReport): string {
  const [worst] = options.filter(({ isKey }) => !isKey).toSorted((a, b) => b.chosen - a.chosen)
  return worst === undefined || worst.chosen === 0 ? '' : `${worst.chosen} chose “${worst.option.text}”.`
}

function reasonText({ because }: Distrusted): string {
  if (because.kind === 'negative')
    return `Discrimination ${figureText({ kind: 'known', value: because.discrimination })}: who did well on the rest did worse here. Is the key right, and is another option defensible?`
  return `${lureText(because.count)} What does it look right for?`
}

const lureText = ({ option, stronger, weaker }: OptionCount): string =>
  `“${option.text}” is wrong, and was chosen by ${stronger.chosen} of ${stronger.of} above the median and ${weaker.chosen} of ${weaker.of} below it.`
