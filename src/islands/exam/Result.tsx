import { createMemo, createSignal, For, Show } from 'solid-js'
import type { ExamEvent } from '../../core/exam.ts'
import { gradeExam, splitBySeen, type Report, type Score } from '../../core/grading.ts'
import { wilson } from '../../core/interval.ts'
import type { QuestionId } from '../../core/question.ts'
import { regrade } from '../../core/regrade.ts'
import { known } from '../../core/result.ts'
import { LazyGiveResult } from '../class-report/LazyGiveResult.tsx'
import { address } from '../primitives/address.ts'
import { addToReview } from '../practice/review-list.ts'
import { loadProgress } from '../primitives/device.ts'
import { download } from '../primitives/download.ts'
import { createFetched } from '../primitives/createFetched.ts'
import { whenMounted } from '../primitives/mounted.ts'
import { clockText, durationText, plural } from './clock.ts'
import { exportTable } from './export-table.ts'
import { exportText } from './export-text.ts'
import { attemptPaperPath, formPath, newFormPath, practicePath } from './paths.ts'
import { changesText, Domains, enough, PaceLine, percentText } from './ResultFigures.tsx'
import { Questions } from './ResultQuestions.tsx'
import type { Finished } from './settle.ts'
import { noSignposts, type Signposts } from './signposts.ts'
import './result.css'

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
const shareText = ({ right, of }: Score) => `${right} of ${of} (${Math.round((1000 * right) / of) / 10} %)`

/** What an exam says: the verdict, what it rests on, and every question with its reasons. */
export function Result(props: ResultProps) {
  const report = createMemo(() => gradeExam(props.exam))
  const plan = () => props.exam.plan
  const split = createMemo(() => splitBySeen(report(), props.seenIds))
  const signposts = createFetched<Signposts>(() => props.signposts, noSignposts)
  const regraded = createMemo(() => regrade(props.exam, new Map(Object.entries(signposts().corrected))))
  const missed = createMemo(() =>
    report()
      .questions.filter(({ mark }) => mark.kind !== 'right')
      .map(({ number }) => known(plan().questions[number - 1]).question),
  )
  const missedConcepts = () => [...new Set(missed().map(({ concept }) => concept))]
  const missedCourse = () => signposts().concepts[missedConcepts()[0] ?? '']?.course
  // The first releases kept the code alone.
  const again = () =>
    plan().again ?? (plan().code && formPath({ profileId: plan().profileId, text: plan().code ?? '' }))
  const setBackMs = () =>
    Math.max(0, ...props.events.map((event) => (event.type === 'ticked' ? (event.setBackMs ?? 0) : 0)))
  let heading: HTMLHeadingElement | undefined
  whenMounted(() => heading?.focus())

  return (
    <article class="result">
      <header>
        <p class="kicker">
          {plan().title} · {day.format(props.exam.endedAt)}
          {plan().code === undefined ? '' : ` · form ${plan().code}`}
        </p>
        <h1 ref={heading} tabIndex={-1} data-mark={report().passed ? 'right' : 'wrong'}>
          <span aria-hidden="true">{report().passed ? '✓ ' : '✗ '}</span>
          {verdictText(report())}
        </h1>
        <dl class="figures">
          <Show when={report().marks}>
            {(marks) => (
              <div>
                <dt>Marks</dt>
                <dd>
                  {marks().earned} of {marks().of}
                </dd>
              </div>
            )}
          </Show>
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
              {report().passMark} of {report().marks ? `${report().marks?.of} marks` : report().of} (
              {plan().passPercent} %)
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
          <Show when={missedFloors(report()).length > 0}>
            <strong>Below what a domain needs: {missedFloors(report()).join('; ')}.</strong>{' '}
          </Show>
          <Show when={(report().limitMs ?? 0) > plan().standardMs}>
            The time was extended from {durationText(plan().standardMs)}.{' '}
          </Show>
          <Show when={props.exam.cause === 'time-out'}>
            Time is up. Your answers were submitted at {clockText(report().limitMs ?? 0)}.{' '}
          </Show>
          <Show when={setBackMs()}>
            {(ms) => `The clock of this device was set back by ${durationText(ms())}; the time of the exam went on. `}
          </Show>
          <Show when={plan().mode === 'practice'}>Sat in practice mode. </Show>A practice exam: it belongs to no
          certification body, and its result is no certificate.
        </p>
        <Show when={props.isOnlyHere}>
          <div class="note no-print" data-kind="warning">
            <p>This result stands on this page only. Export it before you leave.</p>
            <ExportButtons {...props} report={report()} />
          </div>
        </Show>
      </header>

      <LazyGiveResult exam={props.exam} />

      <Show when={regraded()}>
        {(now) => (
          <section class="note" data-kind="correction">
            <h2>Corrected since</h2>
            <ul>
              <For each={now().corrections}>
                {({ number, date, what }) => (
                  <li>
                    Question {number} was corrected on <time dateTime={date}>{date}</time>: {what}
                  </li>
                )}
              </For>
            </ul>
            <p>
              The judgement you were given stands. Counted the new way your score is {now().right} of {now().of}.
            </p>
          </section>
        )}
      </Show>

      <section>
        <h2>New and seen</h2>
        <p>
          <Show
            when={split().fresh.of > 0}
            fallback={`You had seen all ${report().of} questions before: ${shareText(split().seen)}. That says little about new ones.`}
          >
            Of {report().of} questions, {split().fresh.of === report().of ? 'all' : split().fresh.of} were new to you:{' '}
            <strong>{shareText(split().fresh)}</strong>.{rangeText(split().fresh)}
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

      <Show when={plan().medium !== 'paper'}>
        <section class="pace-section">
          <h2>Pace and changes</h2>
          <PaceLine report={report()} />
          <p>{changesText(report())}</p>
        </section>
      </Show>

      <Show when={report().lookUps.count > 0}>
        <section>
          <h2>Look-ups</h2>
          <p>
            <strong>{lookUpsText(report().lookUps)}</strong>
          </p>
          <p class="beside">
            A look-up is an entry that you opened, or left open when you came to another question; its time runs until
            it was closed.
          </p>
        </section>
      </Show>

      <Questions report={report()} exam={props.exam} seenIds={props.seenIds} signposts={signposts()} />

      <Show when={props.exam.notes.trim()}>
        {(notes) => (
          <section>
            <h2>Your notes</h2>
            <p class="notes">{notes()}</p>
          </section>
        )}
      </Show>

      <footer class="actions no-print">
        <Show when={missed().length > 0}>
          <a
            class="button"
            data-weight="first"
            href={address(
              practicePath({ course: missedCourse(), concepts: missedConcepts(), after: plan().attemptId }),
            )}
          >
            Study {missed().length === 1 ? 'this one' : `these ${missed().length}`} now
          </a>
        </Show>
        <Show when={missed().length > 0 && !props.isOnlyHere}>
          <ReviewButton concepts={missedConcepts()} />
        </Show>
        <a class="button" href={address(newFormPath(plan()))}>
          Take a new form
        </a>
        <button class="button" type="button" onClick={() => print()}>
          Print
        </button>
        <ExportButtons {...props} report={report()} />
        <a class="linked" href={address(attemptPaperPath(plan().attemptId))}>
          This form on paper
        </a>
        <Show when={again()}>
          {(path) => (
            <a class="linked" href={address(path())}>
              Same form again (says nothing about readiness)
            </a>
          )}
        </Show>
      </footer>
    </article>
  )
}

const verdictText = ({ passed, isReached }: Report): string =>
  passed ? 'Pass mark reached' : isReached ? 'Pass mark reached, but not in each domain' : 'Pass mark not reached'

/** The domains that did not reach what each of them needs. */
const missedFloors = ({ domains }: Report): readonly string[] =>
  domains.flatMap(({ title, right, marks, floor }) =>
    floor?.reached === false ? [`${title}, ${marks?.earned ?? right} where ${floor.needed} are needed`] : [],
  )

/** What a share could stand for by chance alone. */
function rangeText({ right, of }: Score): string {
  const { low, high } = wilson(right, of)
  return of < enough ? '' : ` That stands for anything from ${percentText(low)} to ${percentText(high)}.`
}

const lookUpsText = ({ count, ms, turned }: Report['lookUps']): string =>
  `${plural(count, 'look-up')}, ${durationText(ms)}: ${turned} turned a wrong or blank answer right.`

/** Puts the concepts of what was missed on the review list, which waits on the practice page. */
function ReviewButton(props: { readonly concepts: readonly string[] }) {
  const [said, setSaid] = createSignal<'nothing' | 'added' | 'refused'>('nothing')
  async function add() {
    const added = await addToReview(await loadProgress(), props.concepts)
    setSaid(added.ok ? 'added' : 'refused')
  }
  return (
    <>
      <button
        class="button"
        type="button"
        disabled={said() === 'added'}
        onClick={() => void add().catch(() => setSaid('refused'))}
      >
        {said() === 'added' ? '✓ In your review list' : 'Add to review'}
      </button>
      <p role="status">
        <Show when={said() === 'added'}>
          The review list waits under <a href={address('practice/')}>Practice</a>.
        </Show>
        {said() === 'refused' ? 'It could not be saved: the browser refused to write. Try again.' : ''}
      </p>
    </>
  )
}

function ExportButtons(props: ResultProps & { readonly report: Report }) {
  const name = (ending: string) => {
    const { attemptId, profileId } = props.exam.plan
    const day = new Date(props.exam.endedAt).toISOString().slice(0, 10)
    return `aimward-${profileId}-${day}-${attemptId.slice(0, 8)}.${ending}`
  }
  return (
    <>
      <button
        class="button"
        type="button"
        onClick={() => download(name('json'), exportText(props), 'application/json')}
      >
        Export
      </button>
      <button class="button" type="button" onClick={() => download(name('csv'), exportTable(props), 'text/csv')}>
        Export as a table
      </button>
    </>
  )
}
