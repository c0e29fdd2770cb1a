import { fireEvent, render, screen, waitFor, within } from '@solidjs/testing-library'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { classReport, type ClassForm } from '../../src/core/class-report.ts'
import { openToken, expectedOf } from '../../src/core/result-token.ts'
import { fail, known } from '../../src/core/result.ts'
import { ClassPage } from '../../src/islands/class-report/ClassPage.tsx'
import { reportFile, reportTable } from '../../src/islands/class-report/exports.ts'
import { takeIn } from '../../src/islands/class-report/intake.ts'
import { scoreBins } from '../../src/islands/class-report/score-bins.ts'
import { noSignposts } from '../../src/islands/exam/signposts.ts'
import { loadProgress } from '../../src/islands/primitives/device.ts'
import type { StoredClass } from '../../src/store/progress.ts'
import { openRooms, type RoomTables } from '../../src/store/rooms.ts'
import type { TokenRecord } from '../../src/wire/journal.ts'
import { aPlan, aQuestion } from '../support/builders.ts'
import { aClassOf, aResultOf } from '../support/class-results.ts'

const questions = ['q-1', 'q-2', 'q-3', 'q-4'].map((id) => aQuestion({ id, stem: `Stem of ${id}?` }))
const form: ClassForm = aPlan({ questions, title: 'A small exam', again: 'exams/small-10/?mock=a' })
const dayMs = 86_400_000
const answersOf = (...options: readonly number[]) => options.map((option) => (option === 0 ? [] : [option]))
/** Six people with 4, 3, 2, 2, 1 and no right answers. */
const six = [
  answersOf(1, 1, 1, 1),
  answersOf(1, 1, 1, 2),
  answersOf(1, 1, 2, 2),
  answersOf(1, 2, 1, 3),
  answersOf(1, 2, 2, 3),
  answersOf(2, 2, 3, 0),
].map((answers, at) => aResultOf(form, answers, { pid: `00000000000${at}` }))

async function aClass(given: Partial<StoredClass> = {}): Promise<StoredClass> {
  const progress = await loadProgress()
  const asked = { form, deleteAt: Date.now() + 30 * dayMs, asksNames: false, ...given }
  const created = await progress.createClass(asked)
  if (!created.ok) throw new Error(created.failure.kind)
  return { id: created.value, createdAt: Date.now(), ...asked }
}
async function show(given: Partial<StoredClass> = {}) {
  const one = await aClass(given)
  const onBack = vi.fn()
  render(() => <ClassPage given={one} signposts={noSignposts} onBack={onBack} />)
  return { id: one.id, onBack }
}
async function paste(text: string) {
  fireEvent.input(screen.getByLabelText(/Paste results/), { target: { value: text } })
  fireEvent.click(screen.getByRole('button', { name: 'Take them in' }))
}

beforeEach(async () => {
  await (await loadProgress()).eraseEverything()
  vi.stubGlobal('fetch', async () => new Response('', { status: 404 }))
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

describe('a class', () => {
  it('takes a whole chat in, counts each sitting once, and says what it does not count', async () => {
    await show()
    await paste(`Ana: ${six[0]}\nBen: ${six[1]} thanks!\n${six[0]}\n${six[2]?.slice(0, 30)}`)
    await screen.findByText('2 results taken in. 1 was here already and is counted once. 1 not counted:')
    expect(screen.getByText(/^A result is cut short: its end is missing/)).toBeTruthy()
    // What could not be taken in stays to be looked at.
    expect(screen.getByLabelText(/Paste results/)).toHaveProperty('value', expect.stringContaining('Ana:'))
  })

  it.each([
    { text: 'Good morning', says: /There is no result in it/ },
    {
      text: aResultOf(form, six.length ? answersOf(1, 1, 1, 1) : [], { form: { kind: 'list', hash: 3 } }),
      says: /another form/,
    },
    { text: known(six[0]).replace('AIMS1', 'AIMS2'), says: /another release/ },
    { text: known(six[0]).slice(0, -1) + (known(six[0]).endsWith('8') ? '4' : '8'), says: /damaged/ },
  ])('refuses “$text” with a way on, and changes nothing', async ({ text, says }) => {
    await show()
    await paste(text)
    await screen.findByText(says)
    expect(screen.getByText(/^Nothing was taken in/)).toBeTruthy()
    expect(screen.getByText('No result has come in yet.')).toBeTruthy()
  })

  it('tells the mean alone of few, and the figures one reckons by hand of more', async () => {
    await show()
    await paste(six.slice(0, 4).join('\n'))
    await screen.findByText(/nothing but the mean/)
    expect(document.querySelector('.items')).toBeNull()
    expect(screen.getByRole('button', { name: 'Export as a table' })).toHaveProperty('disabled', true)

    await paste(six.slice(4).join(' '))
    const row = await screen.findByRole('row', { name: /Stem of q-3/ })
    // Right 3 of 6; with the rest 3 2 2 1 1 0 it has c = 0.3, var 0.3 and 1.1: 100 × 0.3 / √0.33.
    expect(within(row).getByText('50 %')).toBeTruthy()
    const report = classReport(
      form,
      six.map((token) => {
        const opened = openToken(token, expectedOf(form))
        if (!opened.ok) throw new Error(opened.failure.kind)
        return opened.value
      }),
    )
    const third = report.kind === 'whole' ? report.questions[2]?.statistics.discrimination : undefined
    expect(third).toEqual({ kind: 'known', value: expect.closeTo((100 * 0.3) / Math.sqrt(0.3 * 1.1), 6) })
    expect(within(row).getByText('52')).toBeTruthy()
  })

  it('takes files in, several at once', async () => {
    await show()
    const input = document.querySelector('input[type=file]')
    if (!(input instanceof HTMLInputElement)) throw new Error('There is a file input.')
    const files = six.slice(0, 3).map((token, at) => new File([`For your trainer:\n${token}\n`], `${at}.txt`))
    fireEvent.change(input, { target: { files } })
    await screen.findByText('3 results taken in.')
  })

  it('says why there is no camera, and how to do without', async () => {
    await show()
    fireEvent.click(screen.getByRole('button', { name: 'Scan with the camera' }))
    await screen.findByText(/browsers give it to pages over https/)
  })

  it('reads a code that could not be kept again, and one that was taken in or refused no more', async () => {
    const store = await loadProgress()
    const added = vi.spyOn(store, 'addResults')
    added.mockResolvedValueOnce(fail({ kind: 'full' }))
    const [first, second, another] = [
      known(six[0]),
      known(six[1]),
      aResultOf(form, [], { form: { kind: 'list', hash: 3 } }),
    ]
    const read = vi.fn(async () => [first, another].map((rawValue) => ({ rawValue })))
    vi.stubGlobal(
      'BarcodeDetector',
      Object.assign(
        class {
          detect = read
        },
        { getSupportedFormats: async () => ['qr_code'] },
      ),
    )
    vi.stubGlobal(
      'navigator',
      Object.assign(Object.create(navigator), {
        mediaDevices: { getUserMedia: async () => ({ getTracks: () => [] }) },
      }),
    )
    vi.spyOn(HTMLMediaElement.prototype, 'play').mockResolvedValue()
    await show()
    fireEvent.click(screen.getByRole('button', { name: 'Scan with the camera' }))
    await screen.findByText('1 result taken in.')
    expect(added.mock.calls.map(([, results]) => results.length)).toEqual([1, 0, 1])

    // Once the next code is in, everything before it has been looked at again.
    read.mockImplementation(async () => [first, another, second].map((rawValue) => ({ rawValue })))
    await waitFor(() => expect(added).toHaveBeenCalledTimes(4))
    expect(known(added.mock.calls.at(-1))[1].map(({ token }) => token)).toEqual([second])
  })

  it('names nobody unless names are asked for, and forgets them when they no longer are', async () => {
    const named = aResultOf(form, answersOf(1, 1, 1, 1), {
      pid: '0000000000ff',
      signature: { kind: 'name', text: 'Ana' },
    })
    await show()
    await paste([...six, named].join(' '))
    await screen.findByText('7 results taken in.')
    expect(screen.queryByText(/Ana/)).toBeNull()
    expect(screen.queryByText('Named results')).toBeNull()
    document.body.replaceChildren()

    await show({ asksNames: true })
    await paste([...six, named].join(' '))
    expect(await screen.findByText('Ana: 4 of 4')).toBeTruthy()
  })

  it('is deleted for good when somebody says so twice', async () => {
    const { id, onBack } = await show()
    await paste(known(six[0]))
    await screen.findByText('1 result taken in.')
    fireEvent.click(screen.getByRole('button', { name: 'Delete this class now' }))
    expect(onBack).not.toHaveBeenCalled()
    fireEvent.click(screen.getByRole('button', { name: 'Delete it now' }))
    await waitFor(() => expect(onBack).toHaveBeenCalled())
    const store = await loadProgress()
    expect(await takeIn(known(six[0]), { store, classId: id, form, arrival: 'paste' })).toEqual({
      ok: true,
      value: undefined,
    })
  })

  it('is kept until another day where that day is to come', async () => {
    await show()
    const field = screen.getByLabelText('Delete on')
    fireEvent.change(field, { target: { value: '2001-01-01' } })
    await screen.findByText(/Choose a day after today/)
  })
})

describe('what telephones sent through the rooms of this device', () => {
  /** A room that was led here, with what came in. */
  async function aRoomWith(...tokens: readonly string[]) {
    type Tables = Omit<RoomTables, 'tokens'> & { readonly tokens: TokenRecord }
    const opened = await openRooms<Tables>({ now: 0 })
    if (!opened.ok) throw new Error(opened.failure.detail)
    const room = { id: 'room', startedAt: 0, purgeAt: Date.now() + dayMs }
    await opened.value.write({ room, tokens: tokens.map((token) => ({ id: `room:${token}`, room: 'room', token })) })
    opened.value.close()
    return () => indexedDB.deleteDatabase('aimward-classroom')
  }
  const button = /^Take in what came by telephone/

  it('is offered where it is of this form, and each sitting counts once', async () => {
    const foreign = aResultOf(form, answersOf(1, 1, 1, 1), { form: { kind: 'list', hash: 3 } })
    const [first, second, third] = six.map((token) => known(token))
    const forget = await aRoomWith(known(first), known(second), foreign, 'no-result')
    await show()
    await paste(`${known(first)} ${known(third)}`)
    await screen.findByText('2 results taken in.')
    fireEvent.click(await screen.findByRole('button', { name: 'Take in what came by telephone (1)' }))
    await screen.findByText('1 result taken in.')
    await waitFor(() => expect(screen.queryByRole('button', { name: button })).toBeNull())
    forget()
  })

  it('is refused with the same sentence, and goes on waiting', async () => {
    const unfit = aResultOf(
      form,
      answersOf(4, 4, 4, 4).map(() => [9]),
    )
    const forget = await aRoomWith(unfit)
    await show()
    fireEvent.click(await screen.findByRole('button', { name: 'Take in what came by telephone (1)' }))
    await screen.findByText(/answers what it does not ask/)
    expect(screen.getByText('No result has come in yet.')).toBeTruthy()
    expect(screen.getByRole('button', { name: button })).toBeTruthy()
    forget()
  })

  it('is not spoken of where nothing came', async () => {
    await show()
    dispatchEvent(new Event('focus'))
    await screen.findByText('No result has come in yet.')
    expect(screen.queryByRole('button', { name: button })).toBeNull()
  })
})

describe('the exports of a class', () => {
  const opened = six.map((token) => {
    const read = openToken(token, expectedOf(form))
    if (!read.ok) throw new Error(read.failure.kind)
    return read.value
  })
  const report = classReport(form, opened)
  if (report.kind !== 'whole') throw new Error(report.kind)

  it('are a table with every figure, or why there is none', () => {
    const [head = '', first = '', ...rest] = reportTable(report).trimEnd().split('\r\n')
    const cell = (row: string, name: string) => row.split(',')[head.split(',').indexOf(name)]
    expect(rest).toHaveLength(3)
    expect([cell(first, 'facility'), cell(first, 'results'), cell(first, 'chose a'), cell(first, 'chose b')]).toEqual([
      '0.833333',
      '6',
      '5',
      '1',
    ])
    const same = classReport(
      form,
      Array.from({ length: 5 }, () => known(opened[0])),
    )
    if (same.kind !== 'whole') throw new Error(same.kind)
    expect(cell(reportTable(same).split('\r\n')[1] ?? '', 'discrimination')).toBe('all alike')
  })

  it('are a file whose results can be taken in again', async () => {
    const text = reportFile(form, { tokens: six, report })
    const one = await aClass()
    const store = await loadProgress()
    const taken = await takeIn(text, { store, classId: one.id, form, arrival: 'file' })
    expect(taken).toEqual({ ok: true, value: { added: 6, already: 0, refused: [] } })
  })
})

describe('scores in rows', () => {
  it('are a dozen at most, with one that begins at the pass mark, and without empty ends', () => {
    const scores = Array.from({ length: 41 }, (_, score) => (score === 3 || score === 28 || score === 27 ? 1 : 0))
    const bins = scoreBins(scores, 28)
    expect(bins.map(({ from, to, people, passes }) => [from, to, people, passes])).toEqual([
      [0, 3, 1, false],
      [4, 7, 0, false],
      [8, 11, 0, false],
      [12, 15, 0, false],
      [16, 19, 0, false],
      [20, 23, 0, false],
      [24, 27, 1, false],
      [28, 31, 1, true],
    ])
    expect(scoreBins([0, 2, 1], 2)).toEqual([
      { from: 1, to: 1, people: 2, passes: false },
      { from: 2, to: 2, people: 1, passes: true },
    ])
    expect(aClassOf(form, 3)).toHaveLength(3)
  })
})
