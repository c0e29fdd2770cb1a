import { createMemo, createSignal, Show } from 'solid-js'
import { isHanded } from '../../core/handed.ts'
import { classReport } from '../../core/class-report.ts'
import { expectedOf, openToken, type ResultToken } from '../../core/result-token.ts'
import { plural } from '../exam/clock.ts'
import type { Signposts } from '../exam/signposts.ts'
import { storageTrouble } from '../keeping/words.ts'
import { createFocusTarget } from '../primitives/createFocusTarget.ts'
import { loadProgress } from '../primitives/device.ts'
import { download } from '../primitives/download.ts'
import { whenMounted } from '../primitives/mounted.ts'
import type { StoredClass, StoredResult } from '../../store/progress.ts'
import { reportFile, reportTable } from './exports.ts'
import { FormCard } from './FormCard.tsx'
import { Intake } from './Intake.tsx'
import { ReportView } from './ReportView.tsx'
import { counted, dayText, words } from './words.ts'

type Sheet = 'form' | 'report'

/** One class: its form to give out, its results as they come in, and what they say. */
export function ClassPage(props: {
  readonly given: StoredClass
  readonly signposts: Signposts
  readonly onBack: () => void
}) {
  const [results, setResults] = createSignal<readonly StoredResult[]>([])
  const [sheet, setSheet] = createSignal<Sheet>('report')
  const [isDeleting, setDeleting] = createSignal(false)
  const [why, setWhy] = createSignal('')
  const heading = createFocusTarget<HTMLHeadingElement>()
  const form = () => props.given.form
  const isOwn = () => isHanded(form())
  const title = () => `${form().title}${form().code === undefined ? '' : `, form ${form().code}`}`

  whenMounted(() => {
    heading.focus()
    let stop = () => {}
    const { id } = props.given
    loadProgress().then(
      (progress) => (stop = progress.watchResults(id, setResults)),
      () => setWhy(words.broken),
    )
    return () => stop()
  })

  const tokens = createMemo((): readonly ResultToken[] => {
    const expected = expectedOf(form())
    return results().flatMap(({ token }) => {
      const opened = openToken(token, expected)
      return opened.ok ? [opened.value] : []
    })
  })
  const report = createMemo(() => classReport(form(), tokens()))
  const whole = () => {
    const now = report()
    return now.kind === 'whole' ? now : undefined
  }
  /** Results of one device beyond its first: the same person again, or a device that several people used. */
  const again = () => tokens().length - new Set(tokens().map(({ pid }) => pid)).size

  async function change(changes: { readonly deleteAt?: number; readonly asksNames?: boolean }) {
    const changed = await (await loadProgress()).changeClass(props.given.id, changes)
    setWhy(changed.ok ? '' : storageTrouble(changed.failure))
  }
  async function remove() {
    const removed = await (await loadProgress()).removeClass(props.given.id)
    if (removed.ok) props.onBack()
    else setWhy(storageTrouble(removed.failure))
  }
  const attempt = (work: Promise<unknown>) => void work.catch(() => setWhy(words.broken))

  function printSheet(wanted: Sheet) {
    setSheet(wanted)
    // Whoever looks at the preview must find the sheet they asked for.
    requestAnimationFrame(() => print())
  }
  const fileName = (ending: string) =>
    `aimward-class-${
      form().code ??
      form()
        .title.toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
    }.${ending}`
  async function saveForm() {
    const { handedFile } = await import('../../store/handed-form.ts')
    download(`aimward-form-${form().code}.json`, await handedFile(form()), 'application/json')
  }
  const dateOf = (at: number) => new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 10)

  return (
    <article class="class-page" data-sheet={sheet()}>
      <p class="no-print">
        <button class="linked" type="button" onClick={() => props.onBack()}>
          All class forms
        </button>
      </p>
      <h2 ref={heading.ref} tabIndex={-1}>
        {title()}
      </h2>
      <section class="give-out">
        <h3 class="no-print">Give it out</h3>
        <p>
          {plural(form().questions.length, 'question')}, {plural(Math.round(form().standardMs / 60_000), 'minute')},{' '}
          {form().passPercent} % to pass. {isOwn() ? words.ownOpen : words.open}; at the end open “Give this to your
          trainer” on the result page.
        </p>
        <Show when={form().again}>
          {(path) => <FormCard code={form().code} path={path()} label={title()} withCopy />}
        </Show>
        <Show when={isOwn()}>
          <p class="note">{words.ownTravels}</p>
        </Show>
        <p class="quiet">{isOwn() ? words.ownPractice : words.practice}</p>
        <div class="actions no-print">
          <Show when={isOwn()}>
            <button class="button" type="button" data-weight="first" onClick={() => attempt(saveForm())}>
              Save the file for participants
            </button>
          </Show>
          <button class="button" type="button" onClick={() => printSheet('form')}>
            Print this sheet
          </button>
        </div>
      </section>

      <section class="no-print">
        <h3>Take results in</h3>
        <Intake classId={props.given.id} form={form()} kept={results()} />
      </section>

      <section class="report">
        <h3>Report</h3>
        <p class="print-only">
          {title()}, {dayText(props.given.createdAt)}
        </p>
        <ReportView form={form()} report={report()} signposts={props.signposts} asksNames={props.given.asksNames} />
        <Show when={again() > 0}>
          <p class="quiet">
            {counted(again(), 'result comes', 'results come')} from a device that had given one before: the same person
            again, or a device that several people used. All are counted.
          </p>
        </Show>
        <div class="actions no-print">
          <button class="button" type="button" disabled={!whole()} onClick={() => printSheet('report')}>
            Print the report
          </button>
          <button
            class="button"
            type="button"
            disabled={!whole()}
            onClick={() => {
              const now = whole()
              if (now) download(fileName('csv'), reportTable(now), 'text/csv;charset=utf-8')
            }}
          >
            Export as a table
          </button>
          <button
            class="button"
            type="button"
            disabled={results().length === 0}
            onClick={() =>
              download(
                fileName('json'),
                reportFile(form(), { tokens: results().map(({ token }) => token), report: report() }),
                'application/json',
              )
            }
          >
            Export
          </button>
        </div>
      </section>

      <section class="keeping no-print">
        <h3>How long it is kept</h3>
        <p>
          On this device alone, in no backup, until <strong>{dayText(props.given.deleteAt)}</strong>. Then it is deleted
          for good, the next time this site is opened here.
        </p>
        <label>
          Delete on{' '}
          <input
            type="date"
            required
            min={dateOf(Date.now())}
            value={dateOf(props.given.deleteAt)}
            onChange={(event) => {
              const at = new Date(`${event.currentTarget.value}T00:00`).getTime()
              if (Number.isFinite(at) && at > Date.now()) attempt(change({ deleteAt: at }))
              else setWhy('Choose a day after today. To delete it at once, press the button below.')
            }}
          />
        </label>
        <label class="check">
          <input
            type="checkbox"
            checked={props.given.asksNames}
            onChange={(event) => attempt(change({ asksNames: event.currentTarget.checked }))}
          />
          <span>{words.names}</span>
        </label>
        <p class="quiet">{words.namesWhy} If you stop asking, names that were kept are thrown away.</p>
        <Show
          when={isDeleting()}
          fallback={
            <button class="quiet-button" type="button" onClick={() => setDeleting(true)}>
              Delete this class now
            </button>
          }
        >
          <div class="note" data-kind="warning">
            <p>
              The form and its {counted(results().length, 'result')} are deleted for good. There is no other copy here.
            </p>
            <div class="actions">
              <button class="button" type="button" onClick={() => attempt(remove())}>
                Delete it now
              </button>
              <button class="quiet-button" type="button" onClick={() => setDeleting(false)}>
                Keep it
              </button>
            </div>
          </div>
        </Show>
        <p role="alert">{why()}</p>
      </section>
    </article>
  )
}
