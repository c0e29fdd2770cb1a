import { fireEvent, render, screen, waitFor } from '@solidjs/testing-library'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Drill } from '../../src/core/drill.ts'
import { DrillPage } from '../../src/islands/drill/DrillPage.tsx'
import { loadProgress } from '../../src/islands/primitives/device.ts'

const place = (id: string, head?: string) => ({ id, title: `Title ${id}`, path: `standard/${id}/`, head })
const drill: Drill = {
  places: [place('6'), place('6.1.3', '6'), place('6.2', '6'), place('A.8'), place('A.8.3', 'A.8')],
  situations: ['6.1.3', 'A.8.3'].map((at, index) => ({
    id: `d-00${index + 1}`,
    situation: `What belongs to ${index === 0 ? 'treatment' : 'reports from outside'}.`,
    place: at,
    reason: `It is asked for by ${at}.`,
    near: [{ id: '6.2', why: 'It asks for something else.' }],
  })),
}
const right = () => (screen.queryByText('What belongs to treatment.') ? '613' : 'a83')
const field = () => screen.getByLabelText<HTMLInputElement>('Clause or control')
const type = (text: string) => fireEvent.input(field(), { target: { value: text } })
const button = (name: string) => screen.getByRole('button', { name })

beforeEach(async () => {
  await (await loadProgress()).eraseEverything()
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json(drill)))
})

async function begin() {
  render(() => <DrillPage />)
  ;(await screen.findByRole('button', { name: 'Start' })).click()
}

describe('the clause finder', () => {
  it('says what a typed number means before it counts', async () => {
    await begin()
    type('a83')
    expect(screen.getByText('A.8.3 Title A.8.3', { selector: 'output' })).toBeTruthy()
    type('6.')
    expect(screen.queryByText(/Title/, { selector: 'output' })).toBeNull()
  })

  it.each([
    { typed: '', says: 'Write a number first, such as 6.1.3 or A.6.2.4.' },
    { typed: '6.1', says: '6.1 is divided further. Name the part of it.' },
    { typed: '99', says: /^No clause from 4 to 10 and no control has this number/ },
  ])('keeps “$typed” and says what is wrong with it', async ({ typed, says }) => {
    await begin()
    type(typed)
    button('Answer').click()
    expect(screen.getByText(says)).toBeTruthy()
    expect(field().value).toBe(typed)
  })

  it('tells at once what is right, why, and what it is confused with', async () => {
    await begin()
    type('6.2')
    button('Answer').click()
    expect(screen.getByText('✗ Not 6.2.').parentElement?.textContent).toContain('It belongs to ')
    expect(screen.getByText(/^It is asked for by/)).toBeTruthy()
    expect(screen.getByText('not 6.2 Title 6.2')).toBeTruthy()
    expect(screen.getByText('It asks for something else.')).toBeTruthy()
  })

  it('takes an answer from the map', async () => {
    await begin()
    screen.getByText('A.8 Title A.8').click()
    fireEvent.click(screen.getByText('Title A.8.3'))
    expect(screen.getByText(/^(✓ Found:|✗ Not A\.8\.3\.)$/)).toBeTruthy()
  })

  it('ends with what was found, times, and what to look up, and keeps it apart from questions', async () => {
    await begin()
    type(right())
    button('Answer').click()
    button('Next situation').click()
    button('Show me').click()
    button('See the result').click()
    expect(screen.getByRole('heading', { name: '1 of 2 found' })).toBeTruthy()
    expect(screen.getByText('Median')).toBeTruthy()
    expect(screen.getByText('– given up')).toBeTruthy()
    expect(screen.getAllByRole('link').map((link) => link.textContent?.trim())).toEqual([
      expect.stringMatching(/^(6\.1\.3|A\.8\.3) Title/),
    ])
    await waitFor(async () => {
      const kept = await (await loadProgress()).responses()
      expect(kept.map(({ context, mark }) => [context, mark.kind])).toEqual([
        ['drill', 'right'],
        ['drill', 'skipped'],
      ])
      expect(kept.map(({ concept }) => concept).toSorted()).toEqual(['6.1.3', 'A.8.3'])
    })
    button('Those you missed once more').click()
    expect(screen.getByRole('heading', { name: 'Situation 1 of 1' })).toBeTruthy()
  })

  it('remembers whether the clock is wanted', async () => {
    await begin()
    expect(screen.getByRole('timer')).toBeTruthy()
    button('Hide the clock').click()
    expect(screen.queryByRole('timer')).toBeNull()
    await waitFor(async () => expect((await (await loadProgress()).settings()).get('drill:clock')).toBe(false))
  })
})
