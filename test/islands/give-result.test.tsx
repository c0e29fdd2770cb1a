import { fireEvent, render, screen, waitFor, within } from '@solidjs/testing-library'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { expectedOf, openToken } from '../../src/core/result-token.ts'
import { GiveResult } from '../../src/islands/class-report/GiveResult.tsx'
import { LazyGiveResult } from '../../src/islands/class-report/LazyGiveResult.tsx'
import { mailKey, shelfKey } from '../../src/wire/outbox.ts'
import { anExam, anOrder, aQuestion } from '../support/builders.ts'

const questions = [aQuestion({ id: 'q-1' }), aQuestion({ id: 'q-2', key: ['a', 'd'] })]
const finished = (asked = questions) => {
  const exam = anExam({
    questions: asked,
    events: [
      { type: 'started', at: 1_795_000_000_000 },
      { type: 'chose', at: 1_795_000_010_000, question: 'q-1', options: ['b'] },
      { type: 'submitted', at: 1_795_000_100_000 },
    ],
  })
  if (exam.phase !== 'finished') throw new Error('It was submitted.')
  return exam
}
const token = () => document.querySelector('.token')?.textContent ?? ''
const opened = () => {
  const read = openToken(token(), expectedOf(finished().plan))
  if (!read.ok) throw new Error(read.failure.kind)
  return read.value
}
const shown = async () => {
  render(() => <GiveResult exam={finished()} />)
  await screen.findByRole('img', { name: 'QR code of your result' })
}

afterEach(() => vi.unstubAllGlobals())

describe('handing a result to a trainer', () => {
  it('says what is in it, and names nobody unless asked to', async () => {
    await shown()
    expect(opened()).toMatchObject({ answers: [[2], []], minutes: 2, signature: undefined })
    expect(opened().seconds?.[1]).toBeUndefined()
    const said = screen.getAllByRole('listitem').map(({ textContent }) => textContent)
    expect(said).toHaveLength(4)
    expect(said.at(-1)).toBe('No name.')
    expect(screen.queryByRole('textbox')).toBeNull()
  })

  it('leaves the times out where they are not to be told', async () => {
    await shown()
    fireEvent.click(screen.getByRole('checkbox', { name: /how long/ }))
    await waitFor(() => expect(opened().seconds).toBeUndefined())
    expect(screen.getAllByRole('listitem')[1]?.textContent).not.toContain('how long')
  })

  it('carries a name that somebody typed, cleaned, and says so', async () => {
    await shown()
    fireEvent.click(screen.getByRole('radio', { name: 'A name' }))
    expect(opened().signature).toBeUndefined()
    fireEvent.input(screen.getByRole('textbox'), { target: { value: '  Ana\u202E  P. ' } })
    await waitFor(() => expect(opened().signature).toEqual({ kind: 'name', text: 'Ana P.' }))
    expect(screen.getByText('Your name as you typed it: “Ana P.”.')).toBeTruthy()
    fireEvent.click(screen.getByRole('radio', { name: 'Nothing' }))
    await waitFor(() => expect(opened().signature).toBeUndefined())
  })

  it('is the same person when the page is opened again', async () => {
    await shown()
    const { pid } = opened()
    document.body.replaceChildren()
    await shown()
    expect(opened().pid).toBe(pid)
  })

  it('is copied, or says how to do so by hand', async () => {
    await shown()
    const written: string[] = []
    vi.stubGlobal('navigator', { clipboard: { writeText: async (text: string) => void written.push(text) } })
    fireEvent.click(screen.getByRole('button', { name: 'Copy' }))
    await screen.findByText('Copied.')
    expect(written).toEqual([token()])

    // Over plain http there is no clipboard, and jsdom marks nothing.
    vi.stubGlobal('navigator', {})
    fireEvent.click(screen.getByRole('button', { name: 'Copy' }))
    await screen.findByText(/Mark the characters above/)
  })
})

describe('a result for the room this device is in', () => {
  const kept = (outbox: readonly object[], at = Date.now()) =>
    JSON.stringify({ v: 1, cid: 'c'.repeat(22), at, n: 1, sn: 1, outbox, answers: {}, outcomes: [] })
  const roomSays = (outbox: readonly object[]) => {
    localStorage.removeItem(mailKey('AB12CD34'))
    localStorage.setItem(shelfKey('AB12CD34'), kept(outbox))
    dispatchEvent(new StorageEvent('storage'))
  }
  const button = () => screen.queryByRole('button', { name: 'Send it to your class' })
  afterEach(() => localStorage.clear())

  it('is left for its page, and said to have arrived once the trainer has it', async () => {
    localStorage.setItem(shelfKey('ZZ12CD34'), kept([], Date.now() - 3_600_000))
    localStorage.setItem(shelfKey('AB12CD34'), kept([]))
    await shown()
    fireEvent.click(screen.getByRole('button', { name: 'Send it to your class' }))
    expect(localStorage.getItem(mailKey('AB12CD34'))).toBe(token())
    expect(screen.getByRole('link', { name: 'open the room again' }).getAttribute('href')).toBe('/join/#AB12CD34')
    roomSays([{ t: 'res', n: 5, token: token() }])
    expect(screen.getByText('On its way to your trainer…')).toBeTruthy()
    roomSays([])
    expect(screen.getByText('Received by the trainer.')).toBeTruthy()
  })

  it.each([
    { there: 'no room', key: 'aimward:other', at: Date.now() },
    { there: 'a room of yesterday', key: shelfKey('AB12CD34'), at: Date.now() - 13 * 3_600_000 },
  ])('is not offered with $there', async ({ key, at }) => {
    localStorage.setItem(key, kept([], at))
    await shown()
    expect(button()).toBeNull()
  })
})

describe('the offer to hand a result over', () => {
  it('fetches what it needs when it is opened', async () => {
    render(() => <LazyGiveResult exam={finished()} />)
    expect(document.querySelector('.give-result')).toBeNull()
    const details = screen.getByRole('group')
    if (!(details instanceof HTMLDetailsElement)) throw new Error('It opens.')
    details.open = true
    fireEvent(details, new Event('toggle'))
    expect(await within(details).findByText('What it says')).toBeTruthy()
  })

  it('is not made where a token cannot carry the answers', () => {
    render(() => <LazyGiveResult exam={finished([...questions, anOrder()])} />)
    expect(screen.queryByText('Give this to your trainer')).toBeNull()
  })
})
