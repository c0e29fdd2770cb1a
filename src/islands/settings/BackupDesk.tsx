import { createEffect, createSignal, Match, Show, Switch } from 'solid-js'
import { unreachable } from '../../core/result.ts'
import type { Backup, BackupFailure, ImportSummary } from '../../store/progress.ts'
import { noteExport } from '../keeping/export-age.ts'
import { storageTrouble } from '../keeping/words.ts'
import { download } from '../primitives/download.ts'
import { loadProgress, queue } from '../primitives/device.ts'
import { keepParts } from './kept-parts.ts'

type Desk =
  | { readonly phase: 'idle' }
  | { readonly phase: 'reading'; readonly name: string }
  | { readonly phase: 'said'; readonly text: string; readonly isWarning: boolean }
  | { readonly phase: 'previewing'; readonly backup: Backup; readonly name: string; readonly summary: ImportSummary }
  | { readonly phase: 'erasing' }

const counted = (n: number, thing: string, things = `${thing}s`) => `${n} ${n === 1 ? thing : things}`

function refusalOf(failure: BackupFailure): string {
  switch (failure.kind) {
    case 'not-json':
      return 'This is not a backup file: it cannot be read as one at all. Choose the file that “Export” saved; its name begins with aimward.'
    case 'truncated':
      return 'The file is cut short, so part of your work is missing from it. Copy it again from where it is whole.'
    case 'not-a-backup':
      return 'This file was not made by Aimward. Choose the file that “Export” saved; its name begins with aimward.'
    case 'from-a-newer-version':
      return 'This backup was made by a newer release of Aimward than this page. Reload the page to get the newest release, then import again.'
    case 'damaged':
      return 'The file was changed after it was saved: its checksum does not fit. Use another copy.'
    case 'invalid':
      return `Something in the file is not what it should be (${failure.path}: ${failure.what}). Use another copy, or report this.`
    default:
      return unreachable(failure)
  }
}

/** A backup to be looked at, and what to call it. */
export type Incoming = { readonly text: string; readonly name: string }

/** Bytes; years of work come to a few million. */
const largestFile = 100_000_000

/** Export, import with a preview, and erasing, on one desk. A refusal changes nothing. */
export function BackupDesk(props: {
  /** What is stored, in words. */
  readonly kept: string
  /** A backup that came by another way than a file. */
  readonly incoming: Incoming | undefined
}) {
  const [desk, setDesk] = createSignal<Desk>({ phase: 'idle' })
  const say = (text: string) => setDesk({ phase: 'said', text, isWarning: false })
  const warn = (text: string) => setDesk({ phase: 'said', text: `${text} Nothing was changed.`, isWarning: true })

  async function exportFile() {
    await queue.flush()
    const progress = await loadProgress()
    const text = await progress.exportBackup()
    const name = `aimward-${new Date().toISOString().slice(0, 10)}.json`
    download(name, text, 'application/json')
    await noteExport(progress, Date.now())
    say(`Saved as ${name}: ${props.kept}.`)
  }

  async function chooseFile(input: HTMLInputElement) {
    const file = input.files?.[0]
    if (!file) return
    input.value = ''
    if (file.size > largestFile)
      return warn('This file is far larger than any backup of this site. Choose the file that “Export” saved.')
    setDesk({ phase: 'reading', name: file.name })
    try {
      return await preview({ text: await file.text(), name: file.name })
    } catch {
      return warn(
        'The file could not be read: it was moved meanwhile, or is too large for this device. Try again, or use another copy.',
      )
    }
  }

  async function preview({ text, name }: Incoming) {
    const progress = await loadProgress()
    const backup = await progress.parseBackup(text)
    if (!backup.ok) return warn(refusalOf(backup.failure))
    return setDesk({
      phase: 'previewing',
      backup: backup.value,
      name,
      summary: await progress.previewImport(backup.value),
    })
  }
  createEffect(() => {
    const { incoming } = props
    if (incoming) void preview(incoming)
  })

  async function importFile(backup: Backup) {
    const written = await (await loadProgress()).importBackup(backup)
    if (!written.ok) warn(storageTrouble(written.failure))
    else say(`Imported: ${sumOf(written.value)}.`)
  }

  async function erase() {
    const written = await (await loadProgress()).eraseEverything()
    if (!written.ok) return warn(storageTrouble(written.failure))
    const rooms = await (await import('../../store/rooms.ts')).eraseRooms()
    if (!rooms.ok)
      return warn('All is erased but the live rooms of this device: this browser does not give access to them.')
    keepParts([])
    return say('Everything that was stored on this device is erased.')
  }

  const sumOf = ({ adds }: ImportSummary) =>
    [
      counted(adds.attempts, 'attempt'),
      counted(adds.responses, 'response'),
      counted(adds.lessons, 'lesson'),
      counted(adds.annotations, 'note or mark', 'notes and marks'),
      ...(adds.fields > 0 ? [counted(adds.fields, 'workbook field')] : []),
      ...(adds.own > 0 ? [counted(adds.own, 'question or exam of your own', 'questions or exams of your own')] : []),
      counted(adds.settings, 'setting'),
    ].join(', ')
  const previewing = () => {
    const now = desk()
    return now.phase === 'previewing' ? now : undefined
  }
  const reading = () => {
    const now = desk()
    return now.phase === 'reading' ? now.name : undefined
  }
  const said = () => {
    const now = desk()
    return now.phase === 'said' ? now : undefined
  }

  return (
    <div class="backup">
      <p>
        Export to a file before you change device or clear this browser. Importing adds what is missing and overwrites
        nothing, so two devices may be brought together in either direction.
      </p>
      <div class="actions">
        <button class="button" type="button" onClick={() => void exportFile()}>
          Export to a file
        </button>
        <label class="button file">
          Import a file
          <input
            class="visually-hidden"
            type="file"
            accept="application/json,.json"
            onChange={(event) => void chooseFile(event.currentTarget)}
          />
        </label>
        <button class="quiet-button" type="button" onClick={() => setDesk({ phase: 'erasing' })}>
          Erase everything
        </button>
      </div>
      <div role="status">
        <Switch>
          <Match when={previewing()}>
            {(now) => (
              <div class="note">
                <p>
                  <strong>{now().name}</strong> adds {sumOf(now().summary)}; {now().summary.already} of its records are
                  here already; {counted(now().summary.conflicts, 'conflict')}.
                  <Show when={now().summary.conflicts > 0}>
                    {' '}
                    What differs on both sides stays as it is here; keep the file if you want to compare.
                  </Show>
                </p>
                <div class="actions">
                  <button
                    class="button"
                    data-weight="first"
                    type="button"
                    onClick={() => void importFile(now().backup)}
                  >
                    Import
                  </button>
                  <button class="quiet-button" type="button" onClick={() => setDesk({ phase: 'idle' })}>
                    Leave it
                  </button>
                </div>
              </div>
            )}
          </Match>
          <Match when={reading()}>{(name) => <p>Reading {name()} …</p>}</Match>
          <Match when={desk().phase === 'erasing'}>
            <div class="note" data-kind="warning">
              <p>
                This erases lessons, responses, attempts, notes, workbooks, settings, questions of your own and class
                reports of this learner on this device, and the live rooms of this device. Without an exported file they
                cannot be brought back; class reports are in no such file, and are exported where they are.
              </p>
              <div class="actions">
                <button class="button" type="button" onClick={() => void erase()}>
                  Erase everything now
                </button>
                <button class="quiet-button" type="button" onClick={() => setDesk({ phase: 'idle' })}>
                  Keep it
                </button>
              </div>
            </div>
          </Match>
          <Match when={said()}>
            {(now) => (
              <p class="note" data-kind={now().isWarning ? 'warning' : undefined}>
                {now().text}
              </p>
            )}
          </Match>
        </Switch>
      </div>
    </div>
  )
}
