import { createSignal, Show } from 'solid-js'
import { unreachable } from '../../core/result.ts'
import {
  joinParts,
  missingParts,
  mostParts,
  partsOf,
  readPart,
  withPart,
  type Part,
  type TransferFailure,
} from '../../store/transfer.ts'
import { address } from '../primitives/address.ts'
import { loadProgress, queue } from '../primitives/device.ts'
import { whenMounted } from '../primitives/mounted.ts'
import { QrCode } from '../primitives/QrCode.tsx'
import type { Incoming } from './BackupDesk.tsx'
import { keepParts, keptParts } from './kept-parts.ts'

/** Carries everything to a phone without a server: codes on this screen, scanned one after the other over there. */
export function Transfer(props: { readonly onWhole: (incoming: Incoming) => void }) {
  const [parts, setParts] = createSignal<readonly string[]>([])
  const [at, setAt] = createSignal(0)
  const [received, setReceived] = createSignal<readonly Part[]>([])
  const [message, setMessage] = createSignal('')
  let pasted: HTMLTextAreaElement | undefined

  whenMounted(() => {
    setReceived(keptParts())
    const arrived = /^#part=(.+)$/.exec(location.hash)?.[1]
    if (arrived) void take(arrived)
    const onHash = () => {
      const next = /^#part=(.+)$/.exec(location.hash)?.[1]
      if (next) void take(next)
    }
    addEventListener('hashchange', onHash)
    return () => removeEventListener('hashchange', onHash)
  })

  async function show() {
    await queue.flush()
    const made = await partsOf(await (await loadProgress()).exportBackup())
    if (made.length > mostParts)
      return setMessage(
        `That would be ${made.length} codes to scan. Export to a file instead and send yourself the file, by a cable, a memory stick or a chat.`,
      )
    setMessage('')
    setAt(0)
    return setParts(made)
  }

  async function take(text: string) {
    const part = readPart(text)
    if (!part.ok) return setMessage(refusalOf(part.failure))
    const all = withPart(received(), part.value)
    if (!all.ok) return setMessage(refusalOf(all.failure))
    setReceived(all.value)
    keepParts(all.value)
    const missing = missingParts(all.value)
    if (missing.length > 0)
      return setMessage(
        `Part ${part.value.at} of ${part.value.of} is here. Still missing: ${missing.join(', ')}. Scan the next one.`,
      )
    const whole = await joinParts(all.value)
    forget()
    if (!whole.ok) return setMessage(refusalOf(whole.failure))
    setMessage('All parts are here. Look below at what they add before you import it.')
    return props.onWhole({ text: whole.value, name: 'What came from your other device' })
  }

  function forget() {
    setReceived([])
    keepParts([])
  }

  const link = () => new URL(`${address('settings/')}#part=${parts()[at()] ?? ''}`, location.href).href

  return (
    <div class="transfer">
      <h3>To another device</h3>
      <p>
        By file: export here, send yourself the file, import it there. Or by codes: open them here and scan one after
        the other with the camera of your phone; each opens this page there and hands over its part.
      </p>
      <Show
        when={parts().length > 0}
        fallback={
          <button class="button" type="button" onClick={() => void show()}>
            Show the codes
          </button>
        }
      >
        <figure class="code">
          <QrCode text={link()} label="QR code of this part" />
          <figcaption>
            Code {at() + 1} of {parts().length}
          </figcaption>
        </figure>
        <div class="actions">
          <button class="button" type="button" disabled={at() === 0} onClick={() => setAt(at() - 1)}>
            Previous code
          </button>
          <button class="button" type="button" disabled={at() + 1 === parts().length} onClick={() => setAt(at() + 1)}>
            Next code
          </button>
          <button class="quiet-button" type="button" onClick={() => setParts([])}>
            Done
          </button>
        </div>
      </Show>
      <details>
        <summary>A camera is not at hand: paste the parts</summary>
        <label for="pasted-part">A part, or the address that a code holds</label>
        <textarea id="pasted-part" rows={3} ref={(element) => (pasted = element)} />
        <div class="actions">
          <button
            class="button"
            type="button"
            onClick={() => void take((pasted?.value ?? '').replace(/^.*#part=/s, ''))}
          >
            Take this part
          </button>
          <Show when={received().length > 0}>
            <button class="quiet-button" type="button" onClick={forget}>
              Forget the parts received
            </button>
          </Show>
        </div>
      </details>
      <output>{message()}</output>
    </div>
  )
}

function refusalOf(failure: TransferFailure): string {
  switch (failure.kind) {
    case 'not-a-part':
      return 'This is no part of a transfer. Scan the code again, or paste the whole address. Nothing was changed.'
    case 'other-transfer':
      return 'This part belongs to another transfer than the parts before it. Forget the parts received, and begin with the first code. Nothing was changed.'
    case 'damaged':
      return 'The parts do not make a whole: one was changed on the way. Begin again with the first code. Nothing was changed.'
    default:
      return unreachable(failure)
  }
}
