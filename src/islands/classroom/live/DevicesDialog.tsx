import { createSignal, For, Show } from 'solid-js'
import { desk } from '../../../core/lead.ts'
import { mostDevices } from '../../../wire/devices.ts'
import { Dialog } from '../../primitives/Dialog.tsx'
import { QrCode } from '../../primitives/QrCode.tsx'
import { NoLan } from './ConnectDialog.tsx'
import type { Live, LivePhase } from './createLive.ts'
import { LeadNotice } from './LeadNotice.tsx'
import { words } from './words.ts'

/** The trainer's own devices: let one in, offer it the lead, take it out. */
export function DevicesDialog(props: {
  readonly live: Live
  readonly led: Extract<LivePhase, { phase: 'led' }>
  readonly onClose: () => void
}) {
  const [shown, setShown] = createSignal<{ readonly pub: string; readonly fragment: string }>()
  const [said, setSaid] = createSignal('')
  let name: HTMLInputElement | undefined
  const beside = () => props.led.status.beside
  const room = () => props.led.room.devices
  const device = (pub: string) => beside().devices.find((one) => one.pub === pub)
  /** Until the device has come: then nobody else needs to see it. */
  const code = () => {
    const now = shown()
    return now && device(now.pub)?.isHere === false ? props.live.remoteAddress(now.fragment) : undefined
  }
  const nextName = () => {
    const taken = beside().devices.length
    return taken === 0 ? words.deviceFirst : `${words.deviceFirst} ${taken + 1}`
  }

  return (
    <Dialog class="live-dialog" labelledBy="live-devices" onClose={() => props.onClose()}>
      <h2 id="live-devices">{words.devices}</h2>
      <p>{words.devicesWhat}</p>
      <Show when={props.live.host()?.login === 'key'} fallback={<p>{words.devicesNeedKey}</p>}>
        <NoLan
          address={props.live.remoteAddress('')}
          onChange={(wanted) => void props.live.change(wanted).then(setSaid)}
        />
        <Show
          when={code()}
          fallback={
            <Show when={beside().devices.length < mostDevices} fallback={<p>{words.letInFull}</p>}>
              <form
                class="pin"
                onSubmit={(event) => {
                  event.preventDefault()
                  void room()
                    .pair(name?.value ?? '')
                    .then(setShown)
                }}
              >
                <label>
                  {words.deviceName}
                  <input ref={name} type="text" autocomplete="off" maxLength={20} required value={nextName()} />
                </label>
                <button class="button">{words.letIn}</button>
              </form>
            </Show>
          }
        >
          {(address) => (
            <div class="ways-in">
              <QrCode text={address()} label={words.scanLabel} />
              <div>
                <p>{words.scan}</p>
                <p class="secret">{address()}</p>
              </div>
            </div>
          )}
        </Show>
        <Show when={beside().devices.length > 0} fallback={<p class="small">{words.noDevices}</p>}>
          <ul class="devices">
            <For each={beside().devices.map(({ pub }) => pub)}>
              {(pub) => (
                <li>
                  <span>
                    {device(pub)?.label} ({device(pub)?.isHere ? words.deviceHere : words.away})
                  </span>
                  <Show when={beside().lead.kind === 'held' && beside().lead.driver === desk}>
                    <button
                      class="button"
                      type="button"
                      aria-label={`${words.handOver}: ${device(pub)?.label}`}
                      onClick={() => room().decide({ type: 'offered', by: desk, to: pub })}
                    >
                      {words.handOver}
                    </button>
                  </Show>
                  <button
                    class="quiet-button"
                    type="button"
                    aria-label={`${words.takeOut}: ${device(pub)?.label}`}
                    onClick={() => room().remove(pub)}
                  >
                    {words.takeOut}
                  </button>
                </li>
              )}
            </For>
          </ul>
        </Show>
      </Show>
      <LeadNotice devices={room()} beside={beside()} />
      <p class="problem" role="alert">
        {said()}
      </p>
      <button class="button" data-weight="first" type="button" onClick={() => props.onClose()}>
        {words.close}
      </button>
    </Dialog>
  )
}
