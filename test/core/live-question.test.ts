import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  back,
  beginRound,
  countHands,
  hasLetters,
  liveQuestion,
  lock,
  mostHands,
  neverTakes,
  nextStep,
  open,
  phases,
  phasesOf,
  presentCounts,
  put,
  reveal,
  roomQuestion,
  writtenQuestion,
  revote,
  shares,
  spread,
  take,
  tellsCounts,
  withCounts,
  type LiveQuestion,
  type LiveRound,
  type Phase,
  type Step,
} from '../../src/core/live-question.ts'
import { shownQuestion } from '../../src/core/shown.ts'
import { aClassification, aMatch, aNonconformity, anOrder, aQuestion } from '../support/builders.ts'

const question: LiveQuestion = {
  id: 'q-1',
  kind: 'single',
  stem: 'Which one?',
  options: [
    { id: 2, text: 'Second in the file' },
    { id: 1, text: 'First in the file' },
    { id: 3, text: 'Third in the file' },
  ],
  key: [1],
  why: 'Because it decides.',
}
const begun = beginRound(question)
const at = (phase: Phase, details: Partial<LiveRound> = {}): LiveRound => ({ ...begun, phase, ...details })
const steps = ['open', 'lock', 'spread', 'reveal', 'revote', 'back'] as const

describe('what is asked in passing', () => {
  it.each([
    { asked: { kind: 'ready' }, options: ['Ready', 'Not yet'] },
    { asked: { kind: 'scale', low: 'not at all', high: '' }, options: ['1: not at all', '2', '3', '4', '5'] },
    { asked: { kind: 'text' }, options: [] },
  ] as const)('is a question without a key: $asked.kind', ({ asked, options }) => {
    const made = roomQuestion('room-1', { stem: 'How is it?', ...asked })
    expect(made).toMatchObject({ id: 'room-1', kind: asked.kind, stem: 'How is it?', key: [] })
    expect(made.options).toEqual(options.map((text, at) => ({ id: at + 1, text })))
    expect(hasLetters(made)).toBe(false)
  })
})

describe('a live question', () => {
  it('begins ready, with nobody counted', () => {
    expect(begun).toEqual({ phase: 'ready', round: 1, counts: [[0, 0, 0]], answered: 0, answeredOther: 0 })
  })

  it.each([
    { step: open, from: 'ready', to: 'open' },
    { step: lock, from: 'open', to: 'locked' },
    { step: spread, from: 'locked', to: 'spread' },
    { step: reveal, from: 'spread', to: 'reveal' },
  ] as const)('goes from $from to $to by one step, and from nowhere else', ({ step, from, to }) => {
    for (const phase of phases) {
      const taken = step(at(phase))
      if (phase === from) expect(taken).toEqual({ ok: true, value: at(to) })
      else expect(taken).toMatchObject({ ok: false, failure: expect.stringMatching(/^A question is .+ now\.$/) })
    }
  })

  it('says which state it is in when a step is refused', () => {
    expect(reveal(at('open'))).toEqual({
      ok: false,
      failure: 'A question is followed by its answer only when it shows its distribution. It is open now.',
    })
    expect(revote(at('reveal'))).toEqual({
      ok: false,
      failure: 'A second vote follows the distribution of the first. The question shows its answer.',
    })
  })

  it('opens a second time from its distribution, and not a third time', () => {
    const first = at('spread', { counts: [[9, 1, 2]], answered: 12 })
    const second = {
      phase: 'open',
      round: 2,
      counts: [
        [9, 1, 2],
        [0, 0, 0],
      ],
      answered: 0,
      answeredOther: 12,
    }
    expect(revote(first)).toEqual({ ok: true, value: second })
    expect(revote(at('spread', { round: 2 }))).toMatchObject({ ok: false })
  })

  it('goes back from a second vote and on to it again without losing a vote', () => {
    const second = at('open', {
      round: 2,
      counts: [
        [9, 1, 2],
        [2, 4, 0],
      ],
      answered: 6,
      answeredOther: 12,
    })
    const first = at('spread', {
      counts: [
        [9, 1, 2],
        [2, 4, 0],
      ],
      answered: 12,
      answeredOther: 6,
    })
    expect(back(second)).toEqual({ ok: true, value: first })
    expect(revote(first)).toEqual({ ok: true, value: second })
  })

  it.each([
    { phase: 'open', before: 'ready' },
    { phase: 'locked', before: 'open' },
    { phase: 'spread', before: 'locked' },
    { phase: 'reveal', before: 'spread' },
  ] as const)('goes back from $phase to $before', ({ phase, before }) => {
    expect(back(at(phase))).toEqual({ ok: true, value: at(before) })
  })

  it('has nothing to go back to before it is opened', () => {
    expect(back(begun)).toMatchObject({ ok: false, failure: expect.stringContaining('has not been opened') })
  })

  it('is led on through every state by the one next step of each', () => {
    const seen: Phase[] = []
    for (let live = begun; ;) {
      seen.push(live.phase)
      const step = nextStep(live, question)
      if (step === undefined) break
      const taken = take(live, step)
      if (!taken.ok) throw new Error(taken.failure)
      live = taken.value
    }
    expect(seen).toEqual(phases)
  })

  it.each([
    { kind: 'ready', key: [], last: 'spread', because: 'nothing in it is right' },
    { kind: 'scale', key: [], last: 'spread', because: 'nothing in it is right' },
    { kind: 'text', key: [], last: 'locked', because: 'what people write is shown to the trainer alone' },
    { kind: 'multi', key: [1, 3], last: 'reveal', because: 'it has a key' },
  ] as const)('of the kind $kind ends at $last, because $because', ({ kind, key, last }) => {
    const asked = { kind, key }
    expect(phasesOf(asked).at(-1)).toBe(last)
    expect(nextStep(at(last), asked)).toBeUndefined()
    const never = steps.filter((step) => neverTakes(asked, step) !== undefined)
    expect(never).toEqual((['spread', 'reveal'] as const).filter((phase) => !phasesOf(asked).includes(phase)))
  })

  it.each([
    { phase: 'open', answered: 4, told: false },
    { phase: 'open', answered: 5, told: true },
    { phase: 'locked', answered: 1, told: true },
  ] as const)('with $answered answers while it is $phase tells the trainer what they were: $told', (live) => {
    expect(tellsCounts(live)).toBe(live.told)
  })

  it('never skips a state, whatever is pressed, and can always go back to the start', () => {
    const move = fc.constantFrom<Step>(...steps)
    fc.assert(
      fc.property(fc.array(move), (moves) => {
        let live = begun
        for (const step of moves) {
          const taken = take(live, step)
          if (!taken.ok) continue
          const by = phases.indexOf(taken.value.phase) - phases.indexOf(live.phase)
          const isRound = taken.value.round !== live.round
          expect(Math.abs(by) === 1 || (isRound && Math.abs(by) === 2)).toBe(true)
          live = taken.value
        }
        for (let count = 0; live.phase !== 'ready'; count++) {
          const taken = back(live)
          if (!taken.ok || count > 10) throw new Error('stuck')
          live = taken.value
        }
      }),
    )
  })
})

describe('a count', () => {
  it('is taken over from a room for the present round', () => {
    const live = at('open', {
      round: 2,
      counts: [
        [1, 1, 1],
        [0, 0, 0],
      ],
    })
    const counted = withCounts(live, { counts: [3, 0, 1], answered: 4 })
    expect(counted).toEqual({
      ...live,
      counts: [
        [1, 1, 1],
        [3, 0, 1],
      ],
      answered: 4,
    })
    expect(presentCounts(counted)).toEqual([3, 0, 1])
  })

  it.each([
    { counts: [1, 2], answered: 3, because: 'there are three options' },
    { counts: [1, 2, -1], answered: 3, because: 'nobody can take a vote away that was not given' },
    { counts: [1, 2, 0.5], answered: 3, because: 'votes are whole' },
    { counts: [1, 2, 0], answered: Number.NaN, because: 'people are counted' },
  ])('of $counts, $answered people, changes nothing, because $because', ({ counts, answered }) => {
    expect(withCounts(at('open'), { counts, answered })).toEqual(at('open'))
  })

  it('of hands goes up and down, never below none and never beyond what a room holds', () => {
    const hands = (live: LiveRound, place: number, by: number) => countHands(live, { kind: 'single', place, by })
    const five = hands(hands(at('open'), 0, 5), 2, 1)
    expect(five).toMatchObject({ counts: [[5, 0, 1]], answered: 6 })
    expect(hands(five, 0, -9)).toMatchObject({ counts: [[0, 0, 1]], answered: 1 })
    expect(hands(five, 1, 5000)).toMatchObject({ counts: [[5, mostHands, 1]] })
    expect(hands(five, 3, 1)).toBe(five)
    expect(hands(begun, 0, 1)).toBe(begun)
  })

  it('of hands for several options takes the most hands for one of them as the people', () => {
    const once = countHands(at('locked'), { kind: 'multi', place: 0, by: 4 })
    expect(countHands(once, { kind: 'multi', place: 1, by: 3 })).toMatchObject({ counts: [[4, 3, 0]], answered: 4 })
  })

  it('is told in per cent, and in none where nobody answered', () => {
    expect(shares([1, 2, 0], 3)).toEqual([33, 67, 0])
    expect(shares([0, 0], 0)).toEqual([0, 0])
  })
})

describe('a question of the bank, put live', () => {
  it('keeps the numbers of the file while the order shown is another', () => {
    const live = liveQuestion(aQuestion({ key: ['b'] }), ['c', 'b', 'a'])
    expect(live).toEqual({
      id: 'q-1',
      kind: 'single',
      stem: 'Which one?',
      options: [
        { id: 3, text: 'Option c' },
        { id: 2, text: 'Option b' },
        { id: 1, text: 'Option a' },
      ],
      key: [2],
      why: 'Why b is what it is.',
    })
  })

  it('may have several keys, and no reason', () => {
    const several = { ...aQuestion({ key: ['a', 'd'] }), rationales: [] }
    expect(liveQuestion(several, ['a', 'b', 'c', 'd'])).toMatchObject({ kind: 'multi', key: [1, 4] })
    expect(liveQuestion(several, ['a'])).not.toHaveProperty('why')
  })

  it('is none where options are put in order', () => {
    expect(liveQuestion(anOrder(), ['a'])).toBeUndefined()
  })
})

describe('what everybody sees of a question', () => {
  it('is stem and options, and neither key nor reason', () => {
    expect(put(question)).toEqual({ id: 'q-1', kind: 'single', stem: question.stem, options: question.options })
  })

  const counts = [
    [9, 1, 2],
    [0, 3, 0],
  ]
  it.each(phases)('holds counts and key no sooner than they are due: %s', (phase) => {
    const shown = shownQuestion(question, at(phase, { counts, answered: 12 }), 5000)
    expect('counts' in shown).toBe(phase === 'spread' || phase === 'reveal')
    expect('key' in shown).toBe(phase === 'reveal')
    expect(JSON.stringify(shown).includes('Because it decides.')).toBe(phase === 'reveal')
    expect(shown.endsAt).toBe(phase === 'open' ? 5000 : undefined)
  })

  it('shows the rounds that were begun, and no later one after going back', () => {
    expect(shownQuestion(question, at('spread', { counts }))).toMatchObject({ counts: [[9, 1, 2]] })
    expect(shownQuestion(question, at('spread', { counts, round: 2 }))).toMatchObject({ counts })
  })

  it('says the key without a reason where none is known', () => {
    const { why: _, ...bare } = question
    expect(shownQuestion(bare, at('reveal'))).not.toHaveProperty('why')
  })
})

describe('a question that is answered in writing', () => {
  it.each([
    {
      question: anOrder(),
      order: ['a', 'b', 'c', 'd'],
      stem: ['Put the steps in order.', 'A: Option a.', 'D: Option d.', 'Write the letters in their order.'],
      why: /^Right: B, D, A, C\. /,
    },
    {
      question: aMatch(),
      order: ['c', 'a', 'b'],
      stem: ['A: Option c.', '2: Target r2.', 'Write each letter with its number, such as A2.'],
      why: /^Right: A2, B2, C1\. /,
    },
    {
      question: aClassification(),
      order: ['a', 'b', 'c'],
      stem: ['1: Grade conformity.', '4: Grade major.'],
      why: /^Right: A1, B3, C4\. /,
    },
    {
      question: aNonconformity(),
      order: aNonconformity().prompt.options.map(({ id }) => id),
      stem: ['Write the letters that make the finding.'],
      why: /^Right: A, B, /,
    },
  ])(
    'has what is $question.prompt.kind in its stem, and the key in its reason alone',
    ({ question, order, stem, why }) => {
      const written = writtenQuestion(question, order)
      expect(written).toMatchObject({ id: question.id, kind: 'text', options: [], key: [] })
      expect(written?.stem.split('\n')).toEqual(expect.arrayContaining(stem))
      expect(written?.why).toMatch(why)
      expect(written?.stem).not.toContain('Right')
    },
  )

  it('is none that can be voted on', () => {
    expect(writtenQuestion(aQuestion(), ['a', 'b', 'c'])).toBeUndefined()
  })
})
