import { fireEvent, render, screen } from '@solidjs/testing-library'
import axe from 'axe-core'
import { createSignal, type JSX } from 'solid-js'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Shown } from '../../src/core/shown.ts'
import { JoinPage, Room } from '../../src/islands/join/JoinPage.tsx'
import { topicsOf, type Policy } from '../../src/wire/protocol.ts'
import { aShown, cheapSign, createShelf, createWorld, inMarkup, madeByMarkup, markup } from '../support/room-world.ts'

type World = Awaited<ReturnType<typeof createWorld>>

/** As the layout of the page holds it. */
const showPage = (page: () => JSX.Element) => render(() => <main>{page()}</main>)

/** A telephone in a room, on whose page one sees what has happened whenever time has passed. */
async function aPhone({
  policy,
  before,
  ...mine
}: {
  readonly policy?: Policy
  readonly before?: (world: World) => void
} & Parameters<World['enter']>[0] = {}) {
  const world = await createWorld(policy ? { policy } : {})
  before?.(world)
  const person = world.enter(mine)
  const [view, setView] = createSignal(person.view())
  showPage(() => (
    <Room
      view={view()}
      isDeviceOffline={false}
      trouble={undefined}
      participant={() => person.page()}
      onOtherCode={() => {}}
    />
  ))
  const pass = async (ms: number) => {
    await world.pass(ms)
    setView(person.view())
  }
  await pass(1000)
  return { world, person, pass }
}

/** What becomes of a connection to the server: nothing gets through, it is refused with a code of MQTT, or it stands. */
type Server = 'blocked' | 'locked' | 'pin' | 'open'

/** A host of rooms at this address, which answers telephones as it is told to. */
function aHost(first: Server) {
  let server = first
  let cut = () => {}
  let sockets = 0
  function Socket(
    this: Pick<WebSocket, 'onopen' | 'onclose' | 'onmessage' | 'send' | 'close'> & { readyState: number },
  ) {
    const say = (...bytes: readonly number[]) =>
      setTimeout(() =>
        this.onmessage?.call(this as WebSocket, new MessageEvent('message', { data: Uint8Array.from(bytes).buffer })),
      )
    sockets += 1
    this.readyState = 1
    this.close = () => {}
    this.send = (packet) => {
      const [kind] = packet as Uint8Array
      if (kind === 0x10) say(0x20, 2, 0, { blocked: 0, open: 0, locked: 3, pin: 4 }[server])
      if (kind === 0x82) say(0x90, 7, 0, 1, 0, 0, 0, 0, 0)
    }
    cut = () => this.onclose?.call(this as WebSocket, new CloseEvent('close'))
    setTimeout(() => {
      const event = server === 'blocked' ? this.onclose : this.onopen
      event?.call(this as WebSocket, new CloseEvent('close'))
    })
  }
  vi.stubGlobal('WebSocket', Object.assign(Socket, { OPEN: 1 }))
  const host = { v: 1, mqtt: '/mqtt', room: null, lan: [], door: first === 'pin' ? 'pin' : 'open', login: 'key' }
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json(host)))
  return { turn: (to: Server) => (server = to), cut: () => cut(), sockets: () => sockets }
}

beforeEach(() => {
  // jsdom has no such thing.
  vi.stubGlobal('isSecureContext', false)
  localStorage.clear()
  history.replaceState(undefined, '', '#')
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

describe('the way into a room', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  const blocked = /^Live messages do not get through on this network/
  async function arrive(server: Server) {
    history.replaceState(undefined, '', '#K7Q29MXD')
    const host = aHost(server)
    showPage(() => <JoinPage />)
    await vi.advanceTimersByTimeAsync(20_000)
    return host
  }

  it('is blocked by a network that lets no message through, as long as it does not', async () => {
    const host = await arrive('blocked')
    expect(screen.getByText(blocked)).toBeDefined()
    host.turn('open')
    await vi.advanceTimersByTimeAsync(20_000)
    expect(screen.queryByText(/^No connection/)).toBeNull()
    expect(screen.queryByText(blocked)).toBeNull()
  })

  it('is to be scanned anew once nothing has got through for long, since the address may have changed', async () => {
    const host = await arrive('open')
    const lost = () => screen.queryByText(/the address may have changed/)
    expect(lost()).toBeNull()
    host.turn('blocked')
    host.cut()
    await vi.advanceTimersByTimeAsync(20_000)
    expect(screen.getByText(/^No connection/)).toBeDefined()
    expect(lost()).toBeNull()
    await vi.advanceTimersByTimeAsync(20_000)
    expect(lost()).not.toBeNull()
    expect(screen.queryByText(blocked)).toBeNull()
    host.turn('open')
    await vi.advanceTimersByTimeAsync(20_000)
    expect(lost()).toBeNull()
  })

  it.each([
    { happens: 'visibilitychange', on: () => document },
    { happens: 'pageshow', on: () => window },
    { happens: 'online', on: () => window },
  ])(
    'is looked for at once when the telephone wakes up, whether its connection is lost or has died in its sleep ($happens)',
    async ({ happens, on }) => {
      vi.spyOn(Math, 'random').mockReturnValue(0.5)
      const host = await arrive('open')
      // This host answers no question for a sign of life.
      expect(host.sockets()).toBe(1)
      on().dispatchEvent(new Event(happens))
      await vi.advanceTimersByTimeAsync(4000)
      expect(host.sockets()).toBe(2)

      host.turn('blocked')
      host.cut()
      await vi.advanceTimersByTimeAsync(15_000)
      expect(screen.getByText(/^No connection/)).toBeDefined()
      host.turn('open')
      const before = host.sockets()
      on().dispatchEvent(new Event(happens))
      await vi.advanceTimersByTimeAsync(100)
      expect(host.sockets()).toBe(before + 1)
      expect(screen.queryByText(/^No connection/)).toBeNull()
    },
  )

  it('is not blocked by the network where the trainer has closed the door', async () => {
    await arrive('locked')
    expect(screen.getByRole('alert').textContent).toMatch(/^The trainer has closed the door/)
    expect(screen.queryByText(blocked)).toBeNull()
  })
})

describe('the page of a participant', () => {
  it('says nothing of a lost connection once the class is over', async () => {
    const { world, pass } = await aPhone()
    const ended = world.trainer().end('See you tomorrow.')
    await pass(10_000)
    await ended
    world.hub.stop()
    await pass(20_000)
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('The class is over')
    expect(screen.getByText('See you tomorrow.')).toBeDefined()
    expect(screen.queryByText(/^(Connected|No connection|The trainer is)/)).toBeNull()
  })

  it('takes the result of a practice exam during it, later in the class and after its end, and says it in one line', async () => {
    const { world, pass } = await aPhone()
    expect(screen.queryByText('Send the result of a practice exam')).toBeNull()
    const mock = { kind: 'mock', form: '47AY1-5NM70', path: 'exams/foundation-40/', minutes: 60 } as const
    const lines = () => screen.getAllByRole('status').map(({ textContent }) => textContent)
    const send = (token: string) => {
      fireEvent.input(screen.getByLabelText('Result code'), { target: { value: token } })
      fireEvent.click(screen.getByRole('button', { name: 'Send result' }))
    }
    world.trainer().show(mock)
    await pass(1000)
    expect(screen.getByRole('link', { name: 'Open the form' }).getAttribute('href')).toBe('/exams/foundation-40/')
    send('nothing of the kind')
    expect(screen.getByText(/^That is no result code/)).toBeDefined()
    expect(lines()).toEqual([''])
    // It is open for typing, and stays so.
    world.trainer().show({ kind: 'break', title: 'Lunch' })
    await pass(1000)
    send('AIMS1.0123456789ABCDEFGHJK')
    await pass(1000)
    expect(lines()).toEqual(['Result code: Received by the trainer'])
    world.trainer().show(aShown())
    await pass(1000)
    expect(screen.queryByLabelText('Result code')).toBeNull()
    expect(lines()).toEqual([''])

    const ended = world.trainer().end()
    await pass(10_000)
    await ended
    send('AIMS1.ABCDEFGHJK0123456789')
    // It stays as somebody left it, whatever else happens on the page.
    const fold = screen.getByLabelText('Result code').closest('details')
    expect(fold?.open).toBe(true)
    if (fold) fold.open = false
    await pass(1000)
    expect(fold?.open).toBe(false)
    expect(lines()).toEqual(['Result code: Received by the trainer'])
    expect(world.trainer().status().tokens).toEqual(['AIMS1.0123456789ABCDEFGHJK', 'AIMS1.ABCDEFGHJK0123456789'])
  })
})

/** What a screen reader finds on the page: its headings, what it is told at once, the one line that changes, what can be used. */
async function found() {
  const texts = (role: string) => screen.queryAllByRole(role).map(({ textContent }) => textContent)
  // Where there is no layout, nothing can be said of colours.
  const running = axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } })
  if (vi.isFakeTimers()) await vi.advanceTimersByTimeAsync(100)
  const { violations } = await running
  return {
    violations: violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`),
    headings: texts('heading'),
    alerts: texts('alert').filter((text) => text !== ''),
    live: document.querySelectorAll('[role=status], [aria-live]').length,
    line: texts('status')[0],
    buttons: [...texts('button'), ...texts('link')],
  }
}

describe('a page that has no room', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'Date'] }))
  afterEach(() => void vi.useRealTimers())
  const wait = () => vi.advanceTimersByTimeAsync(20_000)

  it('looks for it', async () => {
    vi.stubGlobal('fetch', () => new Promise(() => {}))
    showPage(() => <JoinPage />)
    expect(await found()).toMatchObject({ violations: [], line: 'Looking for the room…', buttons: [] })
  })

  it.each([
    { status: 404, heading: 'There is no live room at this address' },
    { status: 502, heading: 'The trainer’s computer cannot be reached' },
  ])('says why: $heading', async ({ status, heading }) => {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('', { status })))
    showPage(() => <JoinPage />)
    await wait()
    expect(await found()).toMatchObject({ violations: [], headings: [heading], buttons: [] })
  })

  it('asks for its code, and says what is wrong with one', async () => {
    aHost('open')
    showPage(() => <JoinPage />)
    await wait()
    const field = screen.getByRole('textbox', { name: 'Code of the room' })
    fireEvent.input(field, { target: { value: 'K7Q2' } })
    fireEvent.click(screen.getByRole('button', { name: 'Join' }))
    expect(await found()).toMatchObject({
      violations: [],
      headings: ['Join a class'],
      alerts: ['That is no room code. It has eight letters and numbers, such as K7Q2-9MXD.'],
    })
  })

  it('says that its address is damaged', async () => {
    history.replaceState(undefined, '', '#K7Q29MXD.AAAA')
    aHost('open')
    showPage(() => <JoinPage />)
    await wait()
    expect((await found()).alerts[0]).toMatch(/^The address you opened is damaged/)
  })

  it('asks for the PIN of its door, and again where that was wrong', async () => {
    history.replaceState(undefined, '', '#K7Q29MXD')
    aHost('pin')
    showPage(() => <JoinPage />)
    await wait()
    expect(await found()).toMatchObject({ violations: [], headings: ['Join a class'], alerts: [] })
    fireEvent.input(screen.getByRole('textbox', { name: 'Door PIN' }), { target: { value: '1234' } })
    fireEvent.click(screen.getByRole('button', { name: 'Join' }))
    await wait()
    expect((await found()).alerts).toEqual(['That PIN was not right. Ask the trainer, and try again in a moment.'])
  })
})

type Phone = Awaited<ReturnType<typeof aPhone>>

/** The trainer shows something, and time passes. */
const shows =
  (...shown: readonly Shown[]) =>
  async ({ world, pass }: Phone) => {
    for (const one of shown) {
      world.trainer().show(one)
      await pass(1000)
    }
  }

/** The trainer says a screen that no `Shown` leads to. */
const says =
  (said: object) =>
  async ({ world, person, pass }: Phone) => {
    const topic = topicsOf(world.code).state
    const head = { v: 1, n: (person.view().screen?.n ?? 0) + 1, e: 1, at: world.clock.now() }
    world.hub.inject({ topic, payload: await cheapSign(topic, JSON.stringify({ ...head, ...said })), retained: false })
    await pass(100)
  }

const exercise = { kind: 'exercise', id: 'risks', title: 'Risks', task: ['Find three.'], minutes: 10 } as const
const counts = [[1, 2, 0, 0]]

describe('a page in a room', () => {
  it.each<{ is: string; come: (phone: Phone) => Promise<void>; finds: Partial<Awaited<ReturnType<typeof found>>> }>([
    {
      is: 'waiting for the trainer to begin',
      come: shows(),
      finds: { headings: ['You are in. Wait for the trainer to begin.'] },
    },
    {
      is: 'beside a slide',
      come: shows({ kind: 'slide', deck: 'foundation/context', slide: 3, step: 0, title: 'Context' }),
      finds: { headings: ['Context'] },
    },
    {
      is: 'before a question that is not open yet',
      come: shows(aShown({ phase: 'ready' })),
      finds: { headings: ['Which one, q1?'] },
    },
    { is: 'before an open question', come: shows(aShown()), finds: { headings: ['Which one, q1?'], line: '' } },
    {
      is: 'before a question of several options',
      come: shows(aShown({ kind: 'multi' })),
      finds: { buttons: ['Send answer'] },
    },
    { is: 'before a scale', come: shows(aShown({ kind: 'scale' })), finds: { headings: ['Which one, q1?'] } },
    {
      is: 'before a question that is answered in words',
      come: shows(aShown({ kind: 'text' })),
      finds: { buttons: ['Send answer'] },
    },
    {
      is: 'before a question that was locked without its answer',
      come: shows(aShown(), aShown({ phase: 'locked' })),
      finds: { line: 'You gave no answer to this one.' },
    },
    {
      is: 'before what the class chose',
      come: shows(aShown({ phase: 'spread', counts, answered: 3 })),
      finds: { headings: ['Which one, q1?', 'What the class chose (3 answers)'] },
    },
    {
      is: 'before the right answer',
      come: shows(aShown({ phase: 'reveal', counts, answered: 3 })),
      finds: {
        headings: ['Which one, q1?', 'What the class chose (3 answers)', 'Why'],
        line: 'You gave no answer to this one.',
      },
    },
    { is: 'at a second vote', come: shows(aShown({ round: 2 })), finds: { headings: ['Which one, q1?'] } },
    {
      is: 'at an exercise',
      come: shows({ ...exercise, part: 'work' }),
      finds: { headings: ['Risks', 'How far is your group?'] },
    },
    { is: 'after an exercise', come: shows({ ...exercise, part: 'debrief' }), finds: { headings: ['Risks'] } },
    {
      is: 'at a practice exam',
      come: shows({ kind: 'mock', form: '47AY1-5NM70', path: 'exams/foundation-40/', minutes: 60 }),
      finds: { headings: ['Practice exam'] },
    },
    {
      is: 'before the standings',
      come: says({ k: 'board', top: [{ place: 1, name: 'Amber Heron', pts: 3 }], of: 4 }),
      finds: { headings: ['Standings'] },
    },
    { is: 'in a break', come: shows({ kind: 'break', title: 'Lunch' }), finds: { headings: ['Lunch'] } },
    {
      is: 'at the end, without an answer',
      come: shows({ kind: 'end' }),
      finds: { headings: ['The class is over', 'Your answers today'] },
    },
    {
      is: 'at the end, with its outcomes',
      come: async (phone) => {
        await shows(aShown())(phone)
        phone.person.page().answer([2])
        await shows(aShown({ phase: 'reveal', counts, answered: 3 }), { kind: 'end' })(phone)
        expect(screen.getByText('✓ right')).toBeDefined()
      },
      finds: { headings: ['The class is over', 'Your answers today'], line: '' },
    },
    {
      is: 'too old for what the trainer shows',
      come: says({ k: 'hologram' }),
      finds: {
        alerts: ['The trainer shows something that this page is too old for. Load it again; your answers are kept.'],
        buttons: ['Reload'],
      },
    },
    {
      is: 'put out of it',
      come: async ({ world, pass }) => {
        for (const { pid } of world.trainer().status().people) world.trainer().kick(pid)
        await pass(1000)
      },
      finds: { alerts: [expect.stringMatching(/^The trainer has put you out of this room/)] },
    },
    {
      is: 'given up after hours without its trainer',
      come: async ({ world, pass }) => {
        world.trainer().close()
        await pass(4.1 * 3_600_000)
      },
      finds: {
        headings: ['This room is over'],
        alerts: ['For the next one, scan the new code.'],
        buttons: ['Look for it again'],
      },
    },
  ])('is usable where it is $is', async ({ come, finds }) => {
    const phone = await aPhone()
    await come(phone)
    const now = await found()
    expect(now).toMatchObject(finds)
    expect(now.violations).toEqual([])
    expect(now.live).toBeLessThanOrEqual(1)
  })

  it.each<{ what: string; shown: Shown }>([
    { what: 'an open question', shown: aShown() },
    { what: 'a question of several options', shown: aShown({ kind: 'multi' }) },
    { what: 'a scale', shown: aShown({ kind: 'scale' }) },
    { what: 'what the class chose', shown: aShown({ phase: 'spread', counts, answered: 3 }) },
    { what: 'an answer and its reason', shown: aShown({ phase: 'reveal', counts, answered: 3 }) },
    { what: 'a slide', shown: { kind: 'slide', deck: 'foundation/context', slide: 3, step: 0, title: 'Context' } },
    { what: 'an exercise', shown: { ...exercise, part: 'work' } },
    { what: 'a practice exam', shown: { kind: 'mock', form: 'Mine', path: 'exams/foundation-40/', minutes: 60 } },
    { what: 'the standings', shown: { kind: 'board', top: [{ place: 1, name: 'Ada', right: 3 }], of: 4 } },
    { what: 'a break', shown: { kind: 'break', title: 'Lunch' } },
  ])('shows $what as the words that somebody wrote, and never as markup', async ({ shown }) => {
    const phone = await aPhone()
    await shows(inMarkup(shown))(phone)
    expect(document.body.textContent).toContain(markup)
    expect(document.querySelector(madeByMarkup)).toBeNull()
  })

  it('shows the last word of a trainer as it was written, and never as markup', async () => {
    const { world, pass } = await aPhone()
    const ended = world.trainer().end(markup)
    await pass(10_000)
    await ended
    expect(document.querySelector('.takeaway')?.textContent).toBe(markup)
    expect(document.querySelector(madeByMarkup)).toBeNull()
  })

  it('answers by a radio, says where the answer is, and how it came out', async () => {
    const phone = await aPhone()
    await shows(aShown())(phone)
    const { pass, world } = phone
    fireEvent.click(screen.getByRole('radio', { name: 'B Option 2' }))
    await pass(0)
    expect((await found()).line).toMatch(/^(Not sent yet|Sent)$/)
    await pass(1000)
    expect((await found()).line).toBe('Received by the trainer')
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'B Option 2' }).checked).toBe(true)
    expect(world.trainer().tally('q1', 1)?.counts).toEqual([0, 1, 0, 0])
    await shows(aShown({ phase: 'reveal', counts: [[0, 1, 0, 0]], answered: 1 }))(phone)
    expect((await found()).line).toBe('Your answer was right.')
  })

  it('sends several options, or words, with a button, and asks for something to send', async () => {
    const phone = await aPhone()
    const { pass, world } = phone
    await shows(aShown({ kind: 'multi' }))(phone)
    fireEvent.click(screen.getByRole('button', { name: 'Send answer' }))
    expect((await found()).alerts).toEqual(['Choose at least one option first.'])
    for (const name of ['A Option 1', 'D Option 4']) {
      fireEvent.click(screen.getByRole('checkbox', { name }))
      screen.getByRole('checkbox', { name }).focus()
      // What is chosen and not sent yet outlives every heartbeat, and every start of the timer.
      await pass(6000)
      world.trainer().show(Object.assign(aShown({ kind: 'multi' }), { endsAt: world.clock.now() + 60_000 }))
      await pass(1000)
      expect(screen.getByRole('timer')).toBeDefined()
      expect(document.activeElement).toBe(screen.getByRole('checkbox', { name }))
    }
    fireEvent.click(screen.getByRole('button', { name: 'Send answer' }))
    await pass(1000)
    expect(await found()).toMatchObject({
      line: 'Received by the trainer',
      alerts: [],
      buttons: ['Send changed answer'],
    })
    expect(world.trainer().tally('q1', 1)?.counts).toEqual([1, 0, 0, 1])

    await shows(aShown({ id: 'q2', kind: 'text' }))(phone)
    fireEvent.click(screen.getByRole('button', { name: 'Send answer' }))
    expect((await found()).alerts).toEqual(['Write something first.'])
    fireEvent.input(screen.getByRole('textbox', { name: 'Your answer' }), { target: { value: 'In our words' } })
    fireEvent.click(screen.getByRole('button', { name: 'Send answer' }))
    await pass(1000)
    expect(world.trainer().tally('q2', 1)?.texts).toEqual(['In our words'])
  })

  it('says how sure it is with its answer, before or after it, and where several are sent, with the button', async () => {
    const phone = await aPhone()
    const { pass, world } = phone
    const kept = () => world.journal().answers.map(({ a, c }) => [a, c])
    world.trainer().askSure(true)
    world.trainer().show(aShown(), [2])
    await pass(1000)
    expect(screen.getByRole('group', { name: 'How sure are you? (if you like)' })).toBeDefined()
    fireEvent.click(screen.getByRole('radio', { name: 'Sure' }))
    await pass(1000)
    expect(kept()).toEqual([])
    fireEvent.click(screen.getByRole('radio', { name: 'B Option 2' }))
    await pass(1000)
    expect(kept()).toEqual([[[2], 3]])
    fireEvent.click(screen.getByRole('radio', { name: 'A guess' }))
    await pass(1000)
    expect(kept()).toEqual([[[2], 1]])
    expect(await found()).toMatchObject({ line: 'Received by the trainer', violations: [] })

    world.trainer().show(aShown({ id: 'q2', kind: 'multi' }), [1, 2])
    await pass(1000)
    fireEvent.click(screen.getByRole('checkbox', { name: 'A Option 1' }))
    fireEvent.click(screen.getByRole('radio', { name: 'Fairly sure' }))
    await pass(10_000)
    expect(kept()).toHaveLength(1)
    fireEvent.click(screen.getByRole('button', { name: 'Send answer' }))
    await pass(1000)
    expect(kept()[1]).toEqual([[1], 2])
  })

  it('says where the key is not the one that was fixed before the vote', async () => {
    const phone = await aPhone()
    const { pass, person, world } = phone
    world.trainer().show(aShown(), [2])
    await pass(1000)
    world.trainer().show(aShown({ phase: 'reveal', counts, answered: 3 }), [2])
    await pass(1000)
    const other = 'The key is not the one fixed before the vote.'
    expect(screen.queryByText(other)).toBeNull()
    await says({ ...person.view().screen, n: (person.view().screen?.n ?? 0) + 1, key: [3] })(phone)
    expect(screen.getByText(other)).toBeDefined()
    expect((await found()).violations).toEqual([])
  })

  it('moves the focus to the heading of another screen, and leaves it where it is within a question', async () => {
    const phone = await aPhone()
    await shows(aShown())(phone)
    expect(document.activeElement?.textContent).toBe('Which one, q1?')
    const summary = screen.getByText('What the trainer can see')
    summary.focus()
    await shows(aShown({ phase: 'locked' }), aShown({ phase: 'reveal', counts, answered: 3 }))(phone)
    expect(document.activeElement?.textContent).toBe('What the trainer can see')
    await shows({ kind: 'break', title: 'Lunch' })(phone)
    expect(document.activeElement?.textContent).toBe('Lunch')
  })

  it('says that an answer came too late', async () => {
    const phone = await aPhone()
    const { person, pass } = phone
    await shows(aShown())(phone)
    person.sleep()
    fireEvent.click(screen.getByRole('radio', { name: 'A Option 1' }))
    await shows(aShown({ phase: 'locked' }))(phone)
    await pass(5000)
    person.wake()
    await pass(3000)
    expect((await found()).line).toBe('Came too late, and is not counted')
  })

  it('asks for a name where the room does', async () => {
    const { pass, world } = await aPhone({ policy: { names: 'free', link: 'session' } })
    expect(await found()).toMatchObject({ violations: [], headings: ['Join a class'], buttons: ['Join'] })
    fireEvent.input(screen.getByRole('textbox', { name: 'Your name' }), { target: { value: 'Ada' } })
    fireEvent.click(screen.getByRole('button', { name: 'Join' }))
    await pass(1000)
    expect((await found()).headings).toEqual(['You are in. Wait for the trainer to begin.'])
    expect(world.trainer().status().people).toMatchObject([{ name: 'Ada' }])
  })

  it('waits where no room answers to its code, and offers to type another', async () => {
    await aPhone({ code: '00000000' })
    expect(await found()).toMatchObject({
      violations: [],
      headings: ['Looking for the room…'],
      buttons: ['Type another code'],
    })
  })

  it('says that it is open in another tab, and takes the place back', async () => {
    const shared = { store: createShelf() }
    const { world, pass } = await aPhone(shared)
    world.enter(shared)
    await pass(10_000)
    expect(await found()).toMatchObject({
      violations: [],
      headings: ['This room is open in another tab of this browser.'],
    })
    fireEvent.click(screen.getByRole('button', { name: 'Use it here' }))
    await pass(10_000)
    expect((await found()).headings).toEqual(['You are in. Wait for the trainer to begin.'])
  })

  it('waits at a closed door', async () => {
    const { world, pass } = await aPhone({ before: (world) => world.trainer().closeDoor(true) })
    expect(await found()).toMatchObject({ violations: [] })
    expect((await found()).alerts[0]).toMatch(/^The trainer has closed the door to newcomers/)
    world.trainer().closeDoor(false)
    await pass(10_000)
    expect(await found()).toMatchObject({ alerts: [], headings: ['You are in. Wait for the trainer to begin.'] })
  })

  it.each([
    {
      link: 'No connection to the room. Your answer is kept, and will be sent.',
      go: ({ world }: Phone) => world.hub.stop(),
    },
    { link: 'The trainer is reconnecting. Your answer is kept.', go: ({ world }: Phone) => world.trainer().close() },
  ])('says what is wrong with its connection: $link', async ({ link, go }) => {
    const phone = await aPhone()
    expect(screen.getByText('Connected')).toBeDefined()
    go(phone)
    await phone.pass(20_000)
    expect(screen.getByText(link)).toBeDefined()
    expect((await found()).violations).toEqual([])
  })

  it('says that this browser keeps nothing', async () => {
    const store = createShelf()
    store.fill(true)
    await aPhone({ store })
    expect(screen.getByText(/^This browser keeps nothing/)).toBeDefined()
    expect((await found()).violations).toEqual([])
  })

  it.each([
    { policy: { names: 'none', link: 'none' }, says: /^The trainer sees how many chose each option, and never who/ },
    { policy: { names: 'none', link: 'session' }, says: /^The trainer knows no name/ },
    { policy: { names: 'generated', link: 'session' }, says: /^The trainer sees the name this room gave you/ },
  ] as const)('says what the trainer can see: $says', async ({ policy, says }) => {
    await aPhone({ policy })
    expect(screen.getByText(says)).toBeDefined()
  })
})
