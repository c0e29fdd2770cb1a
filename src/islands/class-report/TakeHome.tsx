import { createSignal, Show } from 'solid-js'
import { partsOf } from '../../store/transfer.ts'
import { loadProgress, queue } from '../primitives/device.ts'
import { download } from '../primitives/download.ts'
import { whenMounted } from '../primitives/mounted.ts'

const words = {
  why: 'This page comes from your trainer’s computer. What you did here is kept under its address and can be opened here alone, while that computer is there. To keep it, take it home.',
  open: 'Open it on the public site',
  file: 'Save it as a file',
  afterwards: 'On your own copy, import it under Settings.',
  broken: 'It could not be put together: the browser’s storage did not answer. Reload this page.',
} as const

/** Where the site is at home, if it is anywhere in public. */
const home = import.meta.env.SITE?.startsWith('https:')
  ? new URL(import.meta.env.BASE_URL, import.meta.env.SITE).href
  : undefined

/** Offers what is kept under the address of a trainer's computer for one's own copy: another address is another storage. */
export function TakeHome() {
  const [backup, setBackup] = createSignal<string>()
  const [link, setLink] = createSignal<string>()
  const [hasFailed, setFailed] = createSignal(false)

  async function put() {
    await queue.flush()
    const text = await (await loadProgress()).exportBackup()
    const [whole] = await partsOf(text, Infinity)
    setBackup(text)
    if (home !== undefined && whole !== undefined) setLink(`${home.replace(/\/$/, '')}/settings/#part=${whole}`)
  }
  whenMounted(() => void put().catch(() => setFailed(true)))

  return (
    <div class="note no-print">
      <p>{hasFailed() ? words.broken : words.why}</p>
      <Show when={backup()}>
        {(text) => (
          <div class="actions">
            <Show when={link()}>
              {(href) => (
                <a class="button" href={href()} target="_blank" rel="noreferrer">
                  {words.open}
                </a>
              )}
            </Show>
            <button
              class="button"
              type="button"
              onClick={() => download('aimward-from-class.json', text(), 'application/json')}
            >
              {words.file}
            </button>
            <span>{words.afterwards}</span>
          </div>
        )}
      </Show>
    </div>
  )
}
