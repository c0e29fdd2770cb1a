import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatFormCode } from '../../src/core/form-code.ts'
import { known } from '../../src/core/result.ts'
import {
  cleanSignature,
  expectedOf,
  formatToken,
  formRefOf,
  openToken,
  readToken,
  sittingOf,
  tellingOf,
  tokensIn,
  unsigned,
  type FormRef,
  type ResultToken,
} from '../../src/core/result-token.ts'
import { canTell } from '../../src/core/tellable.ts'
import { anExam, anOrder, aPlan, aQuestion } from '../support/builders.ts'

const symbols = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ']
const codes = fc.record({
  profile: fc.integer({ min: 0, max: 63 }),
  edition: fc.integer({ min: 0, max: 4095 }),
  seed: fc.integer({ min: 0, max: 2 ** 24 - 1 }),
})
const forms: fc.Arbitrary<FormRef> = fc.oneof(
  codes.map((code) => ({ kind: 'code' as const, code })),
  fc
    .record({ exam: fc.integer({ min: 0, max: 2 ** 22 - 1 }), edition: fc.integer({ min: 0, max: 2 ** 20 - 1 }) })
    .map((own) => ({ kind: 'own' as const, code: own })),
  fc.integer({ min: 0, max: 2 ** 42 - 1 }).map((hash) => ({ kind: 'list' as const, hash })),
)
/** Four seconds to eight and a half minutes in half octaves: what a token can say of a time. */
const times = Array.from({ length: 15 }, (_, step) => 4 * 2 ** (step / 2))
const typed = fc.string({ unit: 'binary', maxLength: 30 }).map(cleanSignature)

const tokens: fc.Arbitrary<{ readonly token: ResultToken; readonly options: readonly number[] }> = fc
  .array(fc.integer({ min: 3, max: 6 }), { minLength: 1, maxLength: 80 })
  .chain((options) =>
    fc
      .record<ResultToken>({
        form: forms,
        pid: fc.integer({ min: 0, max: 2 ** 48 - 1 }).map((pid) => pid.toString(16).padStart(12, '0')),
        startedAt: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
        minutes: fc.integer({ min: 0, max: 0xffff }),
        answers: fc.tuple(...options.map((of) => fc.subarray(Array.from({ length: of }, (_, option) => option + 1)))),
        seconds: fc.option(
          fc.array(fc.constantFrom(undefined, ...times), { minLength: options.length, maxLength: options.length }),
          { nil: undefined },
        ),
        signature: fc.option(fc.record({ kind: fc.constantFrom('name' as const, 'employer' as const), text: typed }), {
          nil: undefined,
        }),
      })
      .map((token) => ({ token: token.signature?.text === '' ? unsigned(token) : token, options })),
  )

const code = { profile: 3, edition: 0xabc, seed: 1_234_567 }
const aToken = (given: Partial<ResultToken> = {}): ResultToken => ({
  form: { kind: 'code', code },
  pid: '0123456789ab',
  startedAt: 1_795_000_000,
  minutes: 47,
  answers: Array.from({ length: 40 }, (_, at) => [(at % 3) + 1]),
  seconds: undefined,
  signature: undefined,
  ...given,
})
const expected = { form: aToken().form, options: Array.from({ length: 40 }, () => 3) }
const samples = [
  aToken(),
  aToken({ seconds: Array.from({ length: 40 }, () => 32) }),
  aToken({ answers: [[1], [], [2, 3]], signature: { kind: 'name', text: 'Zoë 张' } }),
].map(formatToken)

describe('a result token', () => {
  it('says what was put into it, with every answer whole', () => {
    fc.assert(
      fc.property(tokens, ({ token, options }) => {
        const text = formatToken(token)
        expect(text).toMatch(/^AIMS1\.[0-9A-HJKMNP-TV-Z]{20,400}$/)
        expect(openToken(text, { form: token.form, options })).toEqual({ ok: true, value: token })
        expect(openToken(text.toLowerCase(), { form: token.form, options }).ok).toBe(true)
      }),
    )
  })

  it.each([
    { questions: 20, plain: 53, timed: 69 },
    { questions: 40, plain: 64, timed: 96 },
    { questions: 60, plain: 77, timed: 125 },
    { questions: 100, plain: 101, timed: 181 },
  ])('of $questions single questions has $plain characters, and $timed with times', ({ questions, plain, timed }) => {
    const answers = Array.from({ length: questions }, () => [2])
    expect(formatToken(aToken({ answers }))).toHaveLength(plain)
    expect(formatToken(aToken({ answers, seconds: answers.map(() => 30) }))).toHaveLength(timed)
  })

  it('tells every wrong character, wherever it stands', () => {
    const missed = samples.flatMap((text) =>
      [...text].slice(6).flatMap((character, place) =>
        symbols
          .filter((symbol) => symbol !== character)
          .map((symbol) => [...text].with(place + 6, symbol).join(''))
          .filter((wrong) => readToken(wrong).ok),
      ),
    )
    expect(missed).toEqual([])
  })

  it('tells every swap of two neighbours, and almost every swap of two further apart', () => {
    const swaps = samples.flatMap((text) =>
      [...text].slice(6).flatMap((_, one) =>
        [...text].slice(7 + one).flatMap((_, more) => {
          const [at, to] = [6 + one, 7 + one + more]
          if (text[at] === text[to]) return []
          const wrong = [...text].with(at, known(text[to])).with(to, known(text[at])).join('')
          return [{ isNeighbour: more === 0, isMissed: readToken(wrong).ok }]
        }),
      ),
    )
    expect(swaps.filter(({ isNeighbour, isMissed }) => isNeighbour && isMissed)).toEqual([])
    // One in 65,536 is what sixteen bits leave to chance.
    expect(swaps.length).toBeGreaterThan(5000)
    expect(swaps.filter(({ isMissed }) => isMissed).length).toBeLessThanOrEqual(1)
  })

  it('says of a time which half octave it lies in, from 4 seconds to eight and a half minutes', () => {
    const told = (seconds: number) => {
      const read = openToken(formatToken(aToken({ seconds: aToken().answers.map(() => seconds) })), expected)
      return read.ok ? read.value.seconds?.[0] : undefined
    }
    expect([0.3, 4, 10, 45, 512, 9000].map(told).map((one) => Math.round(one ?? 0))).toEqual([4, 4, 11, 45, 512, 512])
  })

  it.each([
    { text: 'hello', failure: { kind: 'not-a-token' } },
    { text: samples[0]?.replace('AIMS1', 'AIMS2') ?? '', failure: { kind: 'version', version: 2 } },
    { text: samples[0]?.slice(0, 30) ?? '', failure: { kind: 'truncated' } },
    { text: samples[0]?.slice(0, -1) ?? '', failure: { kind: 'truncated' } },
    { text: samples[0]?.replace('GX', 'XG') ?? '', failure: { kind: 'check' } },
    { text: samples[1]?.slice(0, -3) ?? '', failure: { kind: 'check' } },
    {
      text: formatToken(aToken({ form: { kind: 'code', code: { ...code, edition: 0xdef } } })),
      failure: { kind: 'other-edition', edition: 'def', expected: 'abc' },
    },
    {
      text: formatToken(aToken({ form: { kind: 'code', code: { ...code, seed: 4 } } })),
      failure: { kind: 'foreign-form' },
    },
    { text: formatToken(aToken({ form: { kind: 'list', hash: 4 } })), failure: { kind: 'foreign-form' } },
    { text: formatToken(aToken({ answers: aToken().answers.slice(4) })), failure: { kind: 'unfit' } },
    { text: formatToken(aToken({ answers: aToken().answers.with(7, [4]) })), failure: { kind: 'unfit' } },
    { text: formatToken(aToken({ answers: [...aToken().answers, [1], [2], [3]] })), failure: { kind: 'unfit' } },
  ])('is refused as $failure.kind: $text', ({ text, failure }) => {
    expect(openToken(text, expected)).toEqual({ ok: false, failure })
  })

  it('of an own exam names both editions where it is of another, and is foreign where the exam is another', () => {
    const own = (exam: number, edition: number): FormRef => ({ kind: 'own', code: { exam, edition } })
    const open = (form: FormRef) => openToken(formatToken(aToken({ form })), { ...expected, form: own(5, 0xabcde) })
    expect(open(own(5, 0xabcde)).ok).toBe(true)
    expect(open(own(5, 0x12))).toEqual({
      ok: false,
      failure: { kind: 'other-edition', edition: '00012', expected: 'abcde' },
    })
    expect(open(own(6, 0xabcde))).toEqual({ ok: false, failure: { kind: 'foreign-form' } })
  })

  it('is refused where its name is not a clean one, though its check is right', () => {
    const dirty = { ...aToken({ answers: [[1]] }), signature: { kind: 'name', text: 'plain' } } as const
    const small = { form: dirty.form, options: [3] }
    expect(openToken(formatToken(dirty), small)).toEqual({ ok: true, value: dirty })
    expect(openToken(formatToken({ ...dirty, signature: { kind: 'name', text: '   ' } }), small)).toEqual({
      ok: true,
      value: unsigned(dirty),
    })
  })

  it('is the same sitting for the same form, person and start alone', () => {
    const own = sittingOf(aToken())
    expect(sittingOf(aToken({ minutes: 3, answers: [] }))).toBe(own)
    const others = [
      aToken({ pid: '0123456789ac' }),
      aToken({ startedAt: 5 }),
      aToken({ form: { kind: 'list', hash: 1 } }),
    ]
    expect(others.map(sittingOf)).not.toContain(own)
  })
})

describe('a name', () => {
  it.each([
    { text: '  Ana   Pereira ', is: 'Ana Pereira', because: 'blanks are one' },
    { text: 'A\u202Ena\u200B\u0007', is: 'Ana', because: 'what turns or hides characters goes' },
    { text: 'Ａｎａ', is: 'Ana', because: 'wide characters are the plain ones' },
    { text: 'x'.repeat(50), is: 'x'.repeat(20), because: 'twenty characters are enough' },
    { text: '\n\t', is: '', because: 'nothing is left' },
  ])('typed as “$text” is “$is”, since $because', ({ text, is }) => {
    expect(cleanSignature(text)).toBe(is)
  })

  it('is clean once it was cleaned', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (text) => cleanSignature(cleanSignature(text)) === cleanSignature(text),
      ),
    )
  })
})

describe('a pasted chat', () => {
  const [one = '', two = '', three = ''] = samples

  it('gives every token in it, whoever wrote around it', () => {
    const chat = `[10:02] Ana: here it is ${one}\n[10:03] Ben: ${two.toLowerCase()}. and\n> ${three}`
    expect(tokensIn(chat)).toEqual([one, two, three])
  })

  it('puts a token together that a mail program has broken', () => {
    expect(tokensIn(`${two.slice(0, 60)}\n${two.slice(60)}\nRegards, Ana`)).toEqual([two])
    expect(tokensIn(`> ${two.slice(0, 40)}\n> ${two.slice(40, 70)}=\n> ${two.slice(70)}`)).toEqual([two])
  })

  it('gives damaged ones too, so that they can be told', () => {
    expect(tokensIn(`${one.slice(0, 40)} and then he left`)).toEqual([one.slice(0, 40)])
    expect(tokensIn('nothing')).toEqual([])
  })
})

describe('what a finished exam tells a trainer', () => {
  const questions = [
    aQuestion({ id: 'q-1', options: ['c', 'a', 'b'] }),
    aQuestion({ id: 'q-2', key: ['a', 'd'] }),
    aQuestion({ id: 'q-3' }),
  ]
  const exam = anExam({
    questions,
    code: formatFormCode(code),
    events: [
      { type: 'started', at: 1_795_000_000_500 },
      { type: 'chose', at: 1_795_000_010_500, question: 'q-1', options: ['b'] },
      { type: 'moved', at: 1_795_000_020_500, to: 1 },
      { type: 'chose', at: 1_795_000_030_500, question: 'q-2', options: ['d', 'a'] },
      { type: 'submitted', at: 1_795_000_100_500 },
    ],
  })
  if (exam.phase !== 'finished') throw new Error('It was submitted.')

  it('are the numbers of options in the order of the file, the start, and the minutes', () => {
    const told = tellingOf(exam, 'ffffffffffff')
    expect(told).toEqual({
      form: { kind: 'code', code },
      pid: 'ffffffffffff',
      startedAt: 1_795_000_000,
      minutes: 2,
      answers: [[3], [1, 4], []],
      seconds: [20, 80, undefined],
      signature: undefined,
    })
    expect(openToken(formatToken(told), expectedOf(exam.plan)).ok).toBe(true)
  })

  it('name a form without a code by its questions and their versions, in their order', () => {
    const mock = aPlan({ questions })
    const corrected = [aQuestion({ id: 'q-1', version: 2, options: ['c', 'a', 'b'] }), ...questions.slice(1)]
    const refs = [mock, aPlan({ questions: corrected }), aPlan({ questions: questions.toReversed() })].map(formRefOf)
    expect(formRefOf(aPlan({ questions, attemptId: 'another' }))).toEqual(refs[0])
    expect(new Set(refs.map((ref) => JSON.stringify(ref))).size).toBe(3)
  })

  it('are nothing where a question is not answered by choosing, and on paper', () => {
    expect(canTell(aPlan())).toBe(true)
    expect(canTell(aPlan({ medium: 'paper' }))).toBe(false)
    expect(canTell(aPlan({ questions: [aQuestion(), anOrder()] }))).toBe(false)
  })
})
