import { createSignal, For, Show } from 'solid-js'
import { formatCode } from '../../../wire/room-code.ts'
import type { HostWishes } from '../../../wire/host.ts'
import { Dialog } from '../../primitives/Dialog.tsx'
import { QrCode } from '../../primitives/QrCode.tsx'
import type { Live, LivePhase } from './createLive.ts'
import { words } from './words.ts'

/** How phones get in: the code to scan, the address and the code to type, and what to do when it does not work. */
export function ConnectDialog(props: {
  readonly live: Pick<Live, 'addresses' | 'change' | 'chooseAddress' | 'host' | 'joinAddress'>
  readonly led: Extract<LivePhase, { phase: 'led' }>
  readonly onClose: () => void
}) {
  const [said, setSaid] = createSignal('')
  let pin: HTMLInputElement | undefined
  const join = () => props.live.joinAddress(props.led.room)
  const plain = () =>
    join()
      .replace(/#.*$/, '')
      .replace(/^https?:\/\//, '')
  const change = (wanted: HostWishes) => void props.live.change(wanted).then(setSaid)

  return (
    <Dialog class="live-dialog" labelledBy="live-connect" onClose={() => props.onClose()}>
      <h2 id="live-connect">{words.connect}</h2>
      <NoLan address={join()} onChange={change} />
      <div class="ways-in">
        <QrCode text={join()} label={words.connect} ecc="M" />
        <div>
          <p class="address">{plain()}</p>
          <p class="code">{formatCode(props.led.room.code)}</p>
          <p role="status">{words.arrived(props.led.status.connected)}</p>
          <p class="small">{words.show}</p>
        </div>
      </div>
      <Show when={props.live.addresses().length > 1}>
        <label>
          {words.addressToUse}
          <select onChange={(event) => props.live.chooseAddress(event.currentTarget.value)}>
            <For each={props.live.addresses()}>
              {(one) => (
                <option value={one} selected={join().startsWith(one)}>
                  {one}
                </option>
              )}
            </For>
          </select>
        </label>
      </Show>
      <ol class="how">
        <For each={words.connectHow}>{(step) => <li>{step}</li>}</For>
      </ol>
      <p class="small">{words.insecure}</p>
      <form
        class="pin"
        onSubmit={(event) => {
          event.preventDefault()
          change({ pin: pin?.value || null })
        }}
      >
        <label>
          {words.pin}
          <input ref={pin} type="text" inputmode="numeric" pattern="\d{4,8}" autocomplete="off" maxLength={8} />
        </label>
        <button class="button">{words.setPin}</button>
        <Show when={props.live.host()?.door === 'pin'}>
          <button class="button" type="button" onClick={() => change({ pin: null })}>
            {words.dropPin}
          </button>
        </Show>
      </form>
      <Show when={props.live.host()?.door === 'pin'}>
        <p role="status">{words.pinSet}</p>
      </Show>
      <Show when={(props.live.host()?.lan.length ?? 0) > 0}>
        <button class="quiet-button" type="button" onClick={() => change({ lan: false })}>
          {words.closeLan}
        </button>
      </Show>
      <p class="problem" role="alert">
        {said()}
      </p>
      <button class="button" data-weight="first" type="button" autofocus onClick={() => props.onClose()}>
        {words.close}
      </button>
    </Dialog>
  )
}

/** Where an address for other devices leads to this computer alone: why, and the button that changes it. */
export function NoLan(props: { readonly address: string; readonly onChange: (wanted: HostWishes) => void }) {
  return (
    <Show when={/\/\/(localhost|127\.0\.0\.1|\[::1\])[:/]/.test(props.address)}>
      <p class="note" data-kind="warning">
        {words.noLan}{' '}
        <button class="button" type="button" onClick={() => props.onChange({ lan: true })}>
          {words.openLan}
        </button>
      </p>
    </Show>
  )
}
