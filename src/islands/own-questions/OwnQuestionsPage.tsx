import { createMemo, createSignal, For, Match, Show, Switch } from 'solid-js'
import type { OwnExam } from '../../core/own-exam.ts'
import type { Question, QuestionId } from '../../core/question.ts'
import { fetched, type Shelf } from '../exam/form-finder.ts'
import { attemptPath } from '../exam/paths.ts'
import { noSignposts, type Signposts } from '../exam/signposts.ts'
import { unstartedText } from '../exam/words.ts'
import { memoryText, storageTrouble } from '../keeping/words.ts'
import { address } from '../primitives/address.ts'
import { Boundary } from '../primitives/Boundary.tsx'
import { createFetched } from '../primitives/createFetched.ts'
import { loadProgress } from '../primitives/device.ts'
import { whenMounted } from '../primitives/mounted.ts'
import type { Json, Keeping, OwnChanges, OwnWork } from '../../store/progress.ts'
import type * as Author from './author.ts'
import { draftOf, stemIn, typeIn } from './draft.ts'
import { ownText } from '../class-report/words.ts'
import { ExamForm } from './ExamForm.tsx'
import { FileDesk } from './FileDesk.tsx'
import { bankQuestions, planOfOwn } from './own-work.ts'
import type { QuestionForm } from './QuestionForm.tsx'
import { counted, typeWords, words } from './words.ts'
import './own-questions.css'

type Desk =
  | { readonly phase: 'list' }
  /** Without an id, a new one. */
  | { readonly phase: 'question'; readonly id: string | undefined }
  | { readonly phase: 'exam'; readonly id: string | undefined }

export type OwnProps = {
  /** The address of where the forms of every exam come from, `readonly Shelf[]`. */
  readonly shelves: string
  /** The address of where lessons are. */
  readonly signposts: string
}

/** A trainer's own questions and exams. */
export function OwnQuestionsPage(props: OwnProps) {
  return (
    <Boundary>
      <Pages {...props} />
    </Boundary>
  )
}

function Pages(props: OwnProps) {
  const [work, setWork] = createSignal<OwnWork>()
  const [author, setAuthor] = createSignal<{ readonly rules: typeof Author; readonly Form: typeof QuestionForm }>()
  const [shelves, setShelves] = createSignal<readonly Shelf[]>([])
  const [bank, setBank] = createSignal<ReadonlyMap<QuestionId, Question>>()
  const [keeping, setKeeping] = createSignal<Keeping>({ keeps: 'device' })
  const [desk, setDesk] = createSignal<Desk>({ phase: 'list' })
  const [deleting, setDeleting] = createSignal<string>()
  const [why, setWhy] = createSignal('')
  const signposts = createFetched<Signposts>(() => props.signposts, noSignposts)

  whenMounted(() => {
    let stop = () => {}
    const start = async () => {
      const progress = await loadProgress()
      setKeeping(await progress.ready)
      stop = progress.watchOwn(setWork)
    }
    const fetchAll = async () => {
      const all = await fetched<readonly Shelf[]>(props.shelves)
      setShelves(all ?? [])
      setBank(await bankQuestions(all ?? []))
    }
    start().catch(() => setWhy(words.broken))
    Promise.all([import('./author.ts'), import('./QuestionForm.tsx')]).then(
      ([rules, { QuestionForm: Form }]) => setAuthor({ rules, Form }),
      () => setWhy(words.rulesFailed),
    )
    void fetchAll().catch(() => {})
    return () => stop()
  })

  const sound = createMemo((): ReadonlyMap<QuestionId, Question> => {
    const [rules, now] = [author()?.rules, work()]
    return rules && now ? rules.soundQuestions(now) : new Map()
  })
  const faultsOf = (fields: Json) =>
    author()
      ?.rules.checkFields(fields)
      .advice.filter(({ severity }) => severity === 'error').length ?? 0

  /** Why it was not kept; undefined where it was. */
  async function keep(changes: OwnChanges): Promise<string | undefined> {
    const kept = await (await loadProgress()).keepOwn(changes)
    return kept.ok ? undefined : storageTrouble(kept.failure)
  }
  async function remove(changes: OwnChanges) {
    setDeleting(undefined)
    setWhy((await keep(changes)) ?? '')
  }

  async function sit(id: string, exam: OwnExam, now: OwnWork) {
    const plan = await planOfOwn({ id, exam }, { work: now, shelves: shelves() })
    if (!plan.ok) return setWhy(ownText(plan.failure))
    const created = await (await loadProgress()).createAttempt(plan.value)
    if (!created.ok) return setWhy(unstartedText(created.failure))
    return location.assign(address(attemptPath(plan.value.attemptId)))
  }
  const bankIds = async () => new Set((bank() ?? (await bankQuestions(shelves())))?.keys())
  async function keepQuestion(id: string, fields: Json): Promise<string | undefined> {
    const refused = await keep({ questions: new Map([[id, fields]]) })
    // From now on it is this one that is written.
    if (refused === undefined) setDesk({ phase: 'question', id })
    return refused
  }
  const attempt = (doing: Promise<unknown>) => void doing.catch(() => setWhy(words.broken))

  const toList = () => {
    setDesk({ phase: 'list' })
    setWhy('')
  }
  // Apart from the phase: what follows them must not ask a screen that is gone.
  const openId = () => {
    const now = desk()
    return now.phase === 'list' ? undefined : now.id
  }
  const openFields = () => work()?.questions.get(openId() ?? '')
  const inMemory = () => {
    const now = keeping()
    return now.keeps === 'memory' ? memoryText(now.reason) : undefined
  }
  const both = () => {
    const [parts, now] = [author(), work()]
    return parts && now ? { ...parts, now } : undefined
  }

  return (
    <div class="own-questions">
      <Show when={inMemory()}>
        {(text) => (
          <p class="note" data-kind="warning">
            {text()}
          </p>
        )}
      </Show>
      <p role="alert">{why()}</p>
      <Show when={both()} fallback={<p role="status">{why() ? '' : work() ? words.rulesComing : words.opening}</p>}>
        {(here) => (
          <Switch>
            <Match when={desk().phase === 'list'}>
              <section>
                <h2>Your questions</h2>
                <Show when={here().now.questions.size > 0} fallback={<p>{words.noQuestions}</p>}>
                  <ul role="list" class="own-list">
                    <For each={[...here().now.questions]}>
                      {([id, fields]) => (
                        <li>
                          <button class="linked" type="button" onClick={() => setDesk({ phase: 'question', id })}>
                            {stemIn(fields) || 'A question without a stem'}
                          </button>
                          <p class="quiet">
                            {typeName(fields)} ·{' '}
                            {faultsOf(fields) === 0 ? words.finished : `${faultsOf(fields)} ${words.mend}`} · {id}
                          </p>
                          <Deleting
                            isAsked={deleting() === id}
                            onAsk={() => setDeleting(id)}
                            onKeep={() => setDeleting(undefined)}
                            onDelete={() => attempt(remove({ questions: new Map([[id, undefined]]) }))}
                          />
                        </li>
                      )}
                    </For>
                  </ul>
                </Show>
                <div class="actions">
                  <button
                    class="button"
                    type="button"
                    data-weight="first"
                    onClick={() => setDesk({ phase: 'question', id: undefined })}
                  >
                    Write a question
                  </button>
                </div>
              </section>
              <section>
                <h2>Your exams</h2>
                <Show when={here().now.exams.size > 0} fallback={<p>{words.noExams}</p>}>
                  <ul role="list" class="own-list">
                    <For each={[...here().now.exams]}>
                      {([id, exam]) => (
                        <li>
                          <button class="linked" type="button" onClick={() => setDesk({ phase: 'exam', id })}>
                            {exam.title}
                          </button>
                          <p class="quiet">
                            {counted(exam.questions.length, 'question')}, {counted(exam.minutes, 'minute')},{' '}
                            {exam.passPercent} % to pass
                          </p>
                          <div class="actions">
                            <button class="button" type="button" onClick={() => attempt(sit(id, exam, here().now))}>
                              Sit this exam<span class="visually-hidden">: {exam.title}</span>
                            </button>
                            <Deleting
                              isAsked={deleting() === id}
                              onAsk={() => setDeleting(id)}
                              onKeep={() => setDeleting(undefined)}
                              onDelete={() => attempt(remove({ exams: new Map([[id, undefined]]) }))}
                            />
                          </div>
                        </li>
                      )}
                    </For>
                  </ul>
                </Show>
                <div class="actions">
                  <button
                    class="button"
                    type="button"
                    disabled={sound().size === 0 && bank() === undefined}
                    onClick={() => setDesk({ phase: 'exam', id: undefined })}
                  >
                    Put an exam together
                  </button>
                </div>
                <p class="quiet">
                  A class sits one by <a href={address('classroom/report/')}>Class forms and reports</a>: {words.given}
                </p>
              </section>
              <FileDesk work={here().now} author={here().rules} bankIds={bankIds} onImport={keep} />
            </Match>
            <Match when={desk().phase === 'question'}>
              <Show
                when={canWrite(openFields())}
                fallback={
                  <section>
                    <h2>A question of yours</h2>
                    <p>{words.unknown}</p>
                    <button class="button" type="button" onClick={toList}>
                      Back to the list
                    </button>
                  </section>
                }
              >
                <Show when={author()} keyed>
                  {({ Form, rules }) => (
                    <Form
                      fields={openFields()}
                      check={rules.checkFields}
                      concepts={signposts().concepts}
                      onKeep={keepQuestion}
                      onClose={toList}
                    />
                  )}
                </Show>
              </Show>
            </Match>
            <Match when={desk().phase === 'exam'}>
              <ExamForm
                kept={keptExam(here().now, openId())}
                own={sound()}
                bank={bank()}
                onKeep={(id, exam) => keep({ exams: new Map([[id, exam]]) })}
                onClose={toList}
              />
            </Match>
          </Switch>
        )}
      </Show>
    </div>
  )
}

/** Asks once more before something goes. */
function Deleting(props: {
  readonly isAsked: boolean
  readonly onAsk: () => void
  readonly onKeep: () => void
  readonly onDelete: () => void
}) {
  return (
    <Show
      when={props.isAsked}
      fallback={
        <button class="quiet-button" type="button" onClick={() => props.onAsk()}>
          Delete
        </button>
      }
    >
      <span class="actions">
        <button class="button" type="button" onClick={() => props.onDelete()}>
          Delete it now
        </button>
        <button class="quiet-button" type="button" onClick={() => props.onKeep()}>
          Keep it
        </button>
      </span>
    </Show>
  )
}

/** What is done with a question, as far as it is one. */
function typeName(fields: Json): string {
  const type = typeIn(fields)
  return type === undefined ? '' : typeWords[type]
}

/** New ones, and those of the kinds that the form knows. */
const canWrite = (fields: Json | undefined): boolean => fields === undefined || draftOf(fields) !== undefined

function keptExam(work: OwnWork, id: string | undefined) {
  const exam = id === undefined ? undefined : work.exams.get(id)
  return id === undefined || exam === undefined ? undefined : { id, exam }
}
