import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Prompt } from '../../src/core/question.ts'
import { sentencesIn } from '../../src/core/sentence.ts'
import { questionPassages, spoken, utterancesOf } from '../../src/core/speech.ts'

const sentences = (text: string) => sentencesIn(text).map(({ from, to }) => text.slice(from, to))

describe('the sentences of a text', () => {
  it.each([
    { text: 'One is set. Two follows.', are: ['One is set.', 'Two follows.'], because: 'a stop and a capital part' },
    {
      text: '“Passed”, says Elke. “Nothing here.”',
      are: ['“Passed”, says Elke.', '“Nothing here.”'],
      because: 'a quotation mark may begin one',
    },
    { text: 'See 6.1.3. It is short.', are: ['See 6.1.3.', 'It is short.'], because: 'points in numbers part nothing' },
    { text: 'Some, e.g. Nadia, agree.', are: ['Some, e.g. Nadia, agree.'], because: 'an abbreviation ends nothing' },
    { text: 'A. Smith came. He left!', are: ['A. Smith came.', 'He left!'], because: 'an initial ends nothing' },
    { text: 'Is it? it is.', are: ['Is it? it is.'], because: 'a small letter goes on' },
    { text: 'Title\n\nText without end', are: ['Title', 'Text without end'], because: 'a line ends a sentence' },
    { text: '  ', are: [], because: 'there is none' },
  ])('are $are', ({ text, are }) => {
    expect(sentences(text)).toEqual(are)
  })

  it('leave out nothing but space, and come in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'B', '. ', '? ', '\n', ' ', '.') }), (text) => {
        const found = sentencesIn(text)
        expect(
          found
            .map(({ from, to }) => text.slice(from, to))
            .join('')
            .replace(/\s/g, ''),
        ).toBe(text.replace(/\s/g, ''))
        expect(found.every(({ from }, at) => from >= (found[at - 1]?.to ?? 0))).toBe(true)
      }),
    )
  })
})

describe('a text that is said', () => {
  it.each([
    {
      written: 'Clause 6.1.3 and control A.6.2.4',
      said: 'Clause 6 point 1 point 3 and control A point 6 point 2 point 4',
    },
    { written: 'B.5.2 and C.2', said: 'B point 5 point 2 and C point 2' },
    { written: '92.2% in clauses 4–10', said: '92.2% in clauses 4 to 10' },
    { written: 'ISO/IEC 42001:2023', said: 'ISO IEC 42001 of 2023' },
    { written: 'risks – and more', said: 'risks, and more' },
    { written: 'e.g., the SoA & the AIMS', said: 'for example the S O A and the A I M S' },
    { written: 'context → scope', said: 'context leads to scope' },
    { written: '✓ right', said: 'right' },
  ])('is “$said” for “$written”', ({ written, said }) => {
    expect(spoken(written)).toBe(said)
  })
})

describe('what is read aloud', () => {
  it('goes sentence by sentence, each with its place, the lead before the first', () => {
    expect(utterancesOf([{ lead: 'Figure:', text: 'One goes. Two stays.' }, { text: 'Next.' }])).toEqual([
      { passage: 0, from: 0, to: 9, say: 'Figure: One goes.' },
      { passage: 0, from: 10, to: 20, say: 'Two stays.' },
      { passage: 1, from: 0, to: 5, say: 'Next.' },
    ])
  })

  it('says a lead that has no words after it, and nothing for a passage that has neither', () => {
    expect(utterancesOf([{ lead: 'A question was answered here.', text: '' }, { text: '●' }])).toEqual([
      { passage: 0, from: 0, to: 0, say: 'A question was answered here.' },
    ])
  })

  it.each([
    { text: `${'word '.repeat(40)}first; ${'word '.repeat(20)}second.`, ends: 'first;', because: 'a pause is near' },
    { text: `${'word '.repeat(90)}end.`, ends: 'word', because: 'there is no pause' },
    { text: 'x'.repeat(500), ends: 'x', because: 'there is no space' },
  ])('is cut where it is too long: $because', ({ text, ends }) => {
    const parts = utterancesOf([{ text }])
    expect(parts.length).toBeGreaterThan(1)
    expect(parts.every(({ from, to }) => to - from <= 240)).toBe(true)
    expect(parts[0]?.say.endsWith(ends)).toBe(true)
    expect(
      parts
        .map(({ from, to }) => text.slice(from, to))
        .join('')
        .replace(/\s/g, ''),
    ).toBe(text.replace(/\s/g, ''))
  })
})

describe('a question that is read aloud', () => {
  const said = (prompt: Prompt) => utterancesOf(questionPassages(prompt, ['c', 'a', 'b'])).map(({ say }) => say)
  const options = [
    { id: 'a', text: 'Audit.' },
    { id: 'b', text: 'Blame.' },
    { id: 'c', text: 'Context.' },
  ]

  it('is its stem, then the options by the letter they have on the screen', () => {
    expect(said({ kind: 'single', stem: 'What comes first?', options })).toEqual([
      'What comes first?',
      'Option A: Context.',
      'Option B: Audit.',
      'Option C: Blame.',
    ])
  })

  it('says that steps are not in their order', () => {
    expect(said({ kind: 'order', stem: 'Put them in order.', options })).toEqual([
      'Put them in order.',
      'The steps, not in their order.',
      '1: Context.',
      '2: Audit.',
      '3: Blame.',
    ])
  })

  it('tells what can be chosen by letter, then each row', () => {
    const targets = [
      { id: 'x', text: 'Plan.' },
      { id: 'y', text: 'Check.' },
    ]
    expect(said({ kind: 'match', stem: 'Match them.', options, targets })).toEqual([
      'Match them.',
      'To choose from.',
      'A: Plan.',
      'B: Check.',
      'For each of these.',
      '1: Context.',
      '2: Audit.',
      '3: Blame.',
    ])
  })
})
