import { createSignal, Match, Show, Switch, type Component } from 'solid-js'
import { askToKeepOnce } from '../keeping/ask-once.ts'
import { address, queried } from '../primitives/address.ts'
import { Boundary } from '../primitives/Boundary.tsx'
import { loadProgress } from '../primitives/device.ts'
import { whenMounted } from '../primitives/mounted.ts'
import { attemptPath } from './paths.ts'
import { Result, type ResultProps } from './Result.tsx'
import { examAt, seenBefore, settle } from './settle.ts'
import { refusalText, unrecordedText } from './words.ts'
import './result.css'

type Page =
  | { readonly phase: 'opening' }
  | { readonly phase: 'refused'; readonly why: string }
  | { readonly phase: 'running'; readonly attemptId: string }
  | { readonly phase: 'shown'; readonly given: Omit<ResultProps, 'signposts'>; readonly trouble: string | undefined }

/** The result of the attempt the address names. */
export function ResultPage(props: { readonly signposts: string }) {
  return (
    <Boundary>
      <Pages signposts={props.signposts} />
    </Boundary>
  )
}

function Pages(props: { readonly signposts: string }) {
  const [page, setPage] = createSignal<Page>({ phase: 'opening' })
  const [isPromised, setPromised] = createSignal<boolean>()
  const [takeHome, setTakeHome] = createSignal<{ readonly Part: Component }>()

  async function open(): Promise<Page> {
    const attemptId = queried('id')
    if (attemptId === undefined) return { phase: 'refused', why: refusalText({ kind: 'no-id' }) }
    const progress = await loadProgress()
    const loaded = await progress.loadAttempt(attemptId)
    if (!loaded.ok) return { phase: 'refused', why: refusalText(loaded.failure) }
    const { events } = loaded.value
    const exam = examAt(loaded.value, Math.max(Date.now(), ...events.map(({ at }) => at)))
    if (exam.phase !== 'finished') return { phase: 'running', attemptId }
    // Again, in case the tab of the exam died before it was done.
    const settled = await settle(progress, { exam, events })
    const seenIds = await seenBefore(progress, exam)
    const given = { exam, events, seenIds, isOnlyHere: false }
    // Now there is something to lose.
    if (settled.ok) void askToKeepOnce(progress).then(setPromised)
    // Plain http is a trainer's computer, which goes home with the trainer.
    if (globalThis.isSecureContext === false)
      void import('../class-report/TakeHome.tsx').then(
        ({ TakeHome }) => setTakeHome({ Part: TakeHome }),
        () => {},
      )
    return { phase: 'shown', given, trouble: settled.ok ? undefined : unrecordedText }
  }

  whenMounted(() => {
    open().then(setPage, (error: unknown) => {
      globalThis.reportError?.(error)
      setPage({
        phase: 'refused',
        why: 'The result could not be read: a part of this page did not load, or the browser’s storage did not answer. Nothing is lost. Reload to try again.',
      })
    })
  })

  const inPhase = <Phase extends Page['phase']>(phase: Phase) => {
    const now = page()
    return isIn(now, phase) ? now : undefined
  }

  return (
    <Switch fallback={<p role="status">Reading the result…</p>}>
      <Match when={inPhase('refused')}>
        {(now) => (
          <div class="result">
            <h1>No result to show</h1>
            <p>{now().why}</p>
            <div class="actions">
              <a class="button" href={address('exams/')}>
                To the list of exams
              </a>
            </div>
          </div>
        )}
      </Match>
      <Match when={inPhase('running')}>
        {(now) => (
          <div class="result">
            <h1>This exam is not finished</h1>
            <p>There is no result before it is handed in or its time is up.</p>
            <div class="actions">
              <a class="button" data-weight="first" href={address(attemptPath(now().attemptId))}>
                Resume
              </a>
            </div>
          </div>
        )}
      </Match>
      <Match when={inPhase('shown')}>
        {(now) => (
          <>
            {now().trouble && (
              <p class="note" data-kind="warning">
                {now().trouble}
              </p>
            )}
            <Result {...now().given} signposts={props.signposts} />
            <Show when={takeHome()} keyed>
              {({ Part }) => <Part />}
            </Show>
            <Show when={isPromised() !== undefined}>
              <p class="note no-print">
                {isPromised()
                  ? 'This result is kept on this device, and the browser has promised not to clear it away.'
                  : 'This result is kept on this device, but the browser does not promise to keep it: short of room, it may clear it away. Export it to a file now and then.'}{' '}
                <a href={address('settings/')}>Your data</a>
              </p>
            </Show>
          </>
        )}
      </Match>
    </Switch>
  )
}

const isIn = <Phase extends Page['phase']>(page: Page, phase: Phase): page is Extract<Page, { phase: Phase }> =>
  page.phase === phase
