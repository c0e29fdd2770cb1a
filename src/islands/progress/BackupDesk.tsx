import { createSignal, Match, Switch } from 'solid-js'
import { unreachable } from '../../core/result.ts'
import type { Backup, BackupFailure, ImportSummary, StorageFailure } from '../../store/progress.ts'
import { loadProgress, queue } from '../primitives/device.ts'

type Desk =
  | { readonly phase: 'idle' }
  | { readonly phase: 'said'; readonly text: string; readonly isWarning: boolean }
  | { readonly phase: 'previewing'; readonly backup: Backup; readonly name: string; readonly summary: ImportSummary }
  | { readonly phase: 'erasing' }

const counted = (n: number, thing: string) => `${n} ${thing}${n === 1 ? '' : 's'}`

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

function trouble(failure: StorageFailure): string {
  switch (failure.kind) {
    case 'full':
      return 'The browser has no room left for this site. Free some space, then try again.'
    case 'newer-version':
      return 'A newer release of Aimward is open in another tab. Reload this page first.'
    case 'blocked':
    case 'unknown-attempt':
      return 'The browser refused to store anything. Leave the private window or allow storage for this site, then try again.'
    default:
      return unreachable(failure)
  }
}

/** Export, import with a preview, and erasing, on one desk. A refusal changes nothing. */
export function BackupDesk(props: { readonly kept: string }) {
  const [desk, setDesk] = createSignal<Desk>({ phase: 'idle' })
  const say = (text: string) => setDesk({ phase: 'said', text, isWarning: false })
  const warn = (text: string) => setDesk({ phase: 'said', text: `${text} Nothing was changed.`, isWarning: true })

  async function exportFile() {
    await queue.flush()
    const text = await (await loadProgress()).exportBackup()
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
    link.download = `aimward-${new Date().toISOString().slice(0, 10)}.json`
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
    say(`Saved as ${link.download}: ${props.kept}.`)
  }

  async function chooseFile(input: HTMLInputElement) {
    const file = input.files?.[0]
    if (!file) return
    const progress = await loadProgress()
    const backup = await progress.parseBackup(await file.text())
    input.value = ''
    if (!backup.ok) warn(refusalOf(backup.failure))
    else
      setDesk({
        phase: 'previewing',
        backup: backup.value,
        name: file.name,
        summary: await progress.previewImport(backup.value),
      })
  }

  async function importFile(backup: Backup) {
    const written = await (await loadProgress()).importBackup(backup)
    if (!written.ok) warn(trouble(written.failure))
    else say(`Imported: ${sumOf(written.value)}.`)
  }

  async function erase() {
    const written = await (await loadProgress()).eraseEverything()
    if (!written.ok) warn(trouble(written.failure))
    else say('Everything that was stored on this device is erased.')
  }

  const sumOf = ({ adds }: ImportSummary) =>
    [counted(adds.lessons, 'lesson'), counted(adds.responses, 'response'), counted(adds.attempts, 'attempt')].join(', ')
  const previewing = () => {
    const now = desk()
    return now.phase === 'previewing' ? now : undefined
  }
  const said = () => {
    const now = desk()
    return now.phase === 'said' ? now : undefined
  }

  return (
    <section class="backup" aria-labelledby="your-data">
      <h2 id="your-data">Your data</h2>
      <p>
        Stored here: {props.kept}. Export it to a file before you change device or clear this browser. Importing adds
        what is missing and overwrites nothing.
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
          <Match when={desk().phase === 'erasing'}>
            <div class="note" data-kind="warning">
              <p>
                This erases lessons, responses, attempts and settings on this device. Without an exported file they
                cannot be brought back.
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
    </section>
  )
}
