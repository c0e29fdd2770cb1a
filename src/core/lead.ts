import { unreachable } from './result.ts'

// Who leads a class, of the presenter's window (the desk) and the devices beside it. One does at any time, and what the
// others press moves nothing. The lead changes hands when one side offers or asks and the other accepts; the desk alone may
// take it, since a device may be lost.

export const desk = 'desk'
/** The desk, or a device by its public key. */
export type Party = string

export type Lead =
  | { readonly kind: 'held'; readonly driver: Party }
  | { readonly kind: 'offered'; readonly driver: Party; readonly to: Party }
  | { readonly kind: 'asked'; readonly driver: Party; readonly by: Party }

export type LeadEvent =
  | { readonly type: 'offered'; readonly by: Party; readonly to: Party }
  | { readonly type: 'asked' | 'accepted' | 'declined'; readonly by: Party }
  /** The desk takes it, whoever has it. */
  | { readonly type: 'took' }
  /** A device is one of ours no more. */
  | { readonly type: 'removed'; readonly who: Party }

/** Where a class begins. */
export const heldBy = (driver: Party): Lead => ({ kind: 'held', driver })

/** Who leads after an event. One that is not its sender's to make leaves everything as it is. */
export function leadAfter(lead: Lead, event: LeadEvent): Lead {
  const { driver } = lead
  switch (event.type) {
    case 'offered':
      return event.by === driver && event.to !== driver ? { kind: 'offered', driver, to: event.to } : lead
    case 'asked':
      if (lead.kind === 'offered' && lead.to === event.by) return heldBy(event.by)
      // What is under way is answered first.
      return lead.kind === 'held' && event.by !== driver ? { kind: 'asked', driver, by: event.by } : lead
    case 'accepted':
      if (lead.kind === 'offered') return lead.to === event.by ? heldBy(lead.to) : lead
      return lead.kind === 'asked' && mayGrant(lead, event.by) ? heldBy(lead.by) : lead
    case 'declined': {
      const other = lead.kind === 'offered' ? lead.to : lead.kind === 'asked' ? lead.by : undefined
      return other === event.by || mayGrant(lead, event.by) ? heldBy(driver) : lead
    }
    case 'took':
      return heldBy(desk)
    case 'removed':
      if (driver === event.who) return heldBy(desk)
      return (lead.kind === 'offered' && lead.to === event.who) || (lead.kind === 'asked' && lead.by === event.who)
        ? heldBy(driver)
        : lead
    default:
      return unreachable(event)
  }
}

const mayGrant = ({ driver }: Lead, party: Party) => party === driver || party === desk

/** The lead as one word, for saying which one somebody has seen. */
export const leadWord = (lead: Lead): string =>
  [lead.kind, lead.driver, lead.kind === 'offered' ? lead.to : lead.kind === 'asked' ? lead.by : ''].join(' ')
