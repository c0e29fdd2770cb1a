import { For, Show } from 'solid-js'
import { desk } from '../../../core/lead.ts'
import type { Devices, DevicesStatus } from '../../../wire/devices.ts'
import { words } from './words.ts'

/** Who leads, where it is not this window or is about to change, and what this window can do about it. */
export function LeadNotice(props: { readonly devices: Devices; readonly beside: DevicesStatus }) {
  const device = (pub: string) => props.beside.devices.find((one) => one.pub === pub)
  const label = (pub: string) => device(pub)?.label ?? ''
  // One object each, so that a button stays the same one while answers come in.
  const accept = () => props.devices.decide({ type: 'accepted', by: desk })
  const decline = () => props.devices.decide({ type: 'declined', by: desk })
  const takeBack = { says: words.takeBack, does: () => props.devices.decide({ type: 'took' }) }
  const takeLead = { says: words.takeLead, does: accept }
  const grant = { says: words.grant, does: accept }
  const notNow = { says: words.notNow, does: decline }
  const keep = { says: words.keepLead, does: decline }

  const notice = () => {
    const { lead } = props.beside
    const { driver } = lead
    const leads = driver === desk ? '' : (device(driver)?.isHere ? words.leads : words.leadsUnheard)(label(driver))
    switch (lead.kind) {
      case 'held':
        return leads === '' ? undefined : { says: leads, can: [takeBack] }
      case 'offered':
        return lead.to === desk
          ? { says: words.givesBack(label(driver)), can: [takeLead] }
          : { says: words.offered(label(lead.to)), can: [keep] }
      case 'asked':
        return {
          says: `${words.asks(label(lead.by))} ${leads}`,
          can: leads === '' ? [grant, notNow] : [grant, notNow, takeBack],
        }
    }
  }

  return (
    <>
      <p class="lead" role="status">
        {notice()?.says}
      </p>
      <Show when={notice()}>
        {(now) => (
          <p class="actions">
            <For each={now().can}>
              {({ says, does }) => (
                <button class="button" type="button" onClick={() => does()}>
                  {says}
                </button>
              )}
            </For>
          </p>
        )}
      </Show>
    </>
  )
}
