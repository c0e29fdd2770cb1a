import { fireEvent, render, screen, waitFor, within } from '@solidjs/testing-library'
import { createSignal } from 'solid-js'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { replay, type ExamEvent, type ExamPlan } from '../../src/core/exam.ts'
import { known } from '../../src/core/result.ts'
import { openClock } from '../../src/islands/exam/clock.ts'
import { Desk } from '../../src/islands/exam/Desk.tsx'
import { openLog, unsavedEvents, type Saving } from '../../src/islands/exam/log.ts'
import { ResultPage } from '../../src/islands/exam/ResultPage.tsx'
import { firstSettings, type DeskSettings } from '../../src/islands/exam/settings.ts'
import { Sitting } from '../../src/islands/exam/Sitting.tsx'
import { loadProgress } from '../../src/islands/primitives/device.ts'
import { aPlan, aQuestion } from '../support/builders.ts'

const minute = 60_000

beforeAll(() => {
  // jsdom knows the element and not what it does.
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true
    this.querySelector<HTMLElement>('[autofocus]')?.focus()
  }
  HTMLDialogElement.prototype.close = function () {
    this.open = false
  }
  vi.stubGlobal('scrollTo', () => {})
})

type Given = {
  readonly plan?: ExamPlan
  readonly events?: readonly ExamEvent[]
  readonly saving?: Saving
  readonly isReadOnly?: boolean
  readonly settings?: Partial<DeskSettings>
}

/** The desk of an exam that has just been started, and what it keeps. */
function sit({
  plan = aPlan(),
  events = [],
  saving = { kind: 'saved' },
  isReadOnly = false,
  settings: given = {},
}: Given = {}) {
  const kept: ExamEvent[] = []
  const onFinished = vi.fn()
  const exam = replay(plan, [{ type: 'started', at: Date.now() }, ...events])
  const [settings, setSettings] = createSignal<DeskSettings>({ ...firstSettings, ...given })
  render(() => (
    <Sitting
      initial={{ exam, clock: openClock(), keep: (event) => kept.push(event) }}
      saving={saving}
      isReadOnly={isReadOnly}
      settings={settings()}
      onSettings={setSettings}
      onFinished={onFinished}
    />
  ))
  // When is not what these tests are about.
  return {
    onFinished,
    kept: () => kept.filter(({ type }) => type !== 'ticked').map((event) => ({ ...event, at: undefined })),
  }
}

const press = (key: string, more: KeyboardEventInit = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more })
const button = (name: string | RegExp) => screen.getByRole('button', { name })
const option = (name: string | RegExp) => screen.getByRole<HTMLInputElement>('radio', { name })
const heading = (name: string | RegExp) => screen.getByRole('heading', { level: 1, name })
const later = (ms: number) => vi.advanceTimersByTimeAsync(ms)
/** What an exam can begin without comes while the first question is read. */
async function partsAreThere() {
  await later(500)
  await vi.dynamicImportSettled()
}

describe('the desk of an exam', () => {
  beforeEach(() => void vi.useFakeTimers({ now: 1_800_000_000_000 }))
  afterEach(() => void vi.useRealTimers())

  it('shows one question, its place and the time, and has the focus on the heading', async () => {
    sit()
    await later(0)
    expect(heading('Question 1 of 3')).toBe(document.activeElement)
    expect(screen.getAllByRole('radio')).toHaveLength(3)
    expect(screen.getByRole('timer').textContent).toBe('1:00:00')
    expect(screen.getByText('1 of 3')).toBeTruthy()
  })

  it('moves with Next and Previous, and the focus goes to the heading', async () => {
    const { kept } = sit()
    fireEvent.click(button('Next'))
    await later(0)
    expect(heading('Question 2 of 3')).toBe(document.activeElement)
    fireEvent.click(button('Previous'))
    expect(heading('Question 1 of 3')).toBeTruthy()
    expect(button('Previous')).toHaveProperty('disabled', true)
    expect(kept()).toEqual([
      { type: 'moved', to: 1 },
      { type: 'moved', to: 0 },
    ])
  })

  it('keeps a choice by the id of the option, in whatever order options are shown', () => {
    const { questions } = aPlan({ questions: 1 })
    const plan = aPlan({ questions: 1 })
    const asked = { ...known(questions[0]), optionOrder: ['c', 'a', 'b'] }
    const { kept } = sit({ plan: { ...plan, questions: [asked] } })
    const [first] = screen.getAllByRole('radio')
    fireEvent.click(known(first))
    expect(kept()).toEqual([{ type: 'chose', question: 'q-1', options: ['c'] }])
    expect(option(/Option c/).checked).toBe(true)
  })

  it('caps the choice where several are asked for, and counts it', async () => {
    sit({ plan: aPlan({ questions: [aQuestion({ id: 'q-1', key: ['a', 'b'] })] }) })
    const boxes = screen.getAllByRole<HTMLInputElement>('checkbox')
    expect(screen.getByText(/^0 of 2/)).toBeTruthy()
    for (const box of boxes.slice(0, 3)) fireEvent.click(box)
    expect(boxes.map((box) => box.checked)).toEqual([true, true, false, false])
    expect(screen.getByText(/^2 of 2/, { selector: 'output' })).toBeTruthy()
    await later(100)
    expect(screen.getByText('2 of 2 are chosen already. Take one away first.')).toBeTruthy()
  })

  it('says in the heading that a question is flagged', () => {
    const { kept } = sit()
    fireEvent.click(button('Flag this question'))
    expect(heading('Question 1 of 3, flagged')).toBeTruthy()
    expect(button('Flag this question').getAttribute('aria-pressed')).toBe('true')
    expect(kept()).toEqual([{ type: 'flagged', question: 'q-1', on: true }])
  })

  it('strikes an option out by button, by right click and by key, and choosing it takes the strike away', () => {
    sit()
    fireEvent.click(button('Strike out A'))
    expect(option(/struck out/)).toBeTruthy()
    fireEvent.click(option(/Option a/))
    expect(screen.queryByRole('radio', { name: /struck out/ })).toBeNull()
    expect(button('Strike out A')).toHaveProperty('disabled', true)
    fireEvent.contextMenu(option(/Option b/))
    expect(option(/Option b.*struck out/)).toBeTruthy()
    press('x')
    press('3')
    expect(option(/Option c.*struck out/)).toBeTruthy()
    expect(option(/Option a/).checked).toBe(true)
  })

  it('is worked by keys alone', () => {
    const { kept } = sit()
    press('2')
    press('j')
    press('m')
    press('N', { code: 'KeyN', altKey: true, shiftKey: true })
    press('k')
    expect(kept()).toEqual([
      { type: 'chose', question: 'q-1', options: ['b'] },
      { type: 'moved', to: 1 },
      { type: 'flagged', question: 'q-2', on: true },
      { type: 'moved', to: 2 },
      { type: 'moved', to: 1 },
    ])
  })

  it('never takes Enter as Next, nor keys with Ctrl, nor keys that are switched off', () => {
    const { kept } = sit()
    press('Enter')
    press('j', { ctrlKey: true })
    expect(kept()).toEqual([])
  })

  it('leaves keys alone when they are switched off', () => {
    const { kept } = sit({ settings: { areKeysOn: false } })
    press('j')
    press('1')
    expect(kept()).toEqual([])
  })

  it('lists every question in the Navigator, filters them, sorts them and goes there', async () => {
    sit({
      events: [
        { type: 'chose', at: Date.now(), question: 'q-1', options: ['a'] },
        { type: 'flagged', at: Date.now(), question: 'q-1', on: true },
        { type: 'moved', at: Date.now(), to: 1 },
      ],
    })
    press('r')
    const dialog = within(screen.getByRole('dialog', { name: 'Navigator' }))
    const rows = () =>
      dialog
        .getAllByRole('row')
        .slice(1)
        .map((row) => [...row.children].map((cell) => cell.textContent?.trim()))
    expect(rows()).toEqual([
      ['1', 'Complete', 'Flagged'],
      ['2', 'Incomplete', ''],
      ['3', 'Unseen', ''],
    ])
    for (const [name, count] of [
      ['All', 3],
      ['Incomplete', 1],
      ['Flagged', 1],
      ['Unseen', 1],
    ] as const) {
      expect(dialog.getByRole('radio', { name: `${name} ${count}` })).toBeTruthy()
    }
    fireEvent.click(dialog.getByRole('button', { name: /Status/ }))
    expect(rows()[0]).toEqual(['3', 'Unseen', ''])
    expect(dialog.getByRole('columnheader', { name: /Status/ }).getAttribute('aria-sort')).toBe('ascending')
    fireEvent.click(dialog.getByRole('radio', { name: 'Flagged 1' }))
    expect(rows()).toHaveLength(1)
    fireEvent.click(dialog.getByRole('button', { name: 'Question 1' }))
    await later(0)
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(heading('Question 1 of 3, flagged')).toBe(document.activeElement)
  })

  it('says what is unanswered before it finishes, and asks once more', async () => {
    const { onFinished } = sit()
    fireEvent.click(option(/Option a/))
    fireEvent.click(button('Flag this question'))
    await later(45_000)
    fireEvent.click(button('Finish exam'))
    expect(screen.getByRole('dialog', { name: 'Finish the exam?' }).textContent).toContain(
      '2 unanswered: 2, 3. 1 flagged. 0:59:15 left.',
    )
    expect(button('Go to question 2')).toBeTruthy()
    expect(button('Return to exam')).toBe(document.activeElement)
    fireEvent.click(button('Finish and score'))
    expect(onFinished).not.toHaveBeenCalled()
    expect(screen.getByRole('dialog', { name: 'Finish with 2 unanswered questions?' })).toBeTruthy()
    await later(0)
    expect(button('Return to exam')).toBe(document.activeElement)
    fireEvent.click(button('Finish with 2 unanswered'))
    expect(onFinished).toHaveBeenCalledOnce()
    expect(onFinished.mock.calls[0]?.[0]).toMatchObject({ phase: 'finished', cause: 'submitted' })
  })

  it('leads from a number in the dialog to the question', async () => {
    sit()
    fireEvent.click(button('Finish exam'))
    fireEvent.click(screen.getByRole('link', { name: 'Question 3' }))
    await later(0)
    expect(heading('Question 3 of 3')).toBe(document.activeElement)
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('finishes in one step when everything is answered', () => {
    const { onFinished } = sit({ plan: aPlan({ questions: 1 }) })
    fireEvent.click(option(/Option a/))
    fireEvent.click(button('Finish exam'))
    expect(screen.getByRole('dialog').textContent).toContain('All 1 answered. 0 flagged. 1:00:00 left.')
    fireEvent.click(button('Finish and score'))
    expect(onFinished).toHaveBeenCalledOnce()
  })

  it('hides the time without stopping it, and shows it again at 5 minutes', async () => {
    sit()
    fireEvent.click(button('Hide the time'))
    expect(screen.getByRole('timer').textContent).toBe('Time hidden')
    await later(54 * minute)
    expect(screen.getByRole('timer').textContent).toBe('Time hidden')
    await later(minute + 1000)
    expect(screen.getByRole('timer').textContent).toBe('0:04:59')
  })

  it('says that 10, 5 and 2 minutes are left politely, and interrupts only for the last', async () => {
    sit()
    const polite = () => screen.getByRole('status').textContent?.trim()
    const messages: (string | undefined)[] = []
    for (const minutes of [50, 5, 3]) {
      await later(minutes * minute + 500)
      messages.push(polite())
    }
    expect(messages).toEqual(['10 minutes left.', '5 minutes left.', '2 minutes left.'])
    expect(screen.getByRole('alert').textContent?.trim()).toBe('')
    await later(minute)
    expect(screen.getByRole('alert').textContent?.trim()).toBe('1 minute left.')
    fireEvent.click(button('Dismiss'))
    expect(screen.queryByRole('button', { name: 'Dismiss' })).toBeNull()
  })

  it('gives the focus back where it was when a message is dismissed', async () => {
    sit()
    await later(50 * minute)
    option(/Option b/).focus()
    button('Dismiss').focus()
    fireEvent.click(button('Dismiss'))
    expect(screen.queryByRole('button', { name: 'Dismiss' })).toBeNull()
    expect(option(/Option b/)).toBe(document.activeElement)
  })

  it('writes down once by how much the clock of the device was set back', async () => {
    const log: ExamEvent[] = []
    const exam = replay(aPlan(), [{ type: 'started', at: Date.now() }])
    render(() => (
      <Sitting
        initial={{ exam, clock: openClock(), keep: (event) => log.push(event) }}
        saving={{ kind: 'saved' }}
        isReadOnly={false}
        settings={firstSettings}
        onSettings={() => {}}
        onFinished={() => {}}
      />
    ))
    await later(10_000)
    vi.setSystemTime(Date.now() - 45 * minute)
    await later(20_000)
    expect(log).toMatchObject([{ type: 'ticked', setBackMs: 45 * minute }])
  })

  it('ends at the deadline with the answers given, and nothing can be changed after', async () => {
    const { onFinished, kept } = sit()
    press('1')
    await later(61 * minute)
    expect(onFinished).toHaveBeenCalledOnce()
    const exam = onFinished.mock.calls[0]?.[0]
    expect(exam).toMatchObject({ phase: 'finished', cause: 'time-out', endedAt: 1_800_000_000_000 + 60 * minute })
    press('2')
    expect(kept()).toHaveLength(1)
  })

  it('ends at the deadline though the clock of the device was set back', async () => {
    const { onFinished } = sit()
    await later(10 * minute)
    vi.setSystemTime(1_800_000_000_000 - 30 * minute)
    await later(40 * minute)
    expect(onFinished).not.toHaveBeenCalled()
    await later(11 * minute)
    expect(onFinished).toHaveBeenCalledOnce()
  })

  it('ends at once when the device wakes up after the deadline', async () => {
    const { onFinished } = sit()
    vi.setSystemTime(1_800_000_000_000 + 90 * minute)
    fireEvent(document, new Event('visibilitychange'))
    expect(onFinished).toHaveBeenCalledOnce()
  })

  it('gives more time at once', async () => {
    sit()
    fireEvent.click(button('Settings'))
    await partsAreThere()
    fireEvent.click(button('+10 minutes'))
    expect(screen.getByRole('timer').textContent).toBe('1:10:00')
  })

  it('has no clock when untimed', async () => {
    const { onFinished } = sit({ plan: aPlan({ limitMs: undefined }) })
    await later(300 * minute)
    expect(screen.getByRole('timer').textContent).toBe('Untimed')
    expect(onFinished).not.toHaveBeenCalled()
  })

  it('pauses in practice mode only, and puts the question away', async () => {
    sit({ plan: aPlan({ mode: 'practice' }) })
    fireEvent.click(button('Pause'))
    expect(screen.queryByRole('radio')).toBeNull()
    await later(30 * minute)
    expect(screen.getByRole('timer').textContent).toBe('1:00:00')
    fireEvent.click(button('Go on'))
    expect(screen.getAllByRole('radio')).toHaveLength(3)
  })

  it('never pauses in exam mode', () => {
    sit()
    expect(screen.queryByRole('button', { name: 'Pause' })).toBeNull()
  })

  it('can only be looked at while it is open in another tab', () => {
    const { kept } = sit({ isReadOnly: true })
    expect(screen.getByText(/open in another tab/)).toBeTruthy()
    for (const radio of screen.getAllByRole('radio')) expect(radio.matches(':disabled')).toBe(true)
    for (const key of ['1', 'm', 'x']) press(key)
    fireEvent.contextMenu(option(/Option b/))
    expect(screen.queryByRole('button', { name: 'Finish exam' })).toBeNull()
    expect(kept()).toEqual([])
    fireEvent.click(button('Next'))
    expect(heading('Question 2 of 3')).toBeTruthy()
  })

  it('says what is not saved, why, and what to do', () => {
    sit({ saving: { kind: 'failed', failure: { kind: 'full' } } })
    expect(
      screen.getByText(/^Not saved: this device has no room left\. Your answer is kept on this screen/),
    ).toBeTruthy()
  })
})

describe('the room of an exam', () => {
  const replace = vi.fn()
  const assignTo = (id: string) => history.replaceState({}, '', `/exams/attempt/?id=${id}`)
  let attempts = 0
  const created = async (details: Parameters<typeof aPlan>[0] = {}) => {
    const plan = aPlan({ attemptId: `room-${++attempts}`, ...details })
    const progress = await loadProgress()
    await progress.createAttempt(plan)
    assignTo(plan.attemptId)
    return { plan, progress, id: plan.attemptId }
  }
  const enter = () => render(() => <Desk signposts="/banks/signposts.json" />)
  const lock = (granted: boolean) =>
    Object.defineProperty(navigator, 'locks', {
      configurable: true,
      value: {
        request: (...given: readonly unknown[]) => {
          const hold = given.at(-1)
          if (given.length < 3 || typeof hold !== 'function') return new Promise(() => {})
          return Promise.resolve(hold(granted ? {} : null))
        },
      },
    })

  beforeEach(() => {
    lock(true)
    // jsdom can go nowhere.
    vi.stubGlobal('location', {
      replace,
      reload: () => {},
      get search() {
        return document.location.search
      },
    })
    replace.mockClear()
  })
  afterEach(() => void vi.stubGlobal('location', document.location))

  it('starts the clock when the first question is shown, and has written it down', async () => {
    const { progress, id } = await created()
    enter()
    expect(await screen.findByRole('heading', { name: 'Question 1 of 3' })).toBeTruthy()
    const loaded = await progress.loadAttempt(id)
    expect(loaded.ok && loaded.value.events).toMatchObject([{ type: 'started' }])
  })

  it('says Saved after the log has an answer, and shows it again after a reload', async () => {
    const { progress, id } = await created()
    const { unmount } = enter()
    fireEvent.click(await screen.findByRole('radio', { name: /Option b/ }))
    await waitFor(() => expect(screen.getByText('Saved')).toBeTruthy())
    const loaded = await progress.loadAttempt(id)
    expect(loaded.ok && loaded.value.events.at(-1)).toMatchObject({ type: 'chose', options: ['b'] })
    unmount()
    enter()
    expect((await screen.findByRole<HTMLInputElement>('radio', { name: /Option b/ })).checked).toBe(true)
  })

  it('hands in when it is finished, records each response once, and goes to the result', async () => {
    const { progress, id } = await created()
    enter()
    fireEvent.click(await screen.findByRole('radio', { name: /Option a/ }))
    fireEvent.click(button('Next'))
    fireEvent.click(button('Finish exam'))
    fireEvent.click(button('Finish and score'))
    fireEvent.click(button('Finish with 2 unanswered'))
    await waitFor(() => expect(replace).toHaveBeenCalledWith(`/exams/result/?id=${id}`))
    const responses = await progress.responses({ attemptId: id })
    expect(responses.map(({ questionId, mark, context }) => [questionId, mark.kind, context])).toEqual([
      ['q-1', 'right', 'exam'],
      ['q-2', 'skipped', 'exam'],
    ])
    const attempt = (await progress.listAttempts()).find((one) => one.id === id)
    expect(attempt?.summary).toMatchObject({ right: 1, questions: 3, passed: false, cause: 'submitted' })
  })

  it('ends an exam whose time ran out while the page was closed', async () => {
    const { progress, id } = await created()
    await progress.append(id, { type: 'started', at: Date.now() - 61 * minute })
    enter()
    expect(await screen.findByRole('heading', { name: 'Time is up.' })).toBeTruthy()
    expect(screen.getByText(/Your answers were submitted at 1:00:00\./)).toBeTruthy()
    fireEvent.click(button('See the result'))
    await waitFor(() => expect(replace).toHaveBeenCalledWith(`/exams/result/?id=${id}`))
  })

  it('goes to the result of an exam that is finished', async () => {
    const { progress, id } = await created()
    const at = Date.now() - minute
    await progress.append(id, { type: 'started', at })
    await progress.append(id, { type: 'submitted', at: at + 1000 })
    enter()
    await waitFor(() => expect(replace).toHaveBeenCalledWith(`/exams/result/?id=${id}`))
  })

  it('is read-only in a second tab', async () => {
    const { progress, id } = await created()
    await progress.append(id, { type: 'started', at: Date.now() })
    lock(false)
    enter()
    expect(await screen.findByText(/open in another tab/)).toBeTruthy()
  })

  it('says that an attempt is not on this device, and leads on', async () => {
    assignTo('nowhere')
    enter()
    expect(await screen.findByText(/This attempt is not on this device/)).toBeTruthy()
    expect(screen.getByRole('link', { name: 'To the list of exams' }).getAttribute('href')).toBe('/exams/')
  })

  it('takes up what the disk refused in an earlier visit', async () => {
    const { progress, id } = await created()
    const at = Date.now()
    await progress.append(id, { type: 'started', at })
    const refused: ExamEvent = { type: 'chose', at: at + 1, question: 'q-1', options: ['c'] }
    localStorage.setItem(`aimward:exam:${id}`, JSON.stringify([refused]))
    enter()
    expect((await screen.findByRole<HTMLInputElement>('radio', { name: /Option c/ })).checked).toBe(true)
    await waitFor(() => expect(localStorage.getItem(`aimward:exam:${id}`)).toBeNull())
    const loaded = await progress.loadAttempt(id)
    expect(loaded.ok && loaded.value.events.at(-1)).toEqual(refused)
  })

  it('shows the result in its order, and records it where the tab died right after submitting', async () => {
    const { progress, id } = await created()
    const at = Date.now() - 10 * minute
    await progress.append(id, { type: 'started', at })
    await progress.append(id, { type: 'chose', at: at + 1000, question: 'q-1', options: ['a'] })
    await progress.append(id, { type: 'moved', at: at + 2000, to: 1 })
    await progress.append(id, { type: 'flagged', at: at + 3000, question: 'q-2', on: true })
    await progress.append(id, { type: 'submitted', at: at + 5 * minute })
    render(() => <ResultPage signposts="/banks/signposts.json" />)
    expect(await screen.findByRole('heading', { level: 1, name: 'Pass mark not reached' })).toBeTruthy()
    expect(screen.getAllByRole('heading', { level: 2 }).map((one) => one.textContent)).toEqual([
      'New and seen',
      'Domains',
      'Pace and changes',
      'The questions',
    ])
    expect(screen.getByText('0:05:00 of 1:00:00')).toBeTruthy()
    expect(screen.getByText('not enough')).toBeTruthy()
    fireEvent.click(screen.getByRole('radio', { name: 'Skipped 1' }))
    expect(screen.getByText('You gave no answer.')).toBeTruthy()
    expect(screen.getByText('Why a is what it is.')).toBeTruthy()
    expect(screen.getAllByText('✓ right answer')).toHaveLength(1)
    expect(await progress.responses({ attemptId: id })).toHaveLength(2)
    expect((await progress.listAttempts()).find((one) => one.id === id)?.summary).toMatchObject({ right: 1 })
  })

  it('has no result before the exam is finished', async () => {
    const { progress, id } = await created()
    await progress.append(id, { type: 'started', at: Date.now() })
    render(() => <ResultPage signposts="/banks/signposts.json" />)
    expect(await screen.findByRole('heading', { name: 'This exam is not finished' })).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Resume' }).getAttribute('href')).toBe(`/exams/attempt/?id=${id}`)
  })
})

describe('the log of an attempt', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())
  const moved = (to: number): ExamEvent => ({ type: 'moved', at: to, to })

  it('writes in order, keeps what the disk refuses, and tries it again', async () => {
    const disk: ExamEvent[] = []
    const writes: number[] = []
    const said: Saving['kind'][] = []
    let isFull = false
    const log = openLog('log-1', {
      append: async (events) => {
        writes.push(events.length)
        await Promise.resolve()
        if (isFull) return { ok: false, failure: { kind: 'full' } }
        disk.push(...events)
        return { ok: true, value: undefined }
      },
      onSaving: ({ kind }) => said.push(kind),
    })
    log.add(moved(1))
    log.add(moved(2))
    log.add(moved(3))
    await later(0)
    expect(disk).toEqual([1, 2, 3].map(moved))
    // What comes in during a write goes together into the next.
    expect(writes).toEqual([1, 2])
    isFull = true
    log.add(moved(4))
    await later(0)
    log.add(moved(5))
    await later(0)
    expect(unsavedEvents('log-1', disk)).toEqual([moved(4), moved(5)])
    expect(said.at(-1)).toBe('failed')
    isFull = false
    await later(5000)
    expect(disk).toEqual([1, 2, 3, 4, 5].map(moved))
    expect(unsavedEvents('log-1', [])).toEqual([])
    expect(said.at(-1)).toBe('saved')
  })
})
