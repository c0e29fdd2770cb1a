import { createMemo, createSignal, For, Match, Show, Switch } from 'solid-js'
import type { ConceptFacts, CourseFacts } from '../../core/course-facts.ts'
import type { Mark } from '../../core/marking.ts'
import { drawEach } from '../../core/practice.ts'
import type { Bank } from '../../core/profile.ts'
import { tasks, type Question, type Task } from '../../core/question.ts'
import { fit } from '../../core/readiness.ts'
import { known, unreachable } from '../../core/result.ts'
import { retrievability } from '../../core/schedule.ts'
import { selectPractice, type Sampling } from '../../core/selection.ts'
import { newId } from '../../store/ids.ts'
import type { Progress, StoredResponse } from '../../store/progress.ts'
import { resultPath } from '../exam/paths.ts'
import { address, queried } from '../primitives/address.ts'
import { createFocusTarget } from '../primitives/createFocusTarget.ts'
import { whenMounted } from '../primitives/mounted.ts'
import { createMemory, type Learner } from '../study/createLearner.ts'
import { datedEvidence } from '../study/evidence.ts'
import type { CourseName } from '../study/course-choice.ts'
import { WithLearner } from '../study/WithLearner.tsx'
import { everything, filtered, recordOf, type Filter } from './filter.ts'
import { PracticeChoices } from './PracticeChoices.tsx'
import type { QuestionRun, Reason } from './QuestionRun.tsx'
import { reviewList, settleReview } from './review-list.ts'
import './practice.css'
// Styles of what is imported later do not come with it.
import '../quiz/question.css'
import '../quiz/review.css'
import '../report/report.css'

type Phase =
  | { readonly kind: 'choosing' }
  | { readonly kind: 'fetching' }
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'running'; readonly set: PracticeSet; readonly Run: typeof QuestionRun }
  | { readonly kind: 'done'; readonly set: PracticeSet; readonly marks: readonly Mark[]; readonly confident: Missed }

type PracticeSet = {
  readonly runId: string
  readonly questions: readonly Question[]
  readonly scenarios: Bank['scenarios']
  readonly reasons?: readonly Reason[] | undefined
}
/** Ids of the questions that were answered wrong with a certainty over 80 per cent. */
type Missed = ReadonlySet<string>

/** What a set is drawn from. */
type Source =
  /** What is due, what seems weak, and a sample, out of what the filter lets through. */
  | { readonly kind: 'chosen'; readonly filter: Filter; readonly size: number }
  /** Exactly these, every one of them. */
  | { readonly kind: 'named'; readonly concepts: readonly ConceptFacts[] }
  /** Exactly these, by id. */
  | { readonly kind: 'questions'; readonly ids: readonly string[] }

const keptForExams = 'All questions of these concepts are kept for exams. Read the lessons, and take a new form.'
const refusals: Readonly<Record<Source['kind'], string>> = {
  chosen: keptForExams,
  named: keptForExams,
  questions:
    'The address names no question that is asked here. It may have been taken out since. Choose below instead.',
}
const sizes = [5, 10, 20, 40] as const
/** Questions of each concept: two, so that the set says something of it, unless that is more than one sitting bears. */
const eachOf = (concepts: number) => (2 * concepts > 24 ? 1 : 2)
const counted = (n: number, thing: string) => `${n} ${thing}${n === 1 ? '' : 's'}`

/** Practice: what is due and weak, what one chooses, or what the address names: a course, concepts, questions, a kind. */
export const PracticePage = (props: { readonly courses: readonly CourseName[] }) => (
  <WithLearner courses={props.courses} class="practice">
    {(learner) => <Practice learner={learner()} />}
  </WithLearner>
)

function Practice(props: { readonly learner: Learner }) {
  const heading = createFocusTarget<HTMLHeadingElement>()
  const memory = createMemory(() => props.learner)
  const [phase, setPhase] = createSignal<Phase>({ kind: 'choosing' })
  const [filter, setFilter] = createSignal<Filter>({ ...everything, task: askedTask() })
  const [size, setSize] = createSignal<number>(10)
  const after = queried('after')
  const [source, setSource] = createSignal<Source>()
  const facts = () => props.learner.facts
  const conceptsOf = (ids: readonly string[]) => facts().concepts.filter(({ id }) => ids.includes(id))
  const waiting = createMemo(() => conceptsOf(reviewList(props.learner.settings)))
  const record = createMemo(() => recordOf(props.learner.responses, props.learner.annotations))
  const offered = createMemo(() => filtered(facts(), filter(), record()))

  const asked = queried('concepts')?.split(',') ?? []
  const askedIds = queried('questions')?.split(',') ?? []
  const [named, setNamed] = createSignal<readonly ConceptFacts[]>([])
  whenMounted(() => {
    const found = conceptsOf(asked)
    setNamed(found)
    if (askedIds.length > 0) void start({ kind: 'questions', ids: askedIds })
    else if (asked.length > 0 && found.length === 0)
      setPhase({ kind: 'refused', why: 'The address names no concept of this course. Choose below instead.' })
  })

  async function start(from: Source) {
    setSource(from)
    setPhase({ kind: 'fetching' })
    try {
      const [answer, { QuestionRun: Run }] = await Promise.all([
        fetch(address(facts().bank)),
        import('./QuestionRun.tsx'),
      ])
      if (!answer.ok) throw new Error(answer.statusText)
      const bank: Bank = await answer.json()
      const lastSeen = await props.learner.progress.lastSeen()
      const [seed = 0] = crypto.getRandomValues(new Uint32Array(1))
      const set = draw(from)
      if (set.questions.length === 0) return setPhase({ kind: 'refused', why: refusals[from.kind] })
      return setPhase({ kind: 'running', set, Run })

      function draw(from: Source): PracticeSet {
        switch (from.kind) {
          case 'chosen':
            return drawChosen(from)
          case 'named':
            return drawNamed(from.concepts)
          case 'questions':
            return { runId: `practice-${newId()}`, questions: questionsOf(from.ids), scenarios: bank.scenarios }
          default:
            return unreachable(from)
        }
      }

      /** What is kept for exams may be asked again once an exam has shown it. */
      function questionsOf(ids: readonly string[]): readonly Question[] {
        return bank.questions.filter(({ id, mockOnly }) => ids.includes(id) && (!mockOnly || lastSeen.has(id)))
      }

      function drawNamed(concepts: readonly ConceptFacts[]): PracticeSet {
        const wanted = new Set(concepts.map(({ id }) => id))
        const pool = bank.questions.filter(({ concept, mockOnly }) => wanted.has(concept) && !mockOnly)
        const seenIds = new Set(lastSeen.keys())
        const questions = drawEach(pool, { each: eachOf(concepts.length), seed, seenIds })
        return { runId: `practice-${newId()}`, questions, scenarios: bank.scenarios }
      }

      function drawChosen({ filter, size }: { readonly filter: Filter; readonly size: number }): PracticeSet {
        const now = Date.now()
        const ids = new Set(filtered(facts(), filter, record()).map(({ id }) => id))
        const target = facts().exam
        const selected = selectPractice(
          bank.questions.filter(({ id }) => ids.has(id)),
          { size, seed },
          {
            now,
            lastSeen,
            due: dueConcepts(memory),
            model: fit(datedEvidence(facts(), props.learner.responses, now), target),
            target,
          },
        )
        return {
          runId: `practice-${newId()}`,
          questions: selected.map(({ question }) => question),
          scenarios: bank.scenarios,
          reasons: selected.map(({ question, why }) => ({ text: whyText(why, question, facts()), sampling: why })),
        }
      }
    } catch {
      return setPhase({
        kind: 'refused',
        why: 'The questions could not be loaded. Check the connection and start again.',
      })
    }
  }

  async function finish(set: PracticeSet, marks: readonly Mark[]) {
    const given = await settle(props.learner.progress, set, marks)
    const confident = given.filter(({ certainty, mark }) => certainty === 3 && mark.kind !== 'right')
    setPhase({ kind: 'done', set, marks, confident: new Set(confident.map(({ questionId }) => questionId)) })
    heading.focus()
  }

  const refusal = () => {
    const now = phase()
    return now.kind === 'refused' ? now.why : undefined
  }
  const running = () => {
    const now = phase()
    return now.kind === 'running' ? now : undefined
  }
  const done = () => {
    const now = phase()
    return now.kind === 'done' ? now : undefined
  }
  const isBusy = () => phase().kind === 'fetching'

  return (
    <Switch
      fallback={
        <>
          <Show when={refusal()}>{(why) => <Refusal why={why()} />}</Show>
          <Show
            when={named().length > 0}
            fallback={
              <>
                <section aria-labelledby="mixed-title">
                  <h2 id="mixed-title">Mixed practice</h2>
                  <p>
                    First what is due, then where you seem weak, new questions before seen ones; every seventh is drawn
                    as the exam draws, so that the picture of you stays true. Each question says why it was chosen.
                  </p>
                  <div class="actions">
                    <button
                      class="button"
                      type="button"
                      data-weight="first"
                      disabled={isBusy()}
                      onClick={() => void start({ kind: 'chosen', filter: everything, size: 10 })}
                    >
                      Practise ten questions
                    </button>
                  </div>
                </section>
                <Craft
                  facts={facts()}
                  isBusy={isBusy()}
                  onStart={(task) => void start({ kind: 'chosen', filter: { ...everything, task }, size: 5 })}
                />
                <Show when={waiting().length > 0}>
                  <section aria-labelledby="list-title">
                    <h2 id="list-title">Your review list</h2>
                    <p>
                      {waiting().length === 1 ? 'One concept waits' : `${waiting().length} concepts wait`} here. Each
                      leaves the list when all its questions in a set were right.
                    </p>
                    <button class="button" type="button" onClick={() => setNamed(waiting())}>
                      Practise the review list
                    </button>
                  </section>
                </Show>
                <section aria-labelledby="choose-title">
                  <h2 id="choose-title">Choose for yourself</h2>
                  <PracticeChoices facts={facts()} filter={filter()} onFilter={setFilter} />
                  <p>
                    <label for="practice-size">Questions</label>
                    <select id="practice-size" onChange={(event) => setSize(Number(event.currentTarget.value))}>
                      <For each={sizes}>
                        {(one) => (
                          <option value={one} selected={one === size()}>
                            {one}
                          </option>
                        )}
                      </For>
                    </select>
                  </p>
                  <p role="status">{offerText(offered().length, size())}</p>
                  <button
                    class="button"
                    type="button"
                    disabled={isBusy() || offered().length === 0}
                    onClick={() => void start({ kind: 'chosen', filter: filter(), size: size() })}
                  >
                    Practise these
                  </button>
                </section>
              </>
            }
          >
            <Announcement
              facts={facts()}
              concepts={named()}
              after={after}
              isBusy={isBusy()}
              onStart={() => void start({ kind: 'named', concepts: named() })}
              onOther={() => setNamed([])}
            />
          </Show>
        </>
      }
    >
      <Match when={running()} keyed>
        {({ set, Run }) => (
          <Run
            questions={set.questions}
            scenarios={set.scenarios}
            reasons={set.reasons}
            context="practice"
            runId={set.runId}
            onDone={(marks) => void finish(set, marks)}
          />
        )}
      </Match>
      <Match when={done()}>
        {(now) => (
          <>
            <h2 ref={heading.ref} tabIndex={-1}>
              {now().marks.filter(({ kind }) => kind === 'right').length} of {now().marks.length} right
            </h2>
            <Show when={now().confident.size > 0}>
              <p>
                {now().confident.size === 1 ? 'One answer was' : `${now().confident.size} answers were`} wrong although
                you were sure. Read those lessons first: what one is sure of is not looked up.
              </p>
            </Show>
            <ReadAgain facts={facts()} set={now().set} marks={now().marks} confident={now().confident} />
            <div class="actions">
              <button
                class="button"
                type="button"
                data-weight="first"
                onClick={() => {
                  const again = source()
                  if (again) void start(again)
                }}
              >
                {source()?.kind === 'chosen' ? 'Practise on' : 'Practise these again'}
              </button>
              <button
                class="button"
                type="button"
                onClick={() => {
                  setNamed([])
                  setPhase({ kind: 'choosing' })
                }}
              >
                Choose something else
              </button>
              <Show when={after}>
                {(attemptId) => (
                  <a class="button" href={address(resultPath(attemptId()))}>
                    Back to the result
                  </a>
                )}
              </Show>
            </div>
          </>
        )}
      </Match>
    </Switch>
  )
}

/** Takes off the review list what was practised without a miss. Resolves to what was answered in the set. */
async function settle(
  progress: Progress,
  set: PracticeSet,
  marks: readonly Mark[],
): Promise<readonly StoredResponse[]> {
  try {
    await settleReview(progress, { questions: set.questions, marks })
    return await progress.responses({ attemptId: set.runId })
  } catch {
    return []
  }
}

const Refusal = (props: { readonly why: string }) => (
  <p class="note" data-kind="warning" role="alert">
    {props.why}
  </p>
)

const offerText = (offered: number, size: number): string =>
  offered === 0
    ? 'No question fits all of that. Take one of the choices back.'
    : `${counted(offered, 'question')} ${offered === 1 ? 'fits' : 'fit'}${offered > size ? `; you get ${size} of them` : ''}.`

/** Concepts whose review is due, the most endangered first. */
function dueConcepts({ cards, due, today }: ReturnType<typeof createMemory>): readonly string[] {
  const recall = (concept: string) => {
    const card = cards().get(concept)
    return card ? retrievability(card, today()) : 1
  }
  return [...due()]
    .flatMap(([concept, when]) => (when.kind === 'due' && when.day <= today() ? [concept] : []))
    .toSorted((one, other) => recall(one) - recall(other))
}

function whyText(why: Sampling, { concept, domain }: Question, { concepts, exam }: CourseFacts): string {
  switch (why) {
    case 'due':
      return `“${known(concepts.find(({ id }) => id === concept)).title}” is due`
    case 'weak':
      return `${known(exam.domains.find(({ id }) => id === domain)).title} promises the most to gain`
    case 'representative':
      return 'it is a sample, drawn as the exam draws'
    default:
      return unreachable(why)
  }
}

const askedTask = () => tasks.find((task) => task === queried('task'))

/** What auditors do with what they find, where the course has such questions, and the way to the drill. */
function Craft(props: {
  readonly facts: CourseFacts
  readonly isBusy: boolean
  readonly onStart: (task: Task) => void
}) {
  const count = (task: Task) =>
    props.facts.questions.filter((question) => question.task === task && !question.mockOnly).length
  const offers = [
    { task: 'finding', name: 'Classify findings' },
    { task: 'nonconformity', name: 'Write nonconformities' },
  ] as const
  const offered = () => offers.filter(({ task }) => count(task) > 0)
  return (
    <section aria-labelledby="craft-title">
      <h2 id="craft-title">{offered().length > 0 ? 'Audit craft' : 'Find the clause'}</h2>
      <Show when={offered().length > 0}>
        <p>
          Evidence as one meets it, with more of it than the finding needs: what carries it, on which requirement, at
          which grade. A nonconformity you then write yourself, and score beside a model.
        </p>
      </Show>
      <p>
        The <a href={address('practice/clauses/')}>clause finder</a> puts a situation before you and asks for the clause
        or control it belongs to, with the book open and a clock.
      </p>
      <Show when={offered().length > 0}>
        <div class="actions">
          <For each={offered()}>
            {({ task, name }) => (
              <button class="button" type="button" disabled={props.isBusy} onClick={() => props.onStart(task)}>
                {name} <small>{count(task)} in all</small>
              </button>
            )}
          </For>
        </div>
      </Show>
    </section>
  )
}

/** What is about to be practised, and where to read before. */
function Announcement(props: {
  readonly facts: CourseFacts
  readonly concepts: readonly ConceptFacts[]
  readonly after: string | undefined
  readonly isBusy: boolean
  readonly onStart: () => void
  readonly onOther: () => void
}) {
  const isOpen = ({ id }: ConceptFacts) => props.facts.questions.some((one) => one.concept === id && !one.mockOnly)
  return (
    <section>
      <h2>{props.after ? 'What the exam found' : 'What you practise'}</h2>
      <p>
        {props.after
          ? 'These concepts stand behind the questions you missed. Read where you are unsure, then practise.'
          : 'After each question you read why every option is right or wrong.'}{' '}
        {eachOf(props.concepts.length) === 1 ? 'One question' : 'Two questions'} of each, new ones first.
      </p>
      <ul>
        <For each={props.concepts}>
          {(concept) => (
            <li>
              <ConceptLink facts={props.facts} concept={concept} />
              {isOpen(concept) ? '' : ': its questions are kept for exams, so that only the lesson helps'}
            </li>
          )}
        </For>
      </ul>
      <div class="actions">
        <button
          class="button"
          type="button"
          data-weight="first"
          disabled={props.isBusy}
          onClick={() => props.onStart()}
        >
          Start practising
        </button>
        <button class="quiet-button" type="button" onClick={() => props.onOther()}>
          Choose something else
        </button>
      </div>
    </section>
  )
}

function ReadAgain(props: {
  readonly facts: CourseFacts
  readonly set: PracticeSet
  readonly marks: readonly Mark[]
  readonly confident: Missed
}) {
  const missed = () => props.set.questions.filter((_, at) => known(props.marks[at]).kind !== 'right')
  const concepts = () => {
    const confident = new Set(missed().flatMap(({ id, concept }) => (props.confident.has(id) ? [concept] : [])))
    return props.facts.concepts
      .filter(({ id }) => missed().some(({ concept }) => concept === id))
      .map((concept) => ({ concept, isConfident: confident.has(concept.id) }))
      .toSorted((one, other) => Number(other.isConfident) - Number(one.isConfident))
  }
  return (
    <Show when={concepts().length > 0} fallback={<p>Nothing to repair here.</p>}>
      <p>Read again:</p>
      <ul>
        <For each={concepts()}>
          {({ concept, isConfident }) => (
            <li>
              <ConceptLink facts={props.facts} concept={concept} />
              {isConfident ? ', wrong although you were sure' : ''}
            </li>
          )}
        </For>
      </ul>
    </Show>
  )
}

function ConceptLink(props: { readonly facts: CourseFacts; readonly concept: ConceptFacts }) {
  const path = () => props.facts.lessons.find(({ id }) => id === props.concept.lesson)?.path
  return (
    <Show when={path()} fallback={props.concept.title}>
      {(path) => <a href={address(path())}>{props.concept.title}</a>}
    </Show>
  )
}
