import { createSignal, For, Match, Show, Switch } from 'solid-js'
import { buildOrder } from '../../core/option-order.ts'
import type { Mark } from '../../core/marking.ts'
import { drawPractice } from '../../core/practice.ts'
import type { Question } from '../../core/question.ts'
import { newId } from '../../store/ids.ts'
import { address } from '../primitives/address.ts'
import { loadProgress } from '../primitives/device.ts'
import { whenMounted } from '../primitives/mounted.ts'
import { Quiz } from './Quiz.tsx'

type Concepts = Readonly<Record<string, { readonly title: string; readonly lesson: string | undefined }>>

type Test =
  /** The script is not there yet. */
  | { readonly phase: 'waiting' }
  | { readonly phase: 'ready' }
  | { readonly phase: 'fetching' }
  | { readonly phase: 'refused'; readonly why: string }
  | {
      readonly phase: 'running'
      readonly id: string
      readonly questions: readonly Question[]
      readonly marks: readonly Mark[]
      readonly at: number
    }
  | { readonly phase: 'done'; readonly questions: readonly Question[]; readonly marks: readonly Mark[] }

type Running = Extract<Test, { phase: 'running' }>

/** The test of a module: one question after the other, each judged at once, and at the end what to read again. */
export function ModuleTest(props: { readonly address: string; readonly concepts: Concepts; readonly count: number }) {
  const [test, setTest] = createSignal<Test>({ phase: 'waiting' })
  let heading: HTMLElement | undefined

  whenMounted(() => void setTest({ phase: 'ready' }))

  async function start() {
    setTest({ phase: 'fetching' })
    try {
      const [pool, seenIds] = await Promise.all([
        fetch(props.address).then((answer): Promise<readonly Question[]> =>
          answer.ok ? answer.json() : Promise.reject(answer.statusText),
        ),
        loadProgress().then((progress) => progress.seenQuestionIds()),
      ])
      const [seed = 0] = crypto.getRandomValues(new Uint32Array(1))
      const questions = drawPractice(pool, { count: props.count, seed, seenIds })
      setTest({
        phase: 'running',
        id: `test-${newId()}`,
        questions,
        marks: [],
        at: 0,
      })
      heading?.focus()
    } catch {
      setTest({ phase: 'refused', why: 'The questions could not be loaded. Check the connection and start again.' })
    }
  }

  const running = () => {
    const now = test()
    return now.phase === 'running' ? now : undefined
  }
  const done = () => {
    const now = test()
    return now.phase === 'done' ? now : undefined
  }
  const refused = () => {
    const now = test()
    return now.phase === 'refused' ? now : undefined
  }

  const note = (now: Running, mark: Mark) => setTest({ ...now, marks: [...now.marks.slice(0, now.at), mark] })
  function goOn(now: Running) {
    const { questions, marks } = now
    setTest(now.at + 1 < questions.length ? { ...now, at: now.at + 1 } : { phase: 'done', questions, marks })
    heading?.focus()
  }

  const missed = (result: { questions: readonly Question[]; marks: readonly Mark[] }) => [
    ...new Set(
      result.questions.filter((_, at) => result.marks[at]?.kind !== 'right').map((question) => question.concept),
    ),
  ]

  return (
    <div class="module-test">
      <Switch>
        <Match when={refused()}>
          {(now) => (
            <p class="note" data-kind="warning">
              {now().why}
            </p>
          )}
        </Match>
        <Match when={running()}>
          {(now) => (
            <>
              <h3 ref={(element) => (heading = element)} tabIndex={-1}>
                Question {now().at + 1} of {now().questions.length}
              </h3>
              <For each={now().questions.slice(now().at, now().at + 1)}>
                {(question) => (
                  <Quiz
                    question={question}
                    order={buildOrder(question)}
                    context="module-test"
                    attemptId={now().id}
                    onAnswered={(mark) => note(now(), mark)}
                  />
                )}
              </For>
              <Show when={now().marks.length > now().at}>
                <button class="button" type="button" data-weight="first" onClick={() => goOn(now())}>
                  {now().at + 1 < now().questions.length ? 'Next question' : 'See the result'}
                </button>
              </Show>
            </>
          )}
        </Match>
        <Match when={done()}>
          {(result) => (
            <>
              <h3 ref={(element) => (heading = element)} tabIndex={-1}>
                {result().marks.filter((mark) => mark.kind === 'right').length} of {result().questions.length} right
              </h3>
              <Show when={missed(result()).length > 0} fallback={<p>Nothing to repair here. The next lesson waits.</p>}>
                <p>Read again:</p>
                <ul>
                  <For each={missed(result())}>
                    {(concept) => (
                      <li>
                        <Show when={props.concepts[concept]?.lesson} fallback={props.concepts[concept]?.title}>
                          {(path) => <a href={address(path())}>{props.concepts[concept]?.title}</a>}
                        </Show>
                      </li>
                    )}
                  </For>
                </ul>
              </Show>
            </>
          )}
        </Match>
      </Switch>
      <Show when={!running()}>
        <button
          class="button"
          type="button"
          data-weight={done() ? undefined : 'first'}
          disabled={test().phase === 'waiting' || test().phase === 'fetching'}
          onClick={() => void start()}
        >
          {done() ? 'Take another test' : 'Start the test'}
        </button>
      </Show>
    </div>
  )
}
