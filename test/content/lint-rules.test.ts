import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { joinBank, type CourseBank } from '../../src/catalogue/bank.ts'
import {
  bankFigures,
  guessingFigures,
  keyLengths,
  keyPositions,
  wordingFigures,
  type Figure,
} from '../../src/catalogue/lint/bank-statistics.ts'
import { guesserAccuracy } from '../../src/catalogue/lint/guesser.ts'
import { lintQuestion, questionRules } from '../../src/catalogue/lint/question-rules.ts'
import { wordStem } from '../../src/catalogue/lint/wording.ts'
import type { Question } from '../../src/core/question.ts'
import { seeded } from '../../src/core/random.ts'
import { known } from '../../src/core/result.ts'
import { lintBank } from '../../src/tools/lint-bank.ts'
import { syntheticBank, syntheticCourse, syntheticProfile } from '../support/synthetic-bank.ts'

const good = {
  stem: 'A lender has rated the dangers of its scoring tool to its goals. Branch staff misuse the scores in ways no one foresaw. Which activity is missing?',
  options: [
    'Looking at the effect on applicants',
    'Looking at the odds for each danger',
    'Looking at the approval of the plan',
  ],
  rationales: [
    'It starts from one tool, its purpose and its foreseeable misuse, which is what happened here.',
    'Attractive because odds sound missing, but the lender has rated its dangers already.',
    'Attractive to people who know another standard, where owners sign; nothing here speaks of that.',
  ],
  shuffle: true,
}

/** A question with three options, the first of which is the key. */
function aQuestion(changes: Partial<typeof good> = {}): Question {
  const { stem, options, rationales, shuffle } = { ...good, ...changes }
  const ids = ['a', 'b', 'c']
  return {
    ...known(syntheticBank(1).bank.questions[0]),
    prompt: { kind: 'single', stem, options: options.map((text, i) => ({ id: known(ids[i]), text })) },
    key: { kind: 'options', options: ['a'] },
    rationales: rationales.map((text, i) => ({ option: known(ids[i]), text })),
    shuffle,
  }
}

const rulesBrokenBy = (question: Question) =>
  questionRules[question.prompt.kind].filter((rule) => rule.find(question) !== undefined).map((rule) => rule.name)

const [, second, third] = good.options as [string, string, string]
const withKey = (text: string) => [text, second, third]
const withRationale = (text: string) => [text, ...good.rationales.slice(1)]
const filler = 'and of what follows from it'

/** One planted fault, or several, for every rule. */
const faults = [
  { rule: 'rationale-short', changes: { rationales: withRationale('Because 6.1.4 says so.') } },
  {
    rule: 'rationales-alike',
    changes: { rationales: [known(good.rationales[1]), known(good.rationales[1]), known(good.rationales[2])] },
  },
  {
    rule: 'letter-or-position',
    changes: { rationales: withRationale('It is right, while option B confuses the odds with the effect on people.') },
  },
  {
    rule: 'letter-or-position',
    changes: { rationales: withRationale('The effect decides here; the second answer is about the odds of a danger.') },
  },
  {
    rule: 'letter-or-position',
    changes: { rationales: withRationale('The effect decides here, and answer a is the one which says so plainly.') },
  },
  { rule: 'all-of-the-above', changes: { options: ['Both of the above would help a bit', second, third] } },
  { rule: 'all-of-the-above', changes: { options: ['Both of these', 'Looking at odds', 'Looking at plans'] } },
  {
    rule: 'no-question',
    changes: { stem: 'A lender has rated the dangers of its scoring tool. The missing activity is' },
  },
  {
    rule: 'options-overlap',
    changes: { options: ['Looking at the effect', 'Looking at the effect twice', 'Approving a treatment plan'] },
  },
  { rule: 'key-longest', changes: { options: withKey('Looking at the effect on the people who apply for a loan') } },
  {
    rule: 'clause-echo',
    changes: {
      stem: 'The lender points to 6.1.4. Which activity is missing?',
      options: withKey('Looking at effects, as 6.1.4 asks'),
    },
  },
  {
    rule: 'clause-echo',
    changes: {
      stem: 'The lender points to clause 6. Which activity is missing?',
      options: ['Looking at effects, as clause 6 asks', 'Looking at the odds, as clause 8 asks', third],
    },
  },
  {
    rule: 'double-negative',
    changes: {
      stem: 'A lender rates dangers. Which activity is NOT missing?',
      options: [known(good.options[0]), 'Not looking at odds for each danger', third],
    },
  },
  { rule: 'numbers-unsorted', changes: { options: ['38 controls', '37 controls', '39 controls'], shuffle: false } },
  { rule: 'numbers-unsorted', changes: { options: ['Two years', 'Three years', 'Four years'] } },
  {
    rule: 'option-long',
    changes: { options: good.options.map((text) => `${text} ${Array.from({ length: 4 }, () => filler).join(' ')}`) },
  },
  { rule: 'options-uneven', changes: { options: ['The effect', 'Odds for each danger at hand', third] } },
  { rule: 'absolutes', changes: { options: withKey('Always looking at effects on people') } },
  { rule: 'hedges', changes: { options: withKey('Usually looking at effects on people') } },
  {
    rule: 'stem-echo',
    changes: {
      options: [
        'Examining misuse by people in branches',
        'Examining odds for each hazard',
        'Examining approvals of a plan',
      ],
    },
  },
  {
    rule: 'key-convergent',
    changes: {
      options: ['Recorded criteria for quality', 'Recorded criteria for suppliers', 'Recorded results for quality'],
    },
  },
  {
    rule: 'virtue-villain',
    changes: {
      options: [
        'Reviewing what applicants suffer',
        'Ignoring what applicants suffer',
        'Skipping what auditors want to hear',
      ],
    },
  },
  { rule: 'stem-long', changes: { stem: `${'One of the clerks went home. '.repeat(16)}Which activity is missing?` } },
]

describe('a rule about one question', () => {
  it('stays quiet on a good question', () => {
    expect(rulesBrokenBy(aQuestion())).toEqual([])
  })

  it('stays quiet on a whole bank of good questions', () => {
    expect(syntheticBank(3).authored.flatMap(lintQuestion)).toEqual([])
  })

  it.each(faults)('$rule fires on its fault, and no other rule does: $changes', ({ rule, changes }) => {
    expect(rulesBrokenBy(aQuestion(changes))).toEqual([rule])
  })

  it('has a planted fault in the table above', () => {
    expect(new Set(faults.map(({ rule }) => rule))).toEqual(new Set(questionRules.single.map(({ name }) => name)))
  })

  it.each([
    { changes: { options: ['6.1.3', '6.1.2', '8.2'] }, because: 'clause numbers are no quantities' },
    {
      changes: { options: ['38 controls', '39 controls', '42 controls'], shuffle: false },
      because: 'sorted quantities are in order',
    },
    {
      changes: { options: ['Three months', 'Half of a year', 'Twelve months'] },
      because: 'not every option is a quantity',
    },
    {
      changes: { stem: 'A lender rates dangers. What is missing? Choose TWO.' },
      because: 'the number of choices may follow the question',
    },
    {
      changes: {
        stem: 'The lender points to 6.1.4. Which activity is missing?',
        options: ['Effects, as in 6.1.4', 'Odds, as in 6.1.4', 'Plans, as in 6.1.4'],
      },
      because: 'the number tells nothing when all options have it',
    },
    {
      changes: {
        rationales: withRationale('No treatment option a lender chooses replaces a look at the effects on people.'),
      },
      because: '"option a" is English here',
    },
    {
      changes: {
        rationales: withRationale(
          'The organisation determines this under 6.1.3 a) and again in Annex A of the standard.',
        ),
      },
      because: 'letters of clauses are no options',
    },
  ])('stays quiet where $because', ({ changes }) => {
    expect(rulesBrokenBy(aQuestion(changes))).toEqual([])
  })
})

describe('the stem of a word', () => {
  it.each([
    ['assess assessed assessing assessment assessments assesses'],
    ['evaluate evaluated evaluating evaluation'],
    ['document documents documented'],
    ['skip skipped skipping'],
    ['verify verified verifies verifying'],
    ['policy policies'],
  ])('is one for %s', (family) => {
    expect(new Set(family.split(' ').map(wordStem)).size).toBe(1)
  })
})

describe('a waiver', () => {
  const authored = {
    ...known(syntheticBank(1).authored[0]),
    question: aQuestion({ options: withKey('Always looking at effects on people') }),
  }
  const waiving = (rule: string) => ({
    ...authored,
    authoring: { ...authored.authoring, waive: [{ rule, reason: 'The word is the point of it.' }] },
  })

  it('silences its rule', () => {
    expect(lintQuestion(authored).map(({ rule }) => rule)).toEqual(['absolutes'])
    expect(lintQuestion(waiving('absolutes'))).toEqual([])
  })

  it('is a fault where nothing breaks its rule', () => {
    expect(lintQuestion(waiving('hedges')).map(({ rule }) => rule)).toEqual(['absolutes', 'waiver'])
  })

  it('is a fault where no rule has its name', () => {
    expect(lintQuestion(waiving('hedge'))[1]?.what).toBe('There is no rule "hedge" to waive.')
  })
})

describe('joining the bank', () => {
  const authored = known(syntheticBank(1).authored[0])
  const join = (...changes: readonly Partial<Question>[]) =>
    joinBank({
      courses: [syntheticCourse],
      references: new Set(['4.1', 'A.5.2']),
      mistakes: new Set(['m39']),
      files: [
        {
          file: 'quizzes/questions/foundation/synthetic.yaml',
          course: 'foundation',
          questions: changes.map((change, i) => ({
            ...authored,
            question: { ...authored.question, ...change },
            place: { ...authored.place, line: 2 + 30 * i },
          })),
          scenarios: [],
          problems: [],
        },
      ],
    })
  const rules = (...changes: readonly Partial<Question>[]) =>
    join(...changes).problems.map((problem) => ('rule' in problem ? problem.rule : 'schema'))

  it('finds nothing where every link leads somewhere', () => {
    expect(rules({ refs: ['4.1', 'A.5.2'] }, { id: 'f-synthetic-002', enemies: ['f-synthetic-001'] })).toEqual([])
  })

  it.each([
    { rule: 'reference', change: { refs: ['A.5.1'] } },
    { rule: 'objective', change: { objective: 'f9-9' } },
    { rule: 'concept', change: { concept: 'astrology' } },
    { rule: 'domain', change: { domain: 'requirements' } },
    { rule: 'enemy', change: { enemies: ['f-synthetic-099'] } },
    { rule: 'enemy', change: { enemies: ['f-synthetic-001'] } },
    { rule: 'id', change: { id: 'la-synthetic-001' } },
    { rule: 'misconception', change: { rationales: [{ option: 'b', text: 'It fails.', misconception: 'm999' }] } },
  ])('reports a broken link: $rule, in $change', ({ rule, change }) => {
    expect(rules(change)).toEqual([rule])
  })

  it('reports an id that is taken, and by whom', () => {
    expect(join({}, {}).problems).toEqual([
      {
        rule: 'id',
        where: 'quizzes/questions/foundation/synthetic.yaml:32 f-synthetic-001',
        what: 'The id is taken by quizzes/questions/foundation/synthetic.yaml:2.',
        remedy: 'Take the next free number; ids are never reused.',
      },
    ])
  })

  it('asks no reference and no mistake while their files cannot be read', () => {
    const unread = { references: undefined, mistakes: undefined }
    expect(joinBank({ courses: [syntheticCourse], ...unread, files: [] }).problems).toEqual([])
  })
})

const figureOf = (bank: CourseBank, name: string): Figure =>
  known(bankFigures(bank, syntheticProfile).find((figure) => figure.name === name))
const notFine = (figures: readonly Figure[]) =>
  figures.filter(({ verdict }) => verdict !== 'fine').map(({ name }) => name)
const failing = (figures: readonly Figure[]) =>
  figures.filter(({ verdict }) => verdict === 'fail').map(({ name }) => name)
const altered = (bank: CourseBank, alter: (question: Question, index: number) => Question): CourseBank => {
  const questions = bank.bank.questions.map(alter)
  return {
    ...bank,
    bank: { ...bank.bank, questions },
    authored: bank.authored.map((one, i) => ({ ...one, question: known(questions[i]) })),
  }
}
const withStem = (question: Question, stem: string): Question => ({ ...question, prompt: { ...question.prompt, stem } })

describe('the figures of a bank', () => {
  it('are all fine where nothing gives the key away', () => {
    expect(notFine(bankFigures(syntheticBank(3), syntheticProfile))).toEqual([])
  })

  it('do not fail by chance when keys and distractors carry the same words', () => {
    for (let seed = 1; seed <= 6; seed++)
      expect(failing(bankFigures(syntheticBank(seed, 'noise'), syntheticProfile))).toEqual([])
  })

  it.each([
    { flaw: 'key longest', fails: ['key is the longest', "key's rank by length", 'options-only guesser'] },
    { flaw: 'key first', fails: ['position of the key'] },
    { flaw: 'absolutes on distractors', fails: ['key has an absolute word', 'options-only guesser'] },
    { flaw: 'comma in the key', fails: ['key has a comma', 'options-only guesser'] },
  ] as const)('fail where the bank has the flaw: $flaw', ({ flaw, fails }) => {
    expect(failing(bankFigures(syntheticBank(5, flaw), syntheticProfile))).toEqual(expect.arrayContaining([...fails]))
  })

  it('give the p-value of a normal approximation', () => {
    // 16 of 30 keys are the longest, 10 by chance: z = 6 / √(30 · 2/9) = 2.324, two-sided p = 0.0201.
    const questions = Array.from({ length: 30 }, (_, i) => {
      const options =
        i < 16 ? ['one longest of them', 'two words', 'ten words'] : ['one word', 'two longest of them', 'ten words']
      return { ...aQuestion({ options }), id: `f-normal-${i}` }
    })
    const figure = guessingFigures({ questions, scenarios: [] }).find(({ name }) => name === 'key is the longest')
    expect(figure?.value).toBe('16 of 30, by chance 10.0')
    expect(figure?.p).toBeCloseTo(0.0201, 4)
  })

  it('count positions as lessons show them and lengths as written', () => {
    const { questions } = syntheticBank(5, 'key first').bank
    expect(keyPositions(questions)).toEqual([120, 0, 0])
    expect(keyLengths(syntheticBank(5, 'key longest').bank.questions)).toEqual({ longest: 120, middle: 0, shortest: 0 })
  })

  it('fail where a question is nearly another', () => {
    const bank = syntheticBank(3)
    const first = known(bank.bank.questions[0])
    const copy = altered(bank, (question, i) => (i === 7 ? { ...question, prompt: first.prompt } : question))
    expect(figureOf(copy, 'near duplicates')).toMatchObject({
      verdict: 'fail',
      offenders: [`${first.id} and f-synthetic-008 (1.00): rewrite one of them`],
    })
  })

  it('let questions be alike to a degree when they are enemies', () => {
    const bank = syntheticBank(3)
    const first = known(bank.bank.questions[0])
    const sharing = (enemies: readonly string[]) =>
      altered(bank, (question, i) => {
        const options = [...first.prompt.options.slice(0, 1), ...question.prompt.options.slice(1)]
        return i === 7 ? { ...question, enemies, prompt: { ...first.prompt, options } } : question
      })
    expect(figureOf(sharing([]), 'near duplicates').verdict).toBe('fail')
    expect(figureOf(sharing([first.id]), 'near duplicates')).toMatchObject({
      value: '1 pairs from 0.5',
      verdict: 'fine',
    })
  })

  it.each([
    { name: 'stems of one opening', every: 10, opening: 'An auditor of the city asks' },
    { name: '"which of the following"', every: 3, opening: 'Which of the following' },
    { name: 'negative stems', every: 15, opening: 'Which is NOT' },
  ])('fail where too many stems are of one kind: $name', ({ name, every, opening }) => {
    const bank = altered(syntheticBank(3), (question, i) =>
      i % every === 0 ? withStem(question, `${opening} ${question.prompt.stem}`) : question,
    )
    expect(failing(wordingFigures(bank.bank.questions))).toEqual([name])
  })

  it('fail where an option is used four times, and warn where it is but a word or two', () => {
    const using = (text: string) =>
      altered(syntheticBank(3), (question, i) =>
        i < 4
          ? {
              ...question,
              prompt: { ...question.prompt, options: [{ id: 'a', text }, ...question.prompt.options.slice(1)] },
            }
          : question,
      )
    expect(figureOf(using('The owner of the risk'), 'repeated options').verdict).toBe('fail')
    expect(figureOf(using('The provider'), 'repeated options').verdict).toBe('warn')
  })

  it('fail where a cell of the blueprint has less than three times what a form needs', () => {
    const bank = syntheticBank(3)
    const fewer = { ...bank, bank: { ...bank.bank, questions: bank.bank.questions.slice(0, 110) } }
    expect(failing(bankFigures(fewer, syntheticProfile))).toEqual(['domain concepts', 'domain requirements'])
    expect(
      failing(bankFigures({ ...fewer, course: { ...syntheticCourse, status: 'opening' } }, syntheticProfile)),
    ).toEqual([])
  })

  it('fail where an objective or a concept has fewer than three questions', () => {
    const bank = altered(syntheticBank(3), (question) =>
      question.objective === 'f1-4' ? { ...question, objective: 'f1-5', concept: 'concept-5' } : question,
    )
    expect(failing(bankFigures(bank, syntheticProfile))).toEqual([
      'objectives with 3 questions',
      'concepts with 3 questions',
    ])
    expect(figureOf(bank, 'objectives with 3 questions').offenders).toEqual(['f1-4 (F1.4) has 0'])
  })

  it('only warn of an objective whose lesson is in preparation while the course opens', () => {
    const bank = altered(syntheticBank(3), (question) =>
      question.objective === 'f1-4' ? { ...question, objective: 'f1-5' } : question,
    )
    const inPreparation = syntheticCourse.modules.map((module) => ({
      ...module,
      lessons: module.lessons.map((lesson) => (lesson.id === 'F1.4' ? { ...lesson, ready: false } : lesson)),
    }))
    const opening = { ...bank, course: { ...syntheticCourse, status: 'opening' as const, modules: inPreparation } }
    expect(figureOf(opening, 'objectives with 3 questions').verdict).toBe('warn')
    expect(
      figureOf({ ...bank, course: { ...syntheticCourse, status: 'opening' } }, 'objectives with 3 questions').verdict,
    ).toBe('fail')
  })

  it('ask nothing of objectives that are not served by questions', () => {
    const served = syntheticCourse.modules.map((module) => ({
      ...module,
      lessons: module.lessons.map((lesson, i) => ({
        ...lesson,
        objectives: [
          ...lesson.objectives,
          i === 0
            ? { id: 'f9-1', level: 'create' as const }
            : { id: `f9-${i}a`, level: 'apply' as const, questions: 'none' as const },
        ],
      })),
    }))
    const bank = { ...syntheticBank(3), course: { ...syntheticCourse, modules: served } }
    expect(figureOf(bank, 'objectives with 3 questions')).toMatchObject({ value: '10 of 10', verdict: 'fine' })
  })

  it('fail from three waivers in a hundred questions', () => {
    const waived = (count: number): CourseBank => {
      const bank = syntheticBank(3)
      return {
        ...bank,
        authored: bank.authored.map((one, i) =>
          i < count
            ? { ...one, authoring: { ...one.authoring, waive: [{ rule: 'hedges', reason: 'It is the point.' }] } }
            : one,
        ),
      }
    }
    expect(figureOf(waived(3), 'questions with a waiver').verdict).toBe('fine')
    expect(figureOf(waived(4), 'questions with a waiver').verdict).toBe('fail')
  })
})

describe('the options-only guesser', () => {
  const random = seeded(42)
  const guesses = (count: number, isTelling: boolean) =>
    Array.from({ length: count }, (_, i) => {
      const key = random() % 3
      const options = [0, 1, 2].map((option) => [
        random() % 2,
        random() % 5,
        isTelling && option === key && random() % 4 > 0 ? 1 : 0,
      ])
      return { options, key, fold: i % 10 }
    })

  it('finds a planted cue', () => {
    expect(guesserAccuracy(guesses(300, true))).toBeGreaterThan(0.7)
  })

  it('stays at chance on noise', () => {
    expect(Math.abs(guesserAccuracy(guesses(600, false)) - 1 / 3)).toBeLessThan(3.72 * Math.sqrt(2 / 9 / 600))
  })

  it('earns its share where all options look the same', () => {
    const same = Array.from({ length: 30 }, (_, i) => ({ options: [[1], [1], [1]], key: i % 3, fold: i % 10 }))
    expect(guesserAccuracy(same)).toBeCloseTo(1 / 3, 10)
  })

  it('keeps the questions of a scenario out of its own training', () => {
    const leaking = Array.from({ length: 100 }, (_, i) => ({
      options: [0, 1, 2].map((option) => [Number(option === 0) * (i < 50 ? 1 : -1)]),
      key: 0,
      fold: i < 50 ? 0 : 1,
    }))
    expect(guesserAccuracy(leaking)).toBeLessThan(0.01)
  })
})

describe('the command', () => {
  const folder = mkdtempSync(join(tmpdir(), 'aimward-lint-'))
  const file = 'quizzes/questions/foundation/context.yaml'
  cpSync('content', join(folder, 'content'), { recursive: true })
  cpSync('quizzes/exams', join(folder, 'quizzes/exams'), { recursive: true })
  mkdirSync(join(folder, 'quizzes/questions/foundation'), { recursive: true })
  writeFileSync(
    join(folder, file),
    `questions:
  - id: f-context-001
    version: 1
    type: single
    domain: requirements
    level: apply
    difficulty: 2
    refs: ['A.5.1']
    objective: f3-1
    concept: intended-purpose
    stem: What does the lender look at?
    options:
      - { id: a, text: All effects on people, key: true, rationale: Short. }
      - { id: b, text: The odds of dangers, rationale: Attractive because odds sound right; nobody asked for them here. }
      - { id: c, text: The plan for dangers, rationale: Attractive to whoever thinks that planning has already begun. }
`,
  )
  afterAll(() => rmSync(folder, { recursive: true }))

  it('names errors first, each by place, rule, fault and remedy, then warnings and counts', () => {
    expect(lintBank(folder, { file })).toEqual({
      passes: false,
      text: `ERRORS (2)
${file}:2 f-context-001 · reference
  No clause, control, annex or neighbour is called "A.5.1".
  → Write an id that stands in content/standard.
${file}:2 f-context-001 · rationale-short
  Too short to explain anything: “Short.”.
  → Say what belief makes the option attractive and why it fails, in at least 40 characters.

WARNINGS (1)
${file}:2 f-context-001 · absolutes
  Only some options have an absolute word: “All effects on people”.
  → Let all options claim as much, or none of them.

COUNTS of this file (each row should be about even)
key is the longest 1, in the middle 0, the shortest 0
key stands first 0, second 1, third 0, as lessons show it

2 errors, 1 warnings in 1 questions.`,
    })
  })

  it('prints the figures of a course, and only what must be mended when it is to be quiet', () => {
    expect(lintBank(folder, { course: 'foundation' }).text).toContain('FIGURES of foundation (whole, 1 questions)')
    const { text } = lintBank(folder, { quiet: true })
    expect(text).toContain('FAIL  domain requirements')
    expect(text).not.toMatch(/WARNINGS|options-only guesser/)
  })
})
