import { createMemo, createSignal, createUniqueId, For, Show } from 'solid-js'
import { readiness } from '../../core/readiness.ts'
import { newId } from '../../store/ids.ts'
import { storageTrouble } from '../keeping/words.ts'
import { address } from '../primitives/address.ts'
import type { Learner } from '../study/createLearner.ts'
import { evidenceOf } from '../study/evidence.ts'
import { calendarDay, dateText, dayOf, isoOf, learnerDay } from '../study/learner-day.ts'
import { claimText } from './ReadinessPart.tsx'
import { keepResult, realResults, removeResult, type RealResult } from './real-results.ts'

/** An exam of the guide, and the practice profile that is nearest to it. */
export type KnownExam = { readonly body: string; readonly title: string; readonly practice?: string | undefined }

const dayMs = 86_400_000

/** Real exams the learner chose to write down, each beside what the answers before it said. */
export function RealResultsPart(props: { readonly learner: Learner; readonly exams: readonly KnownExam[] }) {
  const results = createMemo(() => realResults(props.learner.settings))
  const [edited, setEdited] = createSignal<RealResult | 'new'>()
  const [removed, setRemoved] = createSignal<RealResult>()
  const [message, setMessage] = createSignal('')
  const progress = () => props.learner.progress

  async function keep(result: RealResult) {
    const written = await keepResult(progress(), result)
    if (!written.ok) return setMessage(storageTrouble(written.failure))
    setEdited(undefined)
    setRemoved(undefined)
    return setMessage('Kept on this device, and part of every export.')
  }
  async function remove(result: RealResult) {
    const written = await removeResult(progress(), result.id)
    if (!written.ok) return setMessage(storageTrouble(written.failure))
    setRemoved(result)
    return setMessage(`The result of ${result.body}: ${result.exam} is deleted.`)
  }

  return (
    <section class="real" aria-labelledby="real-title">
      <h2 id="real-title">The real exam</h2>
      <p>
        If you like, write down how a real exam went. It stays on this device and in what you export; nobody else is
        told. It shows you whether what was expected came true.
      </p>
      <ul role="list" class="attempts">
        <For each={results()}>
          {(result) => (
            <li>
              <strong>{result.passed ? 'Passed' : 'Not passed'}</strong>
              {result.score ? `, ${result.score}` : ''}: {result.body}, {result.exam}, on{' '}
              <time datetime={result.day}>{dateText(dayOf(result.day) ?? 0)}</time>
              <Show when={expectedText(result, props.learner, props.exams)}>
                {(text) => <small class="quiet">{text()}</small>}
              </Show>
              <span class="actions">
                <button class="quiet-button" type="button" onClick={() => setEdited(result)}>
                  Change<span class="visually-hidden"> {result.exam}</span>
                </button>
                <button class="quiet-button" type="button" onClick={() => void remove(result)}>
                  Delete<span class="visually-hidden"> {result.exam}</span>
                </button>
              </span>
            </li>
          )}
        </For>
      </ul>
      <Show
        when={edited()}
        keyed
        fallback={
          <button class="button" type="button" onClick={() => setEdited('new')}>
            Write down a result
          </button>
        }
      >
        {(one) => (
          <ResultForm
            result={one === 'new' ? undefined : one}
            exams={props.exams}
            onKeep={(result) => void keep(result)}
            onLeave={() => setEdited(undefined)}
          />
        )}
      </Show>
      <p role="status">
        {message()}{' '}
        <Show when={removed()}>
          {(result) => (
            <button class="quiet-button" type="button" onClick={() => void keep(result())}>
              Bring it back
            </button>
          )}
        </Show>
      </p>
      <p class="quiet">
        Which exams there are, and who says what of them: <a href={address('exams/guide/')}>the real exams</a>.
      </p>
    </section>
  )
}

const other = 'other'

function ResultForm(props: {
  readonly result: RealResult | undefined
  readonly exams: readonly KnownExam[]
  readonly onKeep: (result: RealResult) => void
  readonly onLeave: () => void
}) {
  const id = createUniqueId()
  const placeOf = (result: RealResult) =>
    props.exams.findIndex(({ body, title }) => body === result.body && title === result.exam)
  const before = () => (props.result ? placeOf(props.result) : 0)
  const [exam, setExam] = createSignal(before() < 0 ? other : String(before()))
  const [fault, setFault] = createSignal('')

  function submit(event: SubmitEvent & { readonly currentTarget: HTMLFormElement }) {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    const field = (name: string) => String(given.get(name) ?? '').trim()
    const known = props.exams[Number(exam())]
    const [body, title] = exam() === other || !known ? [field('body'), field('title')] : [known.body, known.title]
    const day = field('day')
    if (!body || !title) return setFault('Write the body and the title of the exam.')
    if (dayOf(day) === undefined) return setFault('Choose the day of the exam.')
    if (!field('passed')) return setFault('Say whether you passed.')
    return props.onKeep({
      id: props.result?.id ?? newId(),
      body,
      exam: title,
      day,
      passed: field('passed') === 'yes',
      score: field('score') || undefined,
    })
  }

  return (
    <form class="result-form" aria-label="A real result" onSubmit={submit}>
      <p>
        <label for={`${id}-exam`}>Exam</label>
        <select id={`${id}-exam`} onChange={(event) => setExam(event.currentTarget.value)}>
          <For each={props.exams}>
            {({ body, title }, at) => (
              <option value={at()} selected={exam() === String(at())}>
                {body}: {title}
              </option>
            )}
          </For>
          <option value={other} selected={exam() === other}>
            Another exam
          </option>
        </select>
      </p>
      <Show when={exam() === other}>
        <p>
          <label for={`${id}-body`}>Body</label>
          <input id={`${id}-body`} name="body" type="text" maxLength={80} value={props.result?.body ?? ''} />
        </p>
        <p>
          <label for={`${id}-title`}>Title of the exam</label>
          <input id={`${id}-title`} name="title" type="text" maxLength={80} value={props.result?.exam ?? ''} />
        </p>
      </Show>
      <p>
        <label for={`${id}-day`}>Day</label>
        <input
          id={`${id}-day`}
          name="day"
          type="date"
          max={isoOf(calendarDay(Date.now()))}
          value={props.result?.day ?? ''}
        />
      </p>
      <fieldset>
        <legend>Result</legend>
        <label>
          <input type="radio" name="passed" value="yes" checked={props.result?.passed === true} />
          Passed
        </label>
        <label>
          <input type="radio" name="passed" value="no" checked={props.result?.passed === false} />
          Not passed
        </label>
      </fieldset>
      <p>
        <label for={`${id}-score`}>Score, if you were told one</label>
        <input id={`${id}-score`} name="score" type="text" maxLength={40} value={props.result?.score ?? ''} />
      </p>
      <div class="actions">
        <button class="button" data-weight="first" type="submit">
          Keep it
        </button>
        <button class="quiet-button" type="button" onClick={() => props.onLeave()}>
          Leave it
        </button>
      </div>
      <output>{fault()}</output>
    </form>
  )
}

/** What the answers given before the day of the exam said; nothing where the exam is another one than the course leads to. */
function expectedText(
  { body, exam, day }: RealResult,
  { facts, responses }: Learner,
  exams: readonly KnownExam[],
): string | undefined {
  const known = exams.find((one) => one.body === body && one.title === exam)
  const at = dayOf(day)
  if (!known || known.practice !== facts.exam.profile || at === undefined) return undefined
  const before = evidenceOf(facts, responses).filter((answer) => learnerDay(answer.at) < at)
  const said = readiness(before, facts.exam, at * dayMs)
  return said.claim.kind === 'not-enough'
    ? `Your answers before that day were too few to expect anything: ${said.claim.have} of ${said.claim.need}.`
    : `What your answers before that day said: ${claimText(said)}`
}
