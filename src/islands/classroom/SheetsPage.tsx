import { createMemo, createSignal, For, Match, Show, Switch } from 'solid-js'
import { courseOf, type ClassPlan } from '../../core/class-plan.ts'
import { buildOrder } from '../../core/option-order.ts'
import { keyLetters } from '../../core/paper.ts'
import { keyOptions } from '../../core/marking.ts'
import type { Question } from '../../core/question.ts'
import { Boundary } from '../primitives/Boundary.tsx'
import { whenMounted } from '../primitives/mounted.ts'
import { PaperOptions } from '../paper/PaperOptions.tsx'
import { fetchPlan, fetchQuestions } from './class-data.ts'
import '../paper/paper.css'
import './classroom.css'

type Loaded = { readonly title: string; readonly questions: readonly Question[] }

/** Questions of a module on paper: to be answered with a pen, with or without the key on a sheet of its own. */
export function SheetsPage() {
  const [plan, setPlan] = createSignal<ClassPlan>()
  const [loaded, setLoaded] = createSignal<Loaded>()
  const [hasFailed, setFailed] = createSignal(false)
  const [chosen, setChosen] = createSignal<ReadonlySet<string>>(new Set())
  const [hasKey, setKey] = createSignal(false)
  const fail = () => setFailed(true)

  const modules = () => plan()?.courses.flatMap((course) => course.modules.map((module) => ({ course, module }))) ?? []

  async function begin() {
    setPlan(await fetchPlan())
    await load(0)
  }

  async function load(place: number) {
    const wanted = modules()[place]
    if (!wanted) return
    const { course, module } = wanted
    const questions = await fetchQuestions(course.id, module.slug)
    setLoaded({
      title: `${courseOf(plan() ?? { courses: [], exercises: [] }, { course: course.id })?.title}: ${module.title}`,
      questions,
    })
    // Those that stand in its lessons come first; five make a sheet to begin with.
    setChosen(new Set(questions.slice(0, 5).map(({ id }) => id)))
  }
  whenMounted(() => {
    begin().catch(fail)
  })
  const asked = createMemo(() =>
    (loaded()?.questions ?? [])
      .filter(({ id }) => chosen().has(id))
      .map((question) => ({ question, optionOrder: buildOrder(question) })),
  )
  function toggle(id: string, on: boolean) {
    const others = [...chosen()].filter((one) => one !== id)
    setChosen(new Set(on ? [...others, id] : others))
  }

  return (
    <Boundary>
      <div class="sheets">
        <Switch>
          <Match when={hasFailed()}>
            <p class="note" data-kind="warning" role="alert">
              The questions did not load. Check the connection and reload this page.
            </p>
          </Match>
          <Match when={!loaded()}>
            <p role="status">Fetching the questions …</p>
          </Match>
          <Match when={loaded()}>
            {(now) => (
              <>
                <div class="no-print row">
                  <label>
                    Module
                    <select onChange={(event) => void load(event.currentTarget.selectedIndex).catch(fail)}>
                      <For each={modules()}>
                        {({ course, module }) => (
                          <option>
                            {course.title}: {module.number} {module.title}
                          </option>
                        )}
                      </For>
                    </select>
                  </label>
                  <label class="switch">
                    <span>
                      <input
                        type="checkbox"
                        checked={hasKey()}
                        onChange={(event) => setKey(event.currentTarget.checked)}
                      />{' '}
                      With the key, on a sheet of its own
                    </span>
                  </label>
                  <button
                    class="button"
                    type="button"
                    data-weight="first"
                    disabled={asked().length === 0}
                    onClick={() => print()}
                  >
                    Print {asked().length} {asked().length === 1 ? 'question' : 'questions'}
                  </button>
                </div>
                <details class="pick no-print">
                  <summary>Choose the questions ({now().questions.length})</summary>
                  <For each={now().questions}>
                    {(question) => (
                      <label>
                        <input
                          type="checkbox"
                          checked={chosen().has(question.id)}
                          onChange={(event) => toggle(question.id, event.currentTarget.checked)}
                        />
                        <span>{question.prompt.stem}</span>
                      </label>
                    )}
                  </For>
                </details>
                <div class="paper">
                  <section class="sheet">
                    <header>
                      <h2>{now().title}</h2>
                      <p class="name-free">
                        Mark one letter, unless a question asks for more. Nobody collects this sheet.
                      </p>
                    </header>
                    <ol role="list">
                      <For each={asked()}>
                        {(one, at) => (
                          <li class="asked-on-paper">
                            <span class="number">{at() + 1}</span>
                            <div>
                              <p class="stem">{one.question.prompt.stem}</p>
                              <PaperOptions asked={one} />
                            </div>
                          </li>
                        )}
                      </For>
                    </ol>
                  </section>
                  <Show when={hasKey()}>
                    <section class="sheet key-sheet">
                      <header>
                        <h2>Key: {now().title}</h2>
                      </header>
                      <ol>
                        <For each={asked()}>
                          {(one) => (
                            <li>
                              <strong>{keyLetters(one)}</strong> <small>{one.question.id}</small>{' '}
                              {one.question.rationales
                                .filter(({ option }) => keyOptions(one.question.key).includes(option))
                                .map(({ text }) => text)
                                .join(' ')}
                            </li>
                          )}
                        </For>
                      </ol>
                    </section>
                  </Show>
                </div>
              </>
            )}
          </Match>
        </Switch>
      </div>
    </Boundary>
  )
}
