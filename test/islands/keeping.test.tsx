import { fireEvent, render, screen, waitFor } from '@solidjs/testing-library'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { askToKeepOnce } from '../../src/islands/keeping/ask-once.ts'
import { createKept } from '../../src/islands/keeping/createKept.ts'
import { exportAge } from '../../src/islands/keeping/export-age.ts'
import { KeepingNotes } from '../../src/islands/keeping/KeepingNotes.tsx'
import { loadProgress } from '../../src/islands/primitives/device.ts'
import type { Json, Keeping, OutdatedBy, Settings } from '../../src/store/progress.ts'

const dayMs = 86_400_000
const now = Date.now()
const answers = (count: number, daysAgo: number) =>
  Array.from({ length: count }, (_, at) => ({ at: now - daysAgo * dayMs + at }))
const settings = (values: Readonly<Record<string, Json>> = {}): Settings => new Map(Object.entries(values))

type Given = {
  readonly keeping?: Keeping
  readonly lostAt?: number
  readonly settings?: Settings
  readonly responses?: readonly { readonly at: number }[]
  readonly outdated?: Promise<OutdatedBy>
}
function show(given: Given = {}) {
  const set = vi.fn(async () => ({ ok: true, value: undefined }) as const)
  const exportAsIs = vi.fn(async () => '{}')
  const kept = {
    progress: { outdated: given.outdated ?? new Promise<OutdatedBy>(() => {}), exportAsIs, set },
    keeping: given.keeping ?? { keeps: 'device' },
    lostAt: given.lostAt,
    settings: given.settings ?? settings(),
    responses: given.responses ?? [],
    attempts: [],
  } as const
  render(() => <KeepingNotes kept={kept} />)
  return { set, exportAsIs, text: () => document.body.textContent }
}

beforeEach(() => localStorage.clear())
afterEach(() => vi.restoreAllMocks())

describe('the notes on what is kept', () => {
  it('say nothing where nothing is wrong', () => {
    expect(show({ responses: answers(5, 1) }).text()).toBe('')
  })

  it.each([
    { reason: { kind: 'unavailable' }, why: 'it has no storage', remedy: 'Another browser' },
    { reason: { kind: 'private' }, why: 'this is a private window', remedy: 'in an ordinary one' },
    { reason: { kind: 'full' }, why: 'this device has no room left', remedy: 'Free some space and reload' },
    { reason: { kind: 'blocked', detail: '' }, why: 'storage is blocked', remedy: 'Allow this site to store data' },
  ] as const)('say why nothing is kept and what helps: $why', ({ reason, why, remedy }) => {
    const { text } = show({ keeping: { keeps: 'memory', reason } })
    expect(text()).toContain(why)
    expect(text()).toContain(remedy)
    expect(screen.getByRole('link', { name: /Export under Settings/ })).toBeTruthy()
  })

  it('offer what an older release left as a file where it could not be brought up to this one', async () => {
    const { text, exportAsIs } = show({ keeping: { keeps: 'memory', reason: { kind: 'not-upgraded' } } })
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {})
    vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: () => 'blob:none', revokeObjectURL: () => {} }))
    expect(text()).toContain('It is untouched.')
    fireEvent.click(screen.getByRole('button', { name: 'Save what is stored to a file' }))
    await waitFor(() => expect(exportAsIs).toHaveBeenCalled())
  })

  it.each([
    { by: 'newer-version', says: 'A newer release of Aimward has taken over' },
    { by: 'deletion', says: 'was deleted in another tab' },
  ] as const)('say that nothing more is stored from here, after $by, and offer to reload', async ({ by, says }) => {
    show({ outdated: Promise.resolve(by) })
    expect((await screen.findByRole('alert')).textContent).toContain(says)
    expect(screen.getByRole('button', { name: 'Reload' })).toBeTruthy()
  })

  it('miss what the browser has cleared away, and say what it can be had from', () => {
    const { text } = show({ lostAt: Date.UTC(2026, 10, 3, 12) })
    expect(text()).toContain('Something was kept here until 3 November 2026, and now it is gone')
    expect(text()).toContain('If you have an exported file, import it.')
  })

  it('say that a clock was wrong when something stored here is from days to come', () => {
    const { text } = show({ responses: answers(3, -60) })
    expect(text()).toContain('One of the two clocks was wrong.')
    expect(text()).toContain('Nothing is lost.')
  })

  it('are silent about a few hours, which travellers and summer time bring', () => {
    expect(show({ responses: answers(3, -0.5) }).text()).toBe('')
  })

  it('remind of an export after two weeks, and again two weeks after “later”', () => {
    const { text, set } = show({ responses: answers(40, 20) })
    expect(text()).toContain('40 answers are on this device alone, and none was ever exported.')
    fireEvent.click(screen.getByRole('button', { name: 'Remind me in two weeks' }))
    expect(set).toHaveBeenCalledWith('export:later', expect.any(Number))
  })
})

describe('an export', () => {
  it.each([
    { isDue: false, because: 'nothing was answered', responses: [], kept: {} },
    { isDue: false, because: 'few answers would be missed', responses: answers(29, 90), kept: {} },
    { isDue: false, because: 'all of it is new', responses: answers(300, 3), kept: {} },
    { isDue: true, because: 'much of it is two weeks old', responses: answers(30, 15), kept: {} },
    {
      isDue: false,
      because: 'it was exported since',
      responses: answers(30, 15),
      kept: { 'export:last': now - 10 * dayMs },
    },
    {
      isDue: true,
      because: 'much was answered since the last one',
      responses: answers(30, 16),
      kept: { 'export:last': now - 20 * dayMs },
    },
    {
      isDue: false,
      because: 'the learner said later',
      responses: answers(30, 60),
      kept: { 'export:later': now - dayMs },
    },
    {
      isDue: true,
      because: 'later has come',
      responses: answers(30, 60),
      kept: { 'export:later': now - 15 * dayMs },
    },
  ])('is due: $isDue, because $because', ({ isDue, responses, kept }) => {
    expect(exportAge(settings(kept), responses, now).isDue).toBe(isDue)
  })
})

describe('the browser', () => {
  const progress = (keeps: 'device' | 'memory', isPersistent = false) => ({
    ready: Promise.resolve<Keeping>(
      keeps === 'device' ? { keeps } : { keeps: 'memory', reason: { kind: 'unavailable' } },
    ),
    isPersistent: async () => isPersistent,
    askPersistence: vi.fn(async () => true),
  })

  it('is asked once to keep everything', async () => {
    const asked = progress('device')
    expect(await askToKeepOnce(asked)).toBe(true)
    expect(await askToKeepOnce(asked)).toBeUndefined()
    expect(asked.askPersistence).toHaveBeenCalledTimes(1)
  })

  it('is not asked where it has promised already, or where nothing is kept', async () => {
    const [promised, nothing] = [progress('device', true), progress('memory')]
    expect(await askToKeepOnce(promised)).toBe(true)
    expect(await askToKeepOnce(nothing)).toBeUndefined()
    expect(promised.askPersistence).not.toHaveBeenCalled()
    expect(nothing.askPersistence).not.toHaveBeenCalled()
  })
})

describe('what is kept', () => {
  it('is there once all of it was read, and follows what is written after', async () => {
    const progress = await loadProgress()
    await progress.eraseEverything()
    const shown: string[] = []
    const Show = () => {
      const state = createKept()
      return (
        <p>
          {(() => {
            const now = state()
            shown.push(now.kind)
            return now.kind === 'there' ? `${now.kept.settings.size} kept` : now.kind
          })()}
        </p>
      )
    }
    render(Show)
    await screen.findByText('0 kept')
    await progress.set('theme', 'dark')
    await screen.findByText('1 kept')
    expect(shown).toEqual(['loading', 'there', 'there'])
  })
})
