import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { agenda, spans, type PlannedLesson } from '../../src/core/agenda.ts'
import type { LiveQuestion } from '../../src/core/live-question.ts'
import {
  beginPresenting,
  cardOf,
  cardsOf,
  lateMinutes,
  momentOf,
  momentWord,
  placeOf,
  present,
  questionOf,
  shownOf,
  type PresenterEvent,
  type Presenting,
  type Scene,
} from '../../src/core/presenting.ts'
import { known } from '../../src/core/result.ts'
import { runSheet, sectionsOf, withAsked, type Card, type Deck } from '../../src/core/run-sheet.ts'

const aQuestion = (id: string): LiveQuestion => ({
  id,
  kind: 'single',
  stem: `Stem of ${id}`,
  options: [
    { id: 1, text: 'One' },
    { id: 2, text: 'Two' },
  ],
  key: [2],
})
const aSlide = (id: string, steps = 0) =>
  ({ kind: 'slide', id, title: `Title of ${id}`, html: `<p>${id}</p>`, steps }) as const
const deck: Deck = {
  id: 'foundation/one',
  title: 'Module one',
  lessons: [
    {
      id: 'l1',
      number: 'F1.1',
      title: 'First',
      path: 'courses/foundation/one/first/',
      cards: [
        aSlide('s1', 2),
        { kind: 'question', question: 'q1' },
        aSlide('s2'),
        { kind: 'question', question: 'q2' },
      ],
    },
    { id: 'l2', number: 'F1.2', title: 'Second', path: 'courses/foundation/one/second/', cards: [aSlide('s3')] },
  ],
}
const lesson = (id: string, questions: number): PlannedLesson => ({
  ...{ id, number: id, title: id, module: 'one', minutes: 12, questions },
})
const exercise = { id: 'e1', title: 'Who decides?', task: ['Decide.'], minutes: 20 }
const plan = agenda(
  {
    lessons: [lesson('l1', 1), lesson('l2', 0)],
    exercises: [{ id: 'e1', title: 'Who decides?', lesson: 'l2', minutes: 30 }],
  },
  { ...spans['two-days'], minutesPerDay: 90 },
)
if (!plan.ok) throw new Error(plan.failure)
const cards = runSheet(plan.value, { decks: [deck], title: 'Foundation' })
const scene: Scene = {
  cards,
  questions: new Map(['q1', 'q2', 'q9'].map((id) => [id, aQuestion(id)])),
  exercises: new Map([['e1', exercise]]),
}
const noon = 12 * 3_600_000
const minute = 60_000

const play = (events: readonly PresenterEvent[], from = beginPresenting(scene)): Presenting =>
  events.reduce((state, event) => {
    const next = present(state, event, scene)
    if (!next.ok) throw new Error(next.failure)
    return next.value
  }, from)
const on = (times: number, at = noon): readonly PresenterEvent[] =>
  Array.from({ length: times }, () => ({ type: 'went-on', at }))
const to = (card: string, at = noon): PresenterEvent => ({ type: 'went-to', card, at })
const refusal = (state: Presenting, event: PresenterEvent) => {
  const next = present(state, event, scene)
  return next.ok ? undefined : next.failure
}

describe('a run sheet', () => {
  it('has the slides of each lesson in their order, the questions there is time for, exercises and an end', () => {
    expect(cards.map(({ id }) => id)).toEqual(['opening-1-0', 's1', 'question-q1', 's2', 's3', 'e1', 'closing-1-5'])
    expect(cards.map(({ section }) => section)).toEqual([
      'Welcome',
      'F1.1 First',
      'F1.1 First',
      'F1.1 First',
      'F1.2 Second',
      'Exercise',
      'End',
    ])
    expect(cards.flatMap((card) => (card.kind === 'slide' ? [card.slide] : []))).toEqual([0, 1, 2])
  })

  it('plans each card without a gap: slides share the minutes of their lesson', () => {
    expect(cards.map(({ at, minutes }) => [at, minutes])).toEqual([
      [0, 5],
      [5, 6],
      [11, 4],
      [15, 6],
      [21, 12],
      [33, 30],
      [63, 5],
    ])
  })

  it('ends on the last day, and goes on tomorrow on the others; pauses stand between', () => {
    const lessons = Array.from({ length: 60 }, (_, at) => lesson(`l${at}`, 0))
    const long = agenda({ lessons, exercises: [] }, spans['two-days'])
    if (!long.ok) throw new Error(long.failure)
    const bare = runSheet(long.value, { decks: [], title: 'Foundation' })
    const titles = bare.map((card) => ('title' in card ? card.title : card.kind))
    expect(titles.filter((title) => title !== 'Break')).toEqual(['Foundation', 'Lunch', 'End of day 1', 'Lunch', 'end'])
    expect(titles).toContain('Break')
    expect(bare.at(-1)?.day).toBe(1)
  })

  it('of a day on which nothing is planned is empty', () => {
    expect(
      runSheet({ days: [[]], left: { lessons: [], exercises: [], questions: 0 } }, { decks: [], title: '' }),
    ).toEqual([])
  })

  it('takes up a question in passing behind the card it followed, once, and none that follows nothing', () => {
    const more = withAsked(cards, [
      { after: 's1', question: 'q9' },
      { after: 's2', question: 'q9' },
      { after: 'nowhere', question: 'q2' },
    ])
    expect(more.map(({ id }) => id).slice(0, 4)).toEqual(['opening-1-0', 's1', 'question-q9', 'question-q1'])
    expect(more).toHaveLength(cards.length + 1)
  })
})

describe('the sections of a run sheet', () => {
  it('hold every card once, in order, with what is planned for it', () => {
    const sections = sectionsOf(cards)
    expect(sections.flatMap((section) => section.cards.map(({ card }) => card))).toEqual(cards)
    expect(sections.flatMap((section) => section.cards.map(({ number }) => number))).toEqual(
      cards.map((_, at) => at + 1),
    )
    // What the agenda gives a lesson: its twelve minutes, and four for a question.
    expect(sections.map(({ name, minutes }) => `${name}: ${minutes}`)).toEqual([
      'Welcome: 5',
      'F1.1 First: 16',
      'F1.2 Second: 12',
      'Exercise: 30',
      'End: 5',
    ])
  })

  it('are two where the same comes back later', () => {
    const pause = (day: number) => ({ ...known(cards[0]), id: `p${day}`, section: 'Pause', day, minutes: 15 })
    const between = { ...known(cards[0]), id: 'b', section: 'F1.1', day: 0, minutes: 5 }
    expect(sectionsOf([pause(0), between, pause(0), pause(1)]).map(({ minutes }) => minutes)).toEqual([15, 5, 15, 15])
  })
})

describe('going on', () => {
  it('goes through the steps of a slide, the states of a question and the debrief of an exercise', () => {
    const seen: string[] = []
    let state = beginPresenting(scene)
    for (;;) {
      const shown = shownOf(state, scene)
      seen.push(
        shown.kind === 'slide'
          ? `${shown.slide}.${shown.step}`
          : shown.kind === 'question'
            ? shown.phase
            : shown.kind === 'exercise'
              ? shown.part
              : shown.kind,
      )
      const next = present(state, { type: 'went-on', at: noon }, scene)
      if (!next.ok) break
      state = next.value
    }
    expect(seen.join(' ')).toBe('lobby 0.0 0.1 0.2 ready open locked spread reveal 1.0 2.0 work debrief end')
    expect(refusal(state, { type: 'went-on', at: noon })).toBe('This is the last card.')
  })

  it('and back leads through the same pictures the other way', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), (times) => {
        const there = play(on(times))
        const back = play(
          Array.from({ length: times }, () => ({ type: 'went-back', at: noon }) as const),
          there,
        )
        expect(shownOf(back, scene)).toEqual(shownOf(beginPresenting(scene), scene))
        expect(refusal(back, { type: 'went-back', at: noon })).toBe('This is the first card.')
      }),
    )
  })

  it('first takes away what lies over the picture, and so does going back', () => {
    const blank = play([...on(2), { type: 'covered', cover: 'blank' }])
    expect(blank.cover).toBe('blank')
    expect(play(on(1), blank)).toEqual(play(on(2)))
    expect(play([{ type: 'went-back', at: noon }], blank)).toEqual(play(on(2)))
    expect(play([{ type: 'covered', cover: 'blank' }], blank).cover).toBe('none')
    expect(play([{ type: 'covered', cover: 'join' }], blank).cover).toBe('join')
  })

  it('to a card by its name begins it, and keeps what was counted', () => {
    const counted = play([
      to('question-q1'),
      { type: 'toggled-vote' },
      { type: 'counted-hands', place: 1, by: 3 },
      to('s3'),
      to('question-q1'),
    ])
    expect(questionOf(counted, scene)?.live).toMatchObject({ phase: 'open', counts: [[0, 3]] })
    expect(refusal(counted, to('nowhere'))).toBe('There is no such card in this class.')
  })

  it('begins at the first card where the present one is gone', () => {
    const lost = { ...beginPresenting(scene), card: 'gone' }
    expect(placeOf(lost, scene)).toBe(0)
    expect(cardOf(lost, scene).kind).toBe('lobby')
  })
})

describe('a question on the screen', () => {
  const asked = play([to('question-q1')])
  const vote = { type: 'toggled-vote' } as const
  const step = (name: 'spread' | 'reveal' | 'lock') => ({ type: 'stepped', step: name }) as const
  const phase = (state: Presenting) => questionOf(state, scene)?.live.phase

  it('is opened, locked, opened again, and voted on once more by one key', () => {
    expect(phase(play([vote], asked))).toBe('open')
    expect(phase(play([vote, vote], asked))).toBe('locked')
    expect(phase(play([vote, vote, vote], asked))).toBe('open')
    const second = play([vote, vote, step('spread'), vote], asked)
    expect(questionOf(second, scene)?.live).toMatchObject({ phase: 'open', round: 2 })
    const revealed = play([vote, vote, step('spread'), step('reveal')], asked)
    expect(refusal(revealed, vote)).toMatch(/second vote follows the distribution/)
  })

  it('does not skip a state, and says why', () => {
    expect(refusal(asked, step('reveal'))).toMatch(/only when it shows its distribution/)
    expect(refusal(asked, { type: 'counted-hands', place: 0, by: 1 })).toMatch(/^Open the question first/)
    expect(refusal(beginPresenting(scene), vote)).toBe('No question is on the screen.')
  })

  it('takes the counts of a room for the round that runs, and no others', () => {
    const open = play([vote], asked)
    const counts = { type: 'counted', question: 'q1', round: 1, counts: [2, 5], answered: 7 } as const
    expect(questionOf(play([counts], open), scene)?.live).toMatchObject({ counts: [[2, 5]], answered: 7 })
    expect(play([{ ...counts, round: 2 }], open)).toBe(open)
    expect(play([{ ...counts, question: 'q2' }], open)).toBe(open)
  })

  it('may be put in passing, and is then part of the class', () => {
    const put = play([to('s2'), { type: 'asked', question: 'q9', at: noon }])
    expect(cardOf(put, scene)).toMatchObject({ kind: 'question', question: 'q9', section: 'F1.1 First' })
    expect(cardsOf(put, scene)).toHaveLength(cards.length + 1)
    const twice = play([to('s3'), { type: 'asked', question: 'q9', at: noon }], put)
    expect(cardsOf(twice, scene)).toHaveLength(cards.length + 1)
    expect(refusal(put, { type: 'asked', question: 'q7', at: noon })).toMatch(/not in the bank/)
  })

  it('may be one of the trainer’s own, which stays as it was put first once it was opened', () => {
    const own = { ...aQuestion('own-1'), key: [1] }
    const put = play([to('s2'), { type: 'asked', question: 'own-1', own, at: noon }])
    expect(questionOf(put, scene)?.question).toEqual(own)
    const opened = play([{ type: 'toggled-vote' }, to('s3')], put)
    const changed = { ...own, options: [] }
    const again = play([{ type: 'asked', question: 'own-1', own: changed, at: noon }], opened)
    expect(questionOf(again, scene)).toMatchObject({ question: own, live: { phase: 'open' } })
    // One that was not opened is put as it is now.
    expect(
      questionOf(play([{ type: 'asked', question: 'own-1', own: changed, at: noon }], put), scene)?.question,
    ).toEqual(changed)
  })

  it('that is not in the bank shows its section, and nothing can be done with it', () => {
    const bare = { ...scene, questions: new Map<string, LiveQuestion>() }
    expect(shownOf(asked, bare)).toEqual({ kind: 'lobby', title: 'F1.1 First' })
    expect(questionOf(asked, bare)).toBeUndefined()
  })
})

describe('a question that is asked in passing', () => {
  const own = { id: 'room-1', kind: 'text', stem: 'What is unclear?', options: [], key: [] } as const
  const asked = play([...on(1), { type: 'asked', question: own.id, own, at: noon }, { type: 'toggled-vote' }])

  it('is opened, takes answers, is locked, and then the class goes on', () => {
    const locked = play(
      [{ type: 'counted', question: own.id, round: 1, counts: [], answered: 7 }, { type: 'toggled-vote' }],
      asked,
    )
    expect(shownOf(locked, scene)).toMatchObject({ kind: 'question', phase: 'locked', answered: 7 })
    expect(play(on(1), locked).card).toBe('question-q1')
  })

  it('refuses the steps it has not, with a sentence', () => {
    expect(present(asked, { type: 'stepped', step: 'spread' }, scene)).toMatchObject({
      ok: false,
      failure: expect.stringContaining('has no distribution'),
    })
  })
})

describe('the timer', () => {
  it.each([
    { minutes: 2, at: 5, ends: 22, because: 'there is time left, and more is added to it' },
    { minutes: 5, at: 30, ends: 35, because: 'it has run out, so that it runs anew from now' },
  ])('ends after $ends minutes with $minutes more at minute $at: $because', ({ minutes, at, ends }) => {
    const state = play([to('e1'), { type: 'timed', at: noon }, { type: 'extended', at: noon + at * minute, minutes }])
    expect(shownOf(state, scene)).toMatchObject({ kind: 'exercise', endsAt: noon + ends * minute })
  })

  it('that was not started begins with the time that is given', () => {
    const state = play([to('e1'), { type: 'extended', at: noon, minutes: 2 }])
    expect(shownOf(state, scene)).toMatchObject({ kind: 'exercise', endsAt: noon + 2 * minute })
  })

  const started = (card: string, times = 0) => play([to(card), ...on(times), { type: 'timed', at: noon }])
  const endsAt = (state: Presenting, of: Scene = scene) => {
    const shown = shownOf(state, of)
    return 'endsAt' in shown ? shown.endsAt : undefined
  }

  it.each([
    { card: 'question-q1', times: 1, minutes: 1, what: 'a question' },
    { card: 'e1', times: 0, minutes: 20, what: 'the work on an exercise' },
    { card: 'e1', times: 1, minutes: 10, what: 'its debrief' },
  ])('gives $what $minutes minutes', ({ card, times, minutes }) => {
    expect(endsAt(started(card, times))).toBe(noon + minutes * minute)
  })

  it('runs a break to its end, and an exercise that is not known for its whole time', () => {
    const pause: Card = { ...known(cards[0]), id: 'b', kind: 'break', title: 'Break', minutes: 15 }
    const paused: Scene = { ...scene, cards: [pause] }
    const timed = present(beginPresenting(paused), { type: 'timed', at: noon }, paused)
    expect(timed.ok && endsAt(timed.value, paused)).toBe(noon + 15 * minute)
    const bare = { ...scene, exercises: new Map() }
    const known30 = present(play([to('e1')]), { type: 'timed', at: noon }, bare)
    expect(known30.ok && endsAt(known30.value, bare)).toBe(noon + 30 * minute)
    expect(known30.ok && shownOf(known30.value, bare)).toMatchObject({ task: [], minutes: 30 })
  })

  it('counts up on a slide, where nothing ends', () => {
    expect(started('s1').timer).toEqual({ card: 's1', startedAt: noon, limitMs: undefined })
    expect(endsAt(started('s1'))).toBeUndefined()
    expect(play([{ type: 'timed', at: noon }]).timer?.limitMs).toBeUndefined()
    expect(started('closing-1-5').timer?.limitMs).toBeUndefined()
  })

  it('belongs to its card, and can be stopped', () => {
    const state = started('e1')
    expect(endsAt(play([to('question-q1'), to('e1')], state))).toBe(noon + 20 * minute)
    expect(endsAt(play([to('question-q1'), { type: 'toggled-vote' }], state))).toBeUndefined()
    expect(play([{ type: 'stopped-timer' }], state).timer).toBeUndefined()
  })
})

describe('the standings', () => {
  const board = { top: [{ place: 1, name: 'Amber Heron', right: 3 }], of: 4 }
  const put: PresenterEvent = { type: 'put-board', board }
  const form = { form: '47AY1-5NM70', path: 'exams/foundation-40/?form=47AY1-5NM70', minutes: 60 }
  const asked = play([to('question-q1'), { type: 'toggled-vote' }, { type: 'toggled-vote' }])

  it('lie over what is shown, and on and back lead to it as it was', () => {
    const state = play([{ type: 'covered', cover: 'blank' }, put], asked)
    expect(shownOf(state, scene)).toEqual({ kind: 'board', ...board })
    expect(questionOf(state, scene)).toBeUndefined()
    for (const type of ['went-on', 'went-back'] as const)
      expect(shownOf(play([{ type, at: noon }], state), scene)).toEqual(shownOf(asked, scene))
  })

  it('lie over a form too, which goes on, and end where the class goes elsewhere', () => {
    const state = play([{ type: 'put-form', form }, put], asked)
    expect(shownOf(play(on(1), state), scene)).toMatchObject({ kind: 'mock' })
    expect(shownOf(play([{ type: 'put-form', form }], state), scene)).toMatchObject({ kind: 'mock' })
    expect(shownOf(play([to('s1')], state), scene)).toMatchObject({ kind: 'slide' })
  })
})

describe('a form that everybody sits', () => {
  const form = { form: '47AY1-5NM70', path: 'exams/foundation-40/?form=47AY1-5NM70', minutes: 60 }
  const put: PresenterEvent = { type: 'put-form', form }
  const open = play([to('question-q1'), { type: 'toggled-vote' }])
  const inSlide = play([to('s1'), ...on(1)])

  it('is shown with its code, its minutes and its path, and its timer takes those minutes', () => {
    const state = play([{ type: 'covered', cover: 'blank' }, put], inSlide)
    expect(state.cover).toBe('none')
    expect(shownOf(state, scene)).toEqual({ kind: 'mock', ...form })
    expect(shownOf(play([{ type: 'timed', at: noon }], state), scene)).toMatchObject({ endsAt: noon + 60 * minute })
  })

  it.each([
    { from: 'a step of a slide', before: inSlide },
    { from: 'an open question', before: open },
  ])('leads back to $from as it was, by back and by on', ({ before }) => {
    for (const type of ['went-back', 'went-on'] as const) {
      const state = play([put, { type, at: noon }], before)
      expect(state.mock).toBeUndefined()
      expect({ ...state, mock: undefined }).toEqual({ ...before, mock: undefined })
    }
  })

  it('keeps the question under it from being led on, and its timer from that of the question', () => {
    const state = play([{ type: 'timed', at: noon }, put], open)
    expect(questionOf(state, scene)).toBeUndefined()
    expect(refusal(state, { type: 'toggled-vote' })).toBe('No question is on the screen.')
    expect(shownOf(state, scene)).toEqual({ kind: 'mock', ...form })
  })

  it('goes when another card is chosen', () => {
    expect(shownOf(play([put, to('s2')], inSlide), scene)).toMatchObject({ kind: 'slide', title: 'Title of s2' })
  })
})

describe('the pace', () => {
  it('is not known before the first card is left', () => {
    expect(lateMinutes(beginPresenting(scene), scene, noon)).toBeUndefined()
  })

  it.each([
    { card: 's1', after: 0, late: 0 },
    { card: 's1', after: 6, late: 0 },
    { card: 's1', after: 9, late: 3 },
    { card: 's2', after: 4, late: -6 },
  ])('at $card after $after minutes is $late', ({ card, after, late }) => {
    const left = play([...on(1), to(card)])
    expect(lateMinutes(left, scene, noon + after * minute)).toBeCloseTo(late)
  })

  it('takes who enters the day at a later card as on time there', () => {
    const entered = play([to('e1')])
    expect(lateMinutes(entered, scene, noon)).toBe(0)
    expect(play([to('s1')], entered).begun).toEqual(entered.begun)
  })
})

describe('a moment, as another device shows it', () => {
  const own = { ...aQuestion('own-1'), stem: 'Mine' }
  const asked = play([
    ...([to('question-q1'), { type: 'toggled-vote' }, { type: 'counted-hands', place: 1, by: 3 }] as const),
    { type: 'asked', question: 'own-1', own, at: noon },
    { type: 'toggled-vote' },
  ])

  it('holds the question on the screen, the trainer’s own without its key, and no other; no name', () => {
    const moment = momentOf(asked, scene)
    expect(Object.keys(moment.live)).toEqual(['own-1'])
    expect(moment.own).toEqual({ 'own-1': { ...own, key: [0] } })
    expect(questionOf(moment, scene)?.live).toEqual(questionOf(asked, scene)?.live)
    expect(cardsOf(moment, scene)).toEqual(cardsOf(asked, scene))
    const there = momentOf(play([to('question-q1')], asked), scene)
    expect([Object.keys(there.live), there.own]).toEqual([['q1'], undefined])
    expect(momentOf(play([to('s1')], asked), scene).live).toEqual({})
    const board = { top: [{ place: 1, name: 'Ada', right: 2 }], of: 2 }
    expect(momentOf(play([{ type: 'put-board', board }], asked), scene).board).toEqual({ top: [], of: 2 })
    expect(momentOf(play([to('question-q1')]), scene).live).toEqual({})
  })

  it('has another word whenever something has moved, and the same while answers come in', () => {
    const word = (...events: readonly PresenterEvent[]) => momentWord(play(events, asked), scene)
    const still = word()
    expect(word({ type: 'counted', question: 'own-1', round: 1, counts: [1, 1], answered: 2 })).toBe(still)
    expect(word({ type: 'timed', at: noon })).toBe(still)
    const form = { form: '47AY1-5NM70', path: 'exams/x/', minutes: 60 }
    const board = { top: [{ place: 1, name: 'Ada', right: 2 }], of: 2 }
    const moved = [
      word({ type: 'covered', cover: 'blank' }),
      word({ type: 'covered', cover: 'join' }),
      word({ type: 'stepped', step: 'lock' }),
      word({ type: 'put-form', form }),
      word({ type: 'put-board', board }),
      word(to('s1')),
      word(to('s1'), ...on(1)),
      ...(['lock', 'spread', 'revote'] as const).map((_, at, steps) =>
        word(...steps.slice(0, at + 1).map((step) => ({ type: 'stepped', step }) as const)),
      ),
    ]
    expect(new Set([still, ...moved]).size).toBe(moved.length)
  })
})
