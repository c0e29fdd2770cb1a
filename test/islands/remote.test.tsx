import { fireEvent, render, renderHook, screen } from '@solidjs/testing-library'
import { createSignal } from 'solid-js'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { desk, heldBy, type Lead, type LeadEvent } from '../../src/core/lead.ts'
import type { LiveQuestion, Step } from '../../src/core/live-question.ts'
import {
  beginPresenting,
  momentWord,
  present,
  type PresenterEvent,
  type Presenting,
} from '../../src/core/presenting.ts'
import type { Card } from '../../src/core/run-sheet.ts'
import { createPresenter } from '../../src/islands/classroom/createPresenter.ts'
import { LeadNotice } from '../../src/islands/classroom/live/LeadNotice.tsx'
import { leaderIn } from '../../src/islands/classroom/live/createLive.ts'
import { RemoteDesk } from '../../src/islands/classroom/remote/RemoteDesk.tsx'
import { RemotePage } from '../../src/islands/classroom/remote/RemotePage.tsx'
import { linkWords } from '../../src/islands/classroom/remote/words.ts'
import { parsePairing, type View } from '../../src/wire/ctl.ts'
import type { Devices } from '../../src/wire/devices.ts'
import type { RemoteView } from '../../src/wire/remote.ts'

const question: LiveQuestion = {
  id: 'q1',
  kind: 'single',
  stem: 'Who signs?',
  options: [
    { id: 1, text: 'The board' },
    { id: 2, text: 'The owner' },
  ],
  key: [2],
  why: 'It is the owner’s risk.',
}
const place = { day: 0, minutes: 5, section: 'F1.1 First' }
const cards: readonly Card[] = [
  { ...place, kind: 'lobby', id: 'lobby', at: 0, title: 'Foundation' },
  { ...place, kind: 'slide', id: 's1', at: 5, deck: 'foundation/one', slide: 0, title: 'Risk owners', steps: 2 },
  { ...place, kind: 'question', id: 'question-q1', at: 10, question: 'q1' },
]
const scene = { cards, questions: new Map([['q1', question]]), exercises: new Map() }
const data = {
  decks: [],
  notes: { s1: '<p>Ask who owns it.</p>' },
  slides: new Map<string, string>(),
  bank: [],
  questions: scene.questions,
  exercises: new Map(),
}
const choice = { course: 'foundation', modules: ['one'], span: 'hour', startsAt: 540 } as const

const play = (...events: readonly PresenterEvent[]): Presenting =>
  events.reduce((state, event) => {
    const next = present(state, event, scene)
    if (!next.ok) throw new Error(next.failure)
    return next.value
  }, beginPresenting(scene))
const to = (card: string): PresenterEvent => ({ type: 'went-to', card, at: 0 })
const steps = (...all: readonly Step[]) => all.map((step): PresenterEvent => ({ type: 'stepped', step }))

function aView({
  state = play(),
  lead = heldBy('me'),
  more = {},
  remote = {},
}: {
  readonly state?: Presenting
  readonly lead?: Lead
  readonly more?: Partial<View>
  readonly remote?: Partial<RemoteView>
} = {}): RemoteView {
  const view: View = {
    ...{ v: 1, n: 1, e: 1, at: 0, k: 'view', choice, heard: {}, connected: 3, said: '' },
    ...{ state, lead, word: momentWord(state, scene), ...more },
  }
  return {
    ...{ link: 'online', refusal: undefined, desk: 'here', isRemoved: false, label: 'Phone', offset: 0, press: 'none' },
    view,
    ...remote,
  }
}

function show(view: RemoteView) {
  const [shown, setShown] = createSignal(view)
  const onPress = vi.fn()
  const onLead = vi.fn()
  render(() => (
    <RemoteDesk loaded={{ scene, data }} pub="me" view={shown()} now={() => 60_000} onPress={onPress} onLead={onLead} />
  ))
  return { onPress, onLead, setShown }
}
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }))

describe('a device that leads', () => {
  it('shows the card, its step, what follows, the notes and who is there', () => {
    show(aView({ state: play(to('s1'), { type: 'went-on', at: 0 }) }))
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Risk owners')
    expect(screen.queryAllByText('Card 2 of 3, step 1 of 2')).toHaveLength(1)
    expect(screen.queryAllByText('Then: Question: Who signs?')).toHaveLength(1)
    expect(screen.queryAllByText('Ask who owns it.')).toHaveLength(1)
    expect(screen.queryAllByText('3 are here')).toHaveLength(1)
  })

  it.each([
    { state: play(), says: 'Next', because: 'a card follows' },
    { state: play({ type: 'covered', cover: 'blank' }), says: 'Show the picture again', because: 'it is blanked' },
    { state: play(to('question-q1')), says: 'Open the vote', because: 'the question is ready' },
    { state: play(to('question-q1'), ...steps('open')), says: 'Lock the vote', because: 'it is open' },
    {
      state: play(to('question-q1'), ...steps('open', 'lock')),
      says: 'Show the distribution',
      because: 'it is locked',
    },
    {
      state: play(to('question-q1'), ...steps('open', 'lock', 'spread')),
      says: 'Show the answer',
      because: 'it is spread',
    },
    {
      state: play({ type: 'put-form', form: { form: '47AY1-5NM70', path: 'x/', minutes: 60 } }),
      says: 'Back to the class',
      because: 'a form lies over it',
    },
  ])('has one big button that says “$says”, because $because', ({ state, says }) => {
    const { onPress } = show(aView({ state }))
    press(says)
    expect(onPress.mock.calls).toEqual([['next']])
    expect(screen.queryAllByRole('button', { name: 'Next' })).toHaveLength(says === 'Next' ? 1 : 0)
  })

  it('offers a second vote after the first distribution, and only there', () => {
    const { onPress, setShown } = show(aView({ state: play(to('question-q1'), ...steps('open', 'lock', 'spread')) }))
    press('Vote again')
    expect(onPress.mock.calls).toEqual([['vote']])
    setShown(aView({ state: play(to('question-q1'), ...steps('open', 'lock', 'spread', 'revote', 'lock', 'spread')) }))
    expect(screen.queryByRole('button', { name: 'Vote again' })).toBeNull()
  })

  it('counts answers, and keeps the key folded', () => {
    show(aView({ state: play(to('question-q1'), ...steps('open')), more: { answered: 2, asked: 3 } }))
    expect(screen.queryAllByText('2 of 3 answered, 3 are here')).toHaveLength(1)
    expect(screen.getByText(/^B\. It is the owner’s risk\.$/).closest('details')?.open).toBe(false)
  })

  it('obeys a clicker that is paired with it, and the keys of the presenter’s window', () => {
    const { onPress } = show(aView())
    for (const key of ['PageDown', 'PageUp', 'b', 'q', 't', 'o']) fireEvent.keyDown(document.body, { key })
    expect(onPress.mock.calls.flat()).toEqual(['next', 'previous', 'blank', 'join', 'timer'])
  })

  it('says what has become of a press', () => {
    const { setShown } = show(aView({ more: { said: 'This is the last card.' } }))
    expect(screen.queryAllByText('This is the last card.')).toHaveLength(1)
    setShown(aView({ remote: { press: 'lost' } }))
    expect(screen.queryAllByText('Not received. Press again.')).toHaveLength(1)
  })

  it('presses nothing while the presenter’s window cannot be reached', () => {
    show(aView({ remote: { desk: 'silent' } }))
    for (const name of ['Next', 'Back', 'Blank', 'Join code', 'Start the timer'])
      expect(screen.getByRole('button', { name }).hasAttribute('disabled'), name).toBe(true)
  })

  it('gives the lead back, and answers who asks for it', () => {
    const { onLead, setShown } = show(aView())
    press('Give the lead back')
    setShown(aView({ lead: { kind: 'offered', driver: 'me', to: desk } }))
    press('Keep it')
    setShown(aView({ lead: { kind: 'asked', driver: 'me', by: 'other' } }))
    press('Hand it over')
    press('Not now')
    expect(onLead.mock.calls.flat()).toEqual(['offer', 'decline', 'accept', 'decline'])
  })
})

describe('a device that does not lead', () => {
  it('has no button that moves the class, and says so where a key is pressed', () => {
    show(aView({ lead: heldBy(desk) }))
    expect(screen.getAllByRole('button').map((button) => button.textContent)).toEqual(['Ask for the lead'])
    fireEvent.keyDown(document.body, { key: 'PageDown' })
    expect(screen.queryAllByText('This device does not lead, so nothing has moved.')).toHaveLength(1)
  })

  it('asks for the lead, withdraws, takes it and lets it be', () => {
    const { onLead, setShown } = show(aView({ lead: heldBy(desk) }))
    press('Ask for the lead')
    setShown(aView({ lead: { kind: 'asked', driver: desk, by: 'me' } }))
    press('Withdraw')
    setShown(aView({ lead: { kind: 'offered', driver: desk, to: 'me' } }))
    press('Take the lead')
    press('Not now')
    expect(onLead.mock.calls.flat()).toEqual(['ask', 'decline', 'accept', 'decline'])
  })
})

describe('the link of a device', () => {
  it.each([
    { link: 'online', desk: 'here', refusal: undefined, says: /^Connected$/ },
    { link: 'online', desk: 'silent', refusal: undefined, says: /does not answer/ },
    { link: 'connecting', desk: 'here', refusal: undefined, says: /^Connecting/ },
    { link: 'offline', desk: 'here', refusal: undefined, says: /^No connection/ },
    { link: 'offline', desk: 'unheard', refusal: 'not-allowed', says: /does not let this device in/ },
  ] as const)('is said in words: $link, $desk, $refusal', ({ says, ...link }) => {
    expect(linkWords(link)).toMatch(says)
  })
})

describe('the presenter’s window beside a device', () => {
  const phone = { pub: 'phone', label: 'Phone', isHere: true }

  function notice(lead: Lead, isHere = true) {
    const decided: LeadEvent[] = []
    const devices = { decide: (event: LeadEvent) => decided.push(event) } as unknown as Devices
    render(() => <LeadNotice devices={devices} beside={{ devices: [{ ...phone, isHere }], lead }} />)
    return { decided, buttons: screen.queryAllByRole('button').map((button) => button.textContent) }
  }

  it.each([
    { lead: heldBy(desk), says: '', can: [] },
    { lead: heldBy('phone'), says: 'Phone leads.', can: ['Take the lead back'] },
    { lead: heldBy('phone'), isHere: false, says: 'has not been heard', can: ['Take the lead back'] },
    {
      lead: { kind: 'offered', driver: desk, to: 'phone' },
      says: 'You offer the lead to Phone',
      can: ['Keep the lead'],
    },
    {
      lead: { kind: 'offered', driver: 'phone', to: desk },
      says: 'Phone gives the lead back.',
      can: ['Take the lead'],
    },
    {
      lead: { kind: 'asked', driver: desk, by: 'phone' },
      says: 'Phone asks for the lead.',
      can: ['Hand it over', 'Not now'],
    },
  ] satisfies readonly { lead: Lead; isHere?: boolean; says: string; can: readonly string[] }[])(
    'says “$says” where the lead is $lead.kind by $lead.driver',
    ({ lead, isHere = true, says, can }) => {
      expect(notice(lead, isHere).buttons).toEqual(can)
      expect(screen.getByRole('status').textContent).toContain(says)
    },
  )

  it('takes the lead back by its own button, whoever has it', () => {
    const { decided } = notice(heldBy('phone'))
    press('Take the lead back')
    expect(decided).toEqual([{ type: 'took' }])
  })

  it('is without effect while a device leads, says so, and does what the device asks', () => {
    const session = { id: 'x', choice, state: undefined }
    const { result: presenter } = renderHook(() => createPresenter({ session, scene, data }))
    const moments: string[] = []
    presenter.room.watchMoment(({ word }) => moments.push(word))
    presenter.room.setLeader('Phone')
    const before = presenter.state()
    for (const event of [to('s1'), { type: 'went-on', at: 1 }, { type: 'covered', cover: 'blank' }] as const) {
      presenter.send(event)
      expect(presenter.said()).toBe('Nothing has moved: Phone leads.')
    }
    presenter.join()
    expect(presenter.state()).toEqual(before)
    expect(presenter.room.obey('next')).toBe('')
    expect(presenter.card().id).toBe('s1')
    expect(moments).toHaveLength(2)
    expect(presenter.room.obey('reveal')).toBe('No question is on the screen.')
    presenter.room.setLeader(undefined)
    presenter.send({ type: 'went-back', at: 1 })
    expect([presenter.card().id, presenter.said()]).toEqual(['lobby', ''])
  })

  it('calls the leader by the name of its device', () => {
    expect(leaderIn({ devices: [phone], lead: heldBy('phone') })).toBe('Phone')
    expect(leaderIn({ devices: [phone], lead: heldBy(desk) })).toBeUndefined()
  })
})

describe('the page of a device', () => {
  const fragment = `${'A'.repeat(43)}.${'A'.repeat(43)}.${'A'.repeat(86)}`
  const roomJson = { v: 1, mqtt: '/mqtt', lan: [], door: 'open' }

  function open(hash: string, host: object | undefined) {
    localStorage.clear()
    history.replaceState(undefined, '', `/classroom/remote/${hash}`)
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(JSON.stringify(host), { status: host ? 200 : 404 })))
    render(() => <RemotePage />)
  }
  afterEach(() => vi.unstubAllGlobals())

  it.each([
    { hash: '', host: roomJson, title: 'This device is not let into a class', says: /scan the code that it shows/ },
    { hash: '#a.b', host: roomJson, title: 'This device is not let into a class', says: /This address is not whole/ },
    { hash: `#${fragment}`, host: undefined, title: 'There is no live class at this address', says: /Scan the code/ },
    {
      hash: `#${fragment}`,
      host: { ...roomJson, room: 'K7Q29MXD' },
      title: 'Another class is on at this address',
      says: /Let it in again/,
    },
  ])('says “$title” where that is so', async ({ hash, host, title, says }) => {
    open(hash, host)
    expect((await screen.findByRole('heading')).textContent).toBe(title)
    expect(screen.getByText(says)).toBeDefined()
  })

  it('takes its secret out of the address, where it can be seen, and keeps it for a reload', async () => {
    open(`#${fragment}`, undefined)
    await screen.findByRole('heading', { name: 'There is no live class at this address' })
    expect(location.hash).toBe('')
    expect(parsePairing(localStorage.getItem('aimward:remote') ?? '')).toEqual(parsePairing(fragment))
  })
})
