import { createEffect, createMemo, createSignal, For, Show } from 'solid-js'
import type { Annotated } from '../../store/progress.ts'
import { createKept, type Kept } from '../keeping/createKept.ts'
import { exportAge, type ExportAge } from '../keeping/export-age.ts'
import { KeepingNotes } from '../keeping/KeepingNotes.tsx'
import { blockedText } from '../keeping/words.ts'
import { Boundary } from '../primitives/Boundary.tsx'
import { realResults } from '../progress/real-results.ts'
import { BackupDesk, type Incoming } from './BackupDesk.tsx'
import { ComfortPart } from './ComfortPart.tsx'
import { LearnersPart } from './LearnersPart.tsx'
import { Transfer } from './Transfer.tsx'
import './settings.css'

/** How the site behaves on this device, and all it keeps here. */
export function SettingsPage() {
  return (
    <Boundary>
      <div class="settings-page">
        <ComfortPart />
        <DataPart />
        <LearnersPart />
      </div>
    </Boundary>
  )
}

const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' })
const counted = (n: number, thing: string, things = `${thing}s`) => `${n} ${n === 1 ? thing : things}`
const size = (bytes: number) =>
  bytes < 1_000_000
    ? `${Math.max(1, Math.round(bytes / 1000))} kB`
    : bytes < 1_000_000_000
      ? `${(bytes / 1_000_000).toFixed(1)} MB`
      : `${Math.round(bytes / 1_000_000_000)} GB`

function DataPart() {
  const state = createKept()
  const [incoming, setIncoming] = createSignal<Incoming>()
  const kept = () => {
    const now = state()
    return now.kind === 'there' ? now.kept : undefined
  }

  return (
    <section class="data" aria-labelledby="data-title">
      <h2 id="data-title">Your data</h2>
      <Show when={state().kind === 'failed'}>
        <p class="note" data-kind="warning" role="alert">
          What is stored could not be read: a part of this page did not load. Check the connection and reload; nothing
          is lost.
        </p>
      </Show>
      <Show when={state().kind === 'blocked'}>
        <p class="note" data-kind="warning" role="alert">
          {blockedText}
        </p>
      </Show>
      <Show when={kept()}>
        {(now) => (
          <>
            <KeepingNotes kept={now()} />
            <Stored kept={now()} />
            <BackupDesk kept={keptText(now())} incoming={incoming()} />
            <Transfer onWhole={setIncoming} />
          </>
        )}
      </Show>
    </section>
  )
}

type Room = {
  readonly usedBytes: number | undefined
  readonly quotaBytes: number | undefined
  readonly isPersistent: boolean
}

/** What is stored, how much room it takes, and whether the browser has promised to keep it. */
function Stored(props: { readonly kept: Kept }) {
  const [room, setRoom] = createSignal<Room>()
  const [answer, setAnswer] = createSignal('')
  const age = createMemo(() => exportAge(props.kept.settings, props.kept.responses, Date.now()))

  async function measure({ progress }: Kept) {
    const used = await progress.usage()
    const isPersistent = await progress.isPersistent()
    setRoom({ usedBytes: used?.usedBytes, quotaBytes: used?.quotaBytes, isPersistent })
  }
  createEffect(() => void measure(props.kept).catch(() => {}))

  async function askToKeep() {
    const isKept = await props.kept.progress.askPersistence()
    setAnswer(
      isKept
        ? 'The browser has promised to keep it until you delete it.'
        : 'The browser promises nothing yet. It often does once you use the site regularly or install it. Export now and then.',
    )
    await measure(props.kept)
  }

  return (
    <>
      <dl>
        <div>
          <dt>Stored here</dt>
          <dd>
            {keptText(props.kept)}
            <details>
              <summary>Each kind</summary>
              <ul>
                <For each={kindsOf(props.kept)}>
                  {([kind, count]) => (
                    <li>
                      {kind}: {count}
                    </li>
                  )}
                </For>
              </ul>
            </details>
          </dd>
        </div>
        <Show when={room()?.usedBytes}>
          {(bytes) => (
            <div>
              <dt>Room it takes</dt>
              <dd>
                about {size(bytes())}, pages kept for offline use included
                <Show when={room()?.quotaBytes}>{(quota) => <>; the browser allows about {size(quota())}</>}</Show>
              </dd>
            </div>
          )}
        </Show>
        <div>
          <dt>Kept for good</dt>
          <dd>
            {room()?.isPersistent
              ? 'Yes: the browser deletes it only when you do.'
              : 'Not promised: a browser short of room may delete it.'}{' '}
            <Show when={room()?.isPersistent === false && props.kept.keeping.keeps === 'device'}>
              <button class="quiet-button" type="button" onClick={() => void askToKeep()}>
                Ask the browser to keep it
              </button>
            </Show>
            <output>{answer()}</output>
          </dd>
        </div>
        <div>
          <dt>Last export</dt>
          <dd>
            {exportText(age())}
            <Show when={age().isDue}>
              <strong> It is time to export again.</strong>
            </Show>
          </dd>
        </div>
      </dl>
      <p class="quiet">
        Safari deletes what a site has stored after seven days of use without a visit to it. On an iPhone or iPad, add
        Aimward to the home screen (Share, then “Add to Home Screen”): there it is kept. In any browser, an exported
        file is the only copy that nobody can clear away.
      </p>
    </>
  )
}

const keptText = ({ attempts, responses, lessons, annotations, fields }: Kept) =>
  [
    counted(lessons.studied.size, 'studied lesson'),
    counted(responses.length, 'response'),
    counted(attempts.length, 'attempt'),
    ...(annotations.length > 0 ? [counted(annotations.length, 'note or mark', 'notes and marks')] : []),
    ...(fields > 0 ? [counted(fields, 'workbook field')] : []),
  ].join(', ')

function kindsOf({
  attempts,
  responses,
  lessons,
  annotations,
  forecasts,
  settings,
  fields,
}: Kept): readonly (readonly [string, number])[] {
  const finished = attempts.filter(({ summary }) => summary).length
  const results = realResults(settings).length
  const annotated = (kind: Annotated['annotation']['kind']) =>
    annotations.filter(({ annotation }) => annotation.kind === kind).length
  return [
    ['Lessons opened', lessons.visits.size],
    ['Lessons studied', lessons.studied.size],
    ['Responses to questions', responses.length],
    ['Exams handed in', finished],
    ['Exams not handed in', attempts.length - finished],
    ['Forecasts of exams', forecasts.length],
    ['Results of real exams', results],
    ['Notes', annotated('note')],
    ['Bookmarks', annotated('bookmark')],
    ['Highlights', annotated('highlight')],
    ['Flagged questions', annotated('flag')],
    ['Answers called too easy', annotated('easy')],
    ['Reasons for a miss', annotated('reason')],
    ['Wordings of one’s own', annotated('wording')],
    ['Fields of workbooks', fields],
    ['Aims and settings', settings.size - results],
  ]
}

const exportText = ({ exportedAt, unexported }: ExportAge) =>
  exportedAt === undefined
    ? unexported === 0
      ? 'Nothing to export yet.'
      : 'Never.'
    : `${date.format(exportedAt)}; ${counted(unexported, 'response')} since.`
