import { createSignal, For, Match, Show, Switch } from 'solid-js'
import { replay, type ExamPlan } from '../../core/exam.ts'
import { sheetEvents } from '../../core/paper.ts'
import type { Response } from '../../core/question.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { newId } from '../../store/ids.ts'
import { fetchBank, fetched, formByCode, formByMock, readCode, type Shelf } from '../exam/form-finder.ts'
import { paperPath, resultPath } from '../exam/paths.ts'
import { drawOwn, planOf, withCode, type Drawn } from '../exam/plan.ts'
import { settle } from '../exam/settle.ts'
import { notFoundText, refusalText, shortageText, unstartedText } from '../exam/words.ts'
import { address, queried } from '../primitives/address.ts'
import { Boundary } from '../primitives/Boundary.tsx'
import { loadProgress } from '../primitives/device.ts'
import { whenMounted } from '../primitives/mounted.ts'
import type { AnswerEntry } from './AnswerEntry.tsx'
import type { PaperExam } from './PaperExam.tsx'
import { sheetNames, type SheetName } from './sheet-names.ts'

type Page =
  /** The script is not there yet, or the form is being looked for. */
  | { readonly phase: 'looking' }
  | { readonly phase: 'choosing'; readonly why: string | undefined }
  | {
      readonly phase: 'shown'
      readonly plan: ExamPlan
      readonly why: string | undefined
      readonly PaperExam: typeof PaperExam
      readonly AnswerEntry: typeof AnswerEntry
    }

type Found = Result<ExamPlan | undefined, string>

const sheetTexts: Record<SheetName, string> = { questions: 'Questions', answers: 'Answer sheet', key: 'Key' }

export type PaperProps = {
  /** The address of where the forms of every exam come from, `readonly Shelf[]`. */
  readonly shelves: string
  /** The address of what custom exams may be about. */
  readonly choices: string
}

/** Exams on paper: a form to print, and the answers that come back from it. */
export function PaperPage(props: PaperProps) {
  return (
    <Boundary>
      <Paper {...props} />
    </Boundary>
  )
}

function Paper(props: PaperProps) {
  const [page, setPage] = createSignal<Page>({ phase: 'looking' })
  const [shelves, setShelves] = createSignal<readonly Shelf[]>([])
  const [shown, setShown] = createSignal<readonly SheetName[]>(['questions', 'answers'])
  const broken =
    'A part of this page did not load, or the browser’s storage did not answer. Nothing was changed. Reload to try again.'

  /** What the address asks for; undefined where it asks for nothing. */
  async function wanted(): Promise<Found> {
    const all = await fetched<readonly Shelf[]>(props.shelves)
    if (!all) return fail(broken)
    setShelves(all)
    const attempt = queried('attempt')
    const form = queried('form')
    const mock = queried('mock')
    if (attempt !== undefined) {
      const loaded = await (await loadProgress()).loadAttempt(attempt)
      return loaded.ok ? ok(loaded.value.plan) : fail(refusalText(loaded.failure))
    }
    if (form !== undefined) return byCode(form)
    if (queried('course') !== undefined) {
      const { formByCustom } = await import('../exam/custom-form.ts')
      const custom = await formByCustom(location.search, props.choices)
      return custom.ok ? ok(onPaper(custom.value)) : custom
    }
    const shelf = shelfOf(queried('profile'))
    if (mock === undefined || shelf === undefined) return ok(undefined)
    const found = await formByMock(mock, shelf)
    return found.ok ? ok(onPaper(found.value)) : fail(notFoundText(found.failure, shelf.bank.hash))
  }
  const shelfOf = (profileId: string | undefined) => shelves().find(({ profile }) => profile.id === profileId)

  async function byCode(text: string): Promise<Found> {
    const [first] = shelves()
    if (first === undefined) return ok(undefined)
    const read = readCode(text, first.profiles)
    if (!read.ok) return fail(notFoundText(read.failure, first.bank.hash))
    const shelf = shelfOf(read.value.profileId) ?? first
    const found = await formByCode(read.value.code, shelf)
    return found.ok ? ok(onPaper(found.value)) : fail(notFoundText(found.failure, shelf.bank.hash))
  }

  async function draw({ profile, bank }: Shelf) {
    setPage({ phase: 'looking' })
    const [questions, lastSeen] = await Promise.all([
      fetchBank(bank.address),
      loadProgress().then((progress) => progress.lastSeen()),
    ])
    if (!questions) return setPage({ phase: 'choosing', why: notFoundText({ kind: 'unreachable' }, bank.hash) })
    const form = drawOwn({ profile, bank: questions }, lastSeen)
    if (!form.ok) return setPage({ phase: 'choosing', why: shortageText(form.failure) })
    const plan = onPaper(withCode({ profile, form: form.value, bank: questions, bankHash: bank.hash }))
    // So that a reload, and whoever is given the address, has the same form.
    if (plan.code !== undefined) history.replaceState(undefined, '', address(paperPath(plan.code)))
    return show(plan)
  }
  async function show(plan: ExamPlan, why?: string) {
    const [{ PaperExam }, { AnswerEntry }] = await Promise.all([import('./PaperExam.tsx'), import('./AnswerEntry.tsx')])
    setPage({ phase: 'shown', plan, why, PaperExam, AnswerEntry })
  }
  const stop = (error: unknown) => {
    globalThis.reportError?.(error)
    setPage({ phase: 'choosing', why: broken })
  }

  async function score(plan: ExamPlan, responses: readonly Response[], minutes: number) {
    const sat: ExamPlan = {
      ...plan,
      attemptId: newId(),
      mode: 'exam',
      limitMs: undefined,
      medium: 'paper',
      title: plan.medium === 'paper' ? plan.title : `${plan.title}, on paper`,
    }
    const endedAt = Date.now()
    const events = sheetEvents(sat, responses, { startedAt: endedAt - minutes * 60_000, endedAt })
    const exam = replay(sat, events)
    if (exam.phase !== 'finished') throw new Error('A sheet that was read is a finished exam.')
    const progress = await loadProgress()
    const created = await progress.createAttempt(sat)
    if (!created.ok) return show(plan, unstartedText(created.failure))
    const written = await progress.append(sat.attemptId, ...events)
    if (!written.ok) return show(plan, unstartedText(written.failure))
    await settle(progress, { exam, events })
    return location.assign(address(resultPath(sat.attemptId)))
  }

  whenMounted(() => {
    wanted()
      .then((found) => {
        if (found.ok && found.value) return show(found.value)
        setPage({ phase: 'choosing', why: found.ok ? undefined : found.failure })
        return undefined
      })
      .catch(stop)
  })

  const inPhase = <Phase extends Page['phase']>(phase: Phase) => {
    const now = page()
    return isIn(now, phase) ? now : undefined
  }

  return (
    <div class="paper-page">
      <Switch fallback={<p role="status">Looking for the form…</p>}>
        <Match when={inPhase('choosing')}>
          {(now) => (
            <>
              <p role="alert">{now().why}</p>
              <section>
                <h2>Draw a form</h2>
                <ul role="list" class="choices">
                  <For each={shelves()}>
                    {(shelf) => (
                      <li>
                        <button class="button" type="button" onClick={() => void draw(shelf).catch(stop)}>
                          {shelf.profile.title}
                        </button>
                      </li>
                    )}
                  </For>
                </ul>
              </section>
              <section>
                <h2>Print the form of a code</h2>
                <form class="code" method="get" action={address('exams/paper/')}>
                  <label>
                    Form code <input type="text" name="form" autocomplete="off" autocapitalize="characters" required />
                  </label>
                  <button class="button" type="submit">
                    Show this form
                  </button>
                </form>
              </section>
            </>
          )}
        </Match>
        <Match when={inPhase('shown')}>
          {(now) => (
            <>
              <section class="no-print">
                <h2>{now().plan.code === undefined ? now().plan.title : `Form ${now().plan.code}`}</h2>
                <p role="alert">{now().why}</p>
                <fieldset>
                  <legend>Sheets</legend>
                  <div class="choices">
                    <For each={sheetNames}>
                      {(sheet) => (
                        <label>
                          <input
                            type="checkbox"
                            checked={shown().includes(sheet)}
                            onChange={(event) =>
                              setShown(
                                sheetNames.filter((one) =>
                                  one === sheet ? event.currentTarget.checked : shown().includes(one),
                                ),
                              )
                            }
                          />
                          {sheetTexts[sheet]}
                        </label>
                      )}
                    </For>
                  </div>
                </fieldset>
                <div class="actions">
                  <button
                    class="button"
                    type="button"
                    data-weight="first"
                    disabled={shown().length === 0}
                    onClick={() => print()}
                  >
                    Print these sheets
                  </button>
                </div>
                <details>
                  <summary>Type in answers from paper</summary>
                  <Show when={now().AnswerEntry} keyed>
                    {(AnswerEntry) => (
                      <AnswerEntry
                        plan={now().plan}
                        onScore={(responses, minutes) => void score(now().plan, responses, minutes).catch(stop)}
                      />
                    )}
                  </Show>
                </details>
              </section>
              <Show when={shown().length > 0} fallback={<p class="no-print">Choose a sheet.</p>}>
                <Show when={now().PaperExam} keyed>
                  {(PaperExam) => <PaperExam plan={now().plan} shown={shown()} />}
                </Show>
              </Show>
            </>
          )}
        </Match>
      </Switch>
    </div>
  )
}

/** A form as the plan of an exam that runs on paper: no clock of ours. */
const onPaper = (drawn: Drawn): ExamPlan => planOf(drawn, { mode: 'exam', minutes: undefined })

const isIn = <Phase extends Page['phase']>(page: Page, phase: Phase): page is Extract<Page, { phase: Phase }> =>
  page.phase === phase
