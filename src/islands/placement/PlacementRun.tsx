import { createSignal, For, Match, Switch, untrack } from 'solid-js'
import { buildOrder } from '../../core/option-order.ts'
import { nextPlacement, placementPool, placementSize, type Placed } from '../../core/placement.ts'
import type { Bank } from '../../core/profile.ts'
import { xmur3 } from '../../core/random.ts'
import { newId } from '../../store/ids.ts'
import { address } from '../primitives/address.ts'
import { createFocusTarget } from '../primitives/createFocusTarget.ts'
import { Quiz } from '../quiz/Quiz.tsx'
import type { Learner } from '../study/createLearner.ts'
import { isWhole, lastRun, type Run } from './placement.ts'
import { PlacementResult } from './PlacementResult.tsx'

type Phase =
  | { readonly kind: 'refused' }
  | { readonly kind: 'ready'; readonly begun: Run | undefined }
  | { readonly kind: 'running'; readonly run: Run }
  | { readonly kind: 'done'; readonly run: Run }

/** The fifteen questions, one after the other, and what they say. */
export function PlacementRun(props: { readonly learner: Learner; readonly bank: Bank }) {
  const heading = createFocusTarget<HTMLHeadingElement>()
  const facts = () => props.learner.facts
  const before = untrack(() => lastRun(props.learner.responses, props.bank.questions))
  const [phase, setPhase] = createSignal<Phase>(
    before && isWhole(before) ? { kind: 'done', run: before } : { kind: 'ready', begun: before },
  )

  /** What may still be asked in a run; the seed is its id, so that it can be taken up where it was left. */
  const nextOf = ({ id, placed }: Pick<Run, 'id' | 'placed'>, seen: ReadonlyMap<string, number>) =>
    nextPlacement(
      placementPool(props.bank, {
        kept: new Set(facts().questions.flatMap(({ id, inMock }) => (inMock ? [id] : []))),
        seen,
      }),
      placed,
      { exam: facts().exam, course: facts(), seed: xmur3(id) },
    )

  const [lastSeen, setLastSeen] = createSignal<ReadonlyMap<string, number>>(new Map())
  async function start(begun: Run | undefined) {
    const run = begun ?? { id: `placement-${newId()}`, placed: [], at: Date.now() }
    const seen = await props.learner.progress.lastSeen()
    if (!canBeWhole(run, seen)) return setPhase({ kind: 'refused' })
    setLastSeen(seen)
    setPhase({ kind: 'running', run })
    return heading.focus()
  }

  /** Whether there are questions to the end, whatever is answered. */
  function canBeWhole(run: Run, seen: ReadonlyMap<string, number>): boolean {
    let next: Run = run
    while (!isWhole(next)) {
      const question = nextOf(next, seen)
      if (!question) return false
      next = { ...next, placed: [...next.placed, { question, credit: 1 }] }
    }
    return true
  }

  function goOn(run: Run, answered: Placed) {
    const next = { ...run, placed: [...run.placed, answered], at: Date.now() }
    setPhase({ kind: isWhole(next) ? 'done' : 'running', run: next })
    heading.focus()
  }

  const ready = () => {
    const now = phase()
    return now.kind === 'ready' ? now : undefined
  }
  const running = () => {
    const now = phase()
    if (now.kind !== 'running') return undefined
    const question = nextOf(now.run, lastSeen())
    return question && { run: now.run, question }
  }
  const done = () => {
    const now = phase()
    return now.kind === 'done' ? now.run : undefined
  }

  return (
    <Switch fallback={<TooFew />}>
      <Match when={ready()}>
        {(now) => <Announcement answered={now().begun?.placed.length ?? 0} onStart={() => void start(now().begun)} />}
      </Match>
      <Match when={running()}>
        {(now) => (
          <section>
            <h2 ref={heading.ref} tabIndex={-1}>
              Question {now().run.placed.length + 1} of {placementSize}
            </h2>
            <For each={[now().question]}>
              {(question) => (
                <Quiz
                  question={question}
                  order={buildOrder(question)}
                  context="placement"
                  attemptId={now().run.id}
                  feedback="later"
                  onAnswered={({ credit }) => goOn(now().run, { question, credit })}
                />
              )}
            </For>
          </section>
        )}
      </Match>
      <Match when={done()}>
        {(run) => (
          <PlacementResult
            learner={props.learner}
            run={run()}
            heading={heading.ref}
            onAgain={() => void start(undefined)}
          />
        )}
      </Match>
    </Switch>
  )
}

const TooFew = () => (
  <>
    <p class="note" data-kind="warning" role="alert">
      Too few questions are left that are new to you and kept for no exam. Your answers so far say more than another
      fifteen could.
    </p>
    <div class="actions">
      <a class="button" href={address('progress/')}>
        See your progress
      </a>
      <a class="button" href={address('practice/')}>
        Practise
      </a>
    </div>
  </>
)

function Announcement(props: { readonly answered: number; readonly onStart: () => void }) {
  return (
    <section>
      <p>
        Fifteen questions in the proportions of the exam, each chosen for what it tells about you after those before it.
        About a quarter of an hour. None is judged until the end; then you see the estimate, how far it carries, and the
        reason behind every option.
      </p>
      <p class="quiet">
        Where you are unsure, choose what seems likeliest: the estimate allows for luck, and you may say how sure you
        are. The questions are new to you and stay out of the three practice exams A, B and C. Every answer is kept at
        once; you may leave and come back.
      </p>
      <button class="button" type="button" data-weight="first" onClick={() => props.onStart()}>
        {props.answered > 0 ? `Go on with question ${props.answered + 1}` : 'Begin'}
      </button>
    </section>
  )
}
