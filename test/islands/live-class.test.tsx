import { render, screen, within } from '@solidjs/testing-library'
import { describe, expect, it } from 'vitest'
import { roomCsv } from '../../src/islands/classroom/live/room-csv.ts'
import { SureTable } from '../../src/islands/classroom/live/SureTable.tsx'
import { linkWords, sureWords } from '../../src/islands/classroom/live/words.ts'

const act = {
  id: 'q1.abc',
  kind: 'single',
  stem: 'Which?',
  opts: [
    { id: 1, t: 'One' },
    { id: 2, t: 'Two' },
  ],
  round: 1,
} as const

describe('the link of the trainer’s page', () => {
  it.each([
    { refusal: 'closed', says: /takes no more classes now.+tried again by itself/ },
    { refusal: 'not-allowed', says: /does not take this page as the trainer’s/ },
    { refusal: undefined, says: /No connection to the server/ },
  ])('says why it is none, where it was refused with $refusal', ({ refusal, says }) => {
    expect(linkWords({ link: 'offline', refusal })).toMatch(says)
    expect(linkWords({ link: 'online', refusal })).toBe('Connected')
  })

  it.each(['offline', 'connecting'] as const)('goes on saying that the server is full while it is %s', (link) => {
    expect(linkWords({ link, refusal: 'closed' })).toMatch(/takes no more classes now/)
  })
})

describe('how sure a class was', () => {
  it.each([
    { wrong: 0, said: 12, is: 'Of 12, nobody was sure and wrong.' },
    { wrong: 1, said: 12, is: '1 of 12 was sure and wrong.' },
    { wrong: 7, said: 29, is: '7 of 29 were sure and wrong: teach it again.' },
  ])('is said as "$is"', ({ wrong, said, is }) => {
    const level = { right: 1, wrong: 1 }
    expect(sureWords({ said, levels: [level, level, { right: 2, wrong }] })).toBe(is)
  })

  it('stands beside how right it was', () => {
    const levels = [
      { right: 1, wrong: 2 },
      { right: 3, wrong: 4 },
      { right: 5, wrong: 6 },
    ]
    render(() => <SureTable sureness={{ said: 21, levels }} />)
    const rows = within(screen.getByRole('table', { name: 'How sure, and how right' })).getAllByRole('row')
    expect(rows.map((row) => row.textContent)).toEqual(['RightWrong', 'Guessed12', 'Fairly sure34', 'Sure56'])
  })
})

describe('the answers of a room, downloaded', () => {
  it('say how sure people were where that was asked', () => {
    const counts = [3, 2]
    const sure = [
      [1, 0, 2],
      [0, 0, 2],
    ]
    const table = roomCsv(
      [
        { act, key: [2], tally: { counts, answered: 5, texts: [], sure }, isOpen: false },
        { act: { ...act, round: 2 }, key: [2], tally: { counts, answered: 5, texts: [] }, isOpen: false },
      ],
      [],
    )
    expect(table.split('\r\n')).toEqual([
      'Question,Round,Answered,Option,Key,Chosen by,Guessed,Fairly sure,Sure',
      'Which?,1,5,One,,3,1,0,2',
      'Which?,1,5,Two,yes,2,0,0,2',
      'Which?,2,5,One,,3,,,',
      'Which?,2,5,Two,yes,2,,,',
      '',
    ])
  })

  it('say of a question that is still open how many have answered, and no more', () => {
    const table = roomCsv([{ act, key: [], tally: { counts: [0, 1], answered: 1, texts: [] }, isOpen: true }], [])
    expect(table.split('\r\n')[1]).toBe('Which?,1,1,still open,,1,,,')
    expect(table).not.toContain('One')
  })

  it('hold the results of practice exams too', () => {
    expect(roomCsv([], ['AIMS1.47AY15NM70']).split('\r\n')[1]).toBe('Result of a practice exam,,,AIMS1.47AY15NM70,,,,,')
  })
})
