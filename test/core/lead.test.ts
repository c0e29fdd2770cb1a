import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { desk, heldBy, leadAfter, leadWord, type Lead, type LeadEvent } from '../../src/core/lead.ts'

const atDesk = heldBy(desk)
const atPhone = heldBy('phone')
const offered: Lead = { kind: 'offered', driver: desk, to: 'phone' }
const givenBack: Lead = { kind: 'offered', driver: 'phone', to: desk }
const asked: Lead = { kind: 'asked', driver: desk, by: 'phone' }
const askedByTablet: Lead = { kind: 'asked', driver: 'phone', by: 'tablet' }

describe('the lead', () => {
  it.each([
    { lead: atDesk, event: { type: 'offered', by: desk, to: 'phone' }, is: offered, because: 'who has it offers it' },
    { lead: offered, event: { type: 'accepted', by: 'phone' }, is: atPhone, because: 'both have agreed' },
    { lead: offered, event: { type: 'asked', by: 'phone' }, is: atPhone, because: 'who asks for an offer takes it' },
    { lead: offered, event: { type: 'declined', by: 'phone' }, is: atDesk, because: 'it was not wanted' },
    { lead: offered, event: { type: 'declined', by: desk }, is: atDesk, because: 'it was withdrawn' },
    { lead: atDesk, event: { type: 'asked', by: 'phone' }, is: asked, because: 'a viewer may ask' },
    { lead: asked, event: { type: 'accepted', by: desk }, is: atPhone, because: 'who has it has agreed' },
    { lead: asked, event: { type: 'declined', by: 'phone' }, is: atDesk, because: 'the wish was withdrawn' },
    {
      lead: askedByTablet,
      event: { type: 'accepted', by: 'phone' },
      is: heldBy('tablet'),
      because: 'the phone agrees',
    },
    { lead: askedByTablet, event: { type: 'accepted', by: desk }, is: heldBy('tablet'), because: 'the desk may grant' },
    {
      lead: atPhone,
      event: { type: 'offered', by: 'phone', to: desk },
      is: givenBack,
      because: 'it goes back the same way',
    },
    {
      lead: givenBack,
      event: { type: 'accepted', by: desk },
      is: atDesk,
      because: 'the desk takes what is given back',
    },
    { lead: atPhone, event: { type: 'took' }, is: atDesk, because: 'the desk takes it from whoever has it' },
    { lead: atPhone, event: { type: 'removed', who: 'phone' }, is: atDesk, because: 'who is no device leads nothing' },
    { lead: offered, event: { type: 'removed', who: 'phone' }, is: atDesk, because: 'there is nobody to accept' },
    { lead: askedByTablet, event: { type: 'removed', who: 'tablet' }, is: atPhone, because: 'nobody asks any more' },
  ] satisfies readonly { lead: Lead; event: LeadEvent; is: Lead; because: string }[])(
    'is $is.kind by $is.driver after $lead.kind and $event.type, because $because',
    ({ lead, event, is }) => expect(leadAfter(lead, event)).toEqual(is),
  )

  it.each([
    { lead: atDesk, event: { type: 'offered', by: 'phone', to: 'phone' }, because: 'only who has it offers it' },
    { lead: atDesk, event: { type: 'accepted', by: 'phone' }, because: 'nothing was offered' },
    { lead: atDesk, event: { type: 'asked', by: desk }, because: 'it is there already' },
    { lead: offered, event: { type: 'accepted', by: 'tablet' }, because: 'it was offered to another' },
    { lead: offered, event: { type: 'asked', by: 'tablet' }, because: 'the offer is answered first' },
    { lead: asked, event: { type: 'accepted', by: 'phone' }, because: 'nobody grants to himself' },
    { lead: asked, event: { type: 'asked', by: 'tablet' }, because: 'the first wish is answered first' },
    { lead: askedByTablet, event: { type: 'declined', by: 'third' }, because: 'it is none of its business' },
    { lead: atPhone, event: { type: 'removed', who: 'tablet' }, because: 'it had no part in it' },
  ] satisfies readonly { lead: Lead; event: LeadEvent; because: string }[])(
    'stays $lead.kind after $event.type, because $because',
    ({ lead, event }) => expect(leadAfter(lead, event)).toEqual(lead),
  )

  const party = fc.constantFrom(desk, 'phone', 'tablet')
  const event: fc.Arbitrary<LeadEvent> = fc.oneof(
    fc.record({ type: fc.constant('offered' as const), by: party, to: party }),
    fc.record({ type: fc.constantFrom('asked' as const, 'accepted' as const, 'declined' as const), by: party }),
    fc.constant({ type: 'took' as const }),
    fc.record({ type: fc.constant('removed' as const), who: fc.constantFrom('phone', 'tablet') }),
  )

  it('is always one party’s, and changes hands only when both agree, when the desk takes it or when a device goes', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        let lead: Lead = atDesk
        for (const now of events) {
          const next = leadAfter(lead, now)
          if (next.driver !== lead.driver) {
            const isTaken = now.type === 'took' && next.driver === desk
            const isLost = now.type === 'removed' && now.who === lead.driver && next.driver === desk
            const isOffered = lead.kind === 'offered' && 'by' in now && now.by === lead.to && next.driver === lead.to
            const isGranted =
              lead.kind === 'asked' &&
              now.type === 'accepted' &&
              [lead.driver, desk].includes(now.by) &&
              next.driver === lead.by
            expect([isTaken, isLost, isOffered, isGranted].filter(Boolean)).toHaveLength(1)
          }
          if (next.kind === 'offered') expect(next.to).not.toBe(next.driver)
          if (next.kind === 'asked') expect(next.by).not.toBe(next.driver)
          lead = next
        }
      }),
    )
  })

  it('has a word of its own for each state', () => {
    const all = [atDesk, atPhone, offered, givenBack, asked, askedByTablet]
    expect(new Set(all.map(leadWord)).size).toBe(all.length)
  })
})
