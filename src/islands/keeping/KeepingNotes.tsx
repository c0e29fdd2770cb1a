import { createMemo, createSignal, Show } from 'solid-js'
import type { OutdatedBy, Progress } from '../../store/progress.ts'
import { address } from '../primitives/address.ts'
import { download } from '../primitives/download.ts'
import { whenMounted } from '../primitives/mounted.ts'
import type { Kept } from './createKept.ts'
import { exportAge, remindLater } from './export-age.ts'
import { clockText, lostText, memoryText, outdatedText } from './words.ts'
import './keeping.css'

const dayMs = 86_400_000
const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' })
const counted = (n: number, thing: string) => `${n} ${thing}${n === 1 ? '' : 's'}`

/** What the notes rest on, of all that is kept. */
type Noted = Pick<Kept, 'keeping' | 'lostAt' | 'settings'> & {
  readonly progress: Pick<Progress, 'outdated' | 'exportAsIs' | 'set'>
  readonly responses: readonly { readonly at: number }[]
  readonly attempts: readonly { readonly createdAt: number }[]
}

/** Whatever a learner should know about how safe the work on this device is: nothing in most cases. */
export function KeepingNotes(props: { readonly kept: Noted }) {
  const [outdated, setOutdated] = createSignal<OutdatedBy>()
  whenMounted(() => void props.kept.progress.outdated.then(setOutdated))
  const reason = () => (props.kept.keeping.keeps === 'memory' ? props.kept.keeping.reason : undefined)
  const age = createMemo(() => exportAge(props.kept.settings, props.kept.responses, Date.now()))
  /** Later than tomorrow: a clock was wrong. */
  const ahead = createMemo(() => {
    const latest = Math.max(
      0,
      ...props.kept.responses.slice(-1).map(({ at }) => at),
      ...props.kept.attempts.map(({ createdAt }) => createdAt),
    )
    return latest > Date.now() + dayMs ? latest : undefined
  })

  async function saveAsIs() {
    download(
      `aimward-${new Date().toISOString().slice(0, 10)}.json`,
      await props.kept.progress.exportAsIs(),
      'application/json',
    )
  }

  return (
    <div class="keeping">
      <Show when={outdated()}>
        {(by) => (
          <div class="note" data-kind="warning" role="alert">
            <p>{outdatedText(by())}</p>
            <button class="button" type="button" onClick={() => location.reload()}>
              Reload
            </button>
          </div>
        )}
      </Show>
      <Show when={reason()}>
        {(why) => (
          <div class="note" data-kind="warning">
            <p>
              {memoryText(why())} <a href={address('settings/')}>Export under Settings</a>
            </p>
            <Show when={why().kind === 'not-upgraded'}>
              <button class="button" type="button" onClick={() => void saveAsIs()}>
                Save what is stored to a file
              </button>
            </Show>
          </div>
        )}
      </Show>
      <Show when={props.kept.lostAt}>
        {(at) => (
          <p class="note" data-kind="warning">
            {lostText(date.format(at()))} <a href={address('settings/')}>Import under Settings</a>
          </p>
        )}
      </Show>
      <Show when={ahead()}>
        {(latest) => (
          <p class="note" data-kind="warning">
            {clockText(date.format(Date.now()), date.format(latest()))}
          </p>
        )}
      </Show>
      <Show when={reason() === undefined && age().isDue}>
        <div class="note">
          <p>
            {counted(age().unexported, 'answer')}{' '}
            {age().exportedAt === undefined
              ? 'are on this device alone, and none was ever exported.'
              : `since your last export on ${date.format(age().exportedAt)} are on this device alone.`}{' '}
            <a href={address('settings/')}>Export them to a file</a>: nobody can clear that away.
          </p>
          <button class="quiet-button" type="button" onClick={() => void remindLater(props.kept.progress, Date.now())}>
            Remind me in two weeks
          </button>
        </div>
      </Show>
    </div>
  )
}
