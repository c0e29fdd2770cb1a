import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { partFigures } from '../../src/catalogue/lint/bank-statistics.ts'
import { lintQuestion, questionRules } from '../../src/catalogue/lint/question-rules.ts'
import { parseQuestionFile } from '../../src/catalogue/question-file.ts'
import type { OptionId, Question } from '../../src/core/question.ts'
import { known } from '../../src/core/result.ts'

const { questions } = parseQuestionFile(
  'quizzes/questions/lead-auditor/findings.yaml',
  readFileSync(join(process.cwd(), 'test/fixtures/findings.yaml'), 'utf8'),
)
/** A nonconformity to be written. */
const written = known(questions[2]).question

const rulesBrokenBy = (question: Question) =>
  questionRules.nonconformity.filter((rule) => rule.find(question) !== undefined).map((rule) => rule.name)

type Change = (question: Question) => Question
const withStem =
  (stem: string): Change =>
  (question) => ({ ...question, prompt: { ...question.prompt, stem } })
const withText =
  (option: OptionId, change: (text: string) => string): Change =>
  (question) => ({
    ...question,
    prompt: {
      ...question.prompt,
      options: question.prompt.options.map(({ id, text }) => ({ id, text: id === option ? change(text) : text })),
    },
  })
const withRationale =
  (text: string): Change =>
  (question) => ({
    ...question,
    rationales: question.rationales.map((one, index) => (index === 0 ? { ...one, text } : one)),
  })
const withModel =
  (change: (model: string) => string): Change =>
  (question) => ({
    ...question,
    key: question.key.kind === 'finding' ? { ...question.key, model: change(question.key.model) } : question.key,
  })

const faults: readonly { readonly rule: string; readonly change: Change }[] = [
  { rule: 'rationale-short', change: withRationale('It must.') },
  { rule: 'rationales-alike', change: (question) => withRationale(known(question.rationales[1]).text)(question) },
  {
    rule: 'letter-or-position',
    change: withRationale('What carries it is the next option, as anybody can see from the file.'),
  },
  { rule: 'stem-long', change: withStem(`${'One of the clerks went home. '.repeat(16)}Write the nonconformity.`) },
  { rule: 'no-task', change: withStem('The clerks of a city went home.') },
  {
    rule: 'options-overlap',
    change: (question) =>
      withText('g3', () => known(question.prompt.options.find(({ id }) => id === 'g2')).text)(question),
  },
  { rule: 'options-uneven', change: withText('s3', () => 'one risk alone') },
  {
    rule: 'key-longest',
    change: (question) =>
      withText(
        's3',
        () => 'one risk and no other, as the rest stand in the plan',
      )(withText('s2', () => 'the risks above the limit as a group, as four were followed')(question)),
  },
  {
    rule: 'all-of-the-above',
    change: withText(
      'g3',
      () => 'both of the others, since Queuelight was bought by the city and R-04 belongs to its supplier',
    ),
  },
  {
    rule: 'absolutes',
    change: withText('s2', (text) => text.replace('the risks above the limit', 'all risks above the limit')),
  },
  { rule: 'hedges', change: withText('s2', (text) => text.replace('lead into', 'usually lead into')) },
  {
    rule: 'virtue-villain',
    change: (question) => {
      const texts = {
        g1: 'it was not documented, agreed, reviewed or justified which treatment R-04 is to have by now',
        g2: 'the city ignored R-04 and concealed from its own council that it was skipped in the plan',
        g3: 'the AIMS manager has overlooked R-04, and neglects the plan in which it has been omitted',
        g4: 'the caseworkers bypass the limit for R-04, and delay the families who have to wait for it',
      }
      return Object.entries(texts).reduce((changed, [id, text]) => withText(id, () => text)(changed), question)
    },
  },
  {
    rule: 'option-long',
    change: withText(
      'r3',
      (text) => `${text}, that of the whole organisation and of each and any system it has in use`,
    ),
  },
  { rule: 'evidence-judges', change: withText('e5', (text) => `${text} That is a minor finding.`) },
  { rule: 'evidence-long', change: withText('e2', (text) => `${text} ${'It rained on that day. '.repeat(4)}`) },
  {
    rule: 'part-told',
    change: withText('g1', (text) => text.replace("which the city's criteria do not accept", 'at level 16')),
  },
  { rule: 'part-number', change: withText('e4', (text) => `${text} She has read 6.1.3.`) },
  { rule: 'requirement-ref', change: (question) => ({ ...question, refs: ['8.3'] }) },
  { rule: 'model-incomplete', change: withModel((model) => model.replaceAll('6.1.3', '6.1')) },
  { rule: 'model-advises', change: withModel((model) => `${model} The city should add R-04 to the plan.`) },
]

describe('a rule about findings', () => {
  it('stays quiet on good ones', () => {
    expect(questions).toHaveLength(4)
    expect(questions.flatMap(lintQuestion)).toEqual([])
  })

  it.each(faults)('$rule fires on its fault, and no other rule does', ({ rule, change }) => {
    expect(rulesBrokenBy(change(written))).toEqual([rule])
  })

  it('has a planted fault in the table above', () => {
    expect(new Set(faults.map(({ rule }) => rule))).toEqual(
      new Set(questionRules.nonconformity.map(({ name }) => name)),
    )
  })

  it('does not ask of a finding without a failed requirement which one failed', () => {
    const conforming = known(questions[0]).question
    expect(rulesBrokenBy(withModel((model) => model.replaceAll('10.2', 'the clause'))(conforming))).toEqual([])
  })

  it.each([
    {
      from: 'r',
      to: 'g1',
      because: 'of the requirement',
      change: withText('g1', (text) =>
        text.replace('has been chosen', 'option has been selected by designated management'),
      ),
    },
    { from: 'e', to: 's1', because: 'of the evidence', change: withText('s1', (text) => `${text}, CA-D-07 of 19 May`) },
  ])('sees that $to can be guessed when it alone takes up words $because', ({ change }) => {
    expect(rulesBrokenBy(change(written))).toContain('part-told')
  })
})

describe('the figures of parts', () => {
  it('say how often the key of a requirement, gap or scope is the longest and the shortest', () => {
    const figures = partFigures(questions.map(({ question }) => question))
    expect(figures.map(({ name }) => name)).toEqual(['key of a part is the longest', 'key of a part is the shortest'])
    expect(figures.map(({ value }) => value)).toEqual([
      expect.stringMatching(/^3 of 6, by chance /),
      expect.stringMatching(/^1 of 7, by chance /),
    ])
    expect(partFigures([])).toEqual([])
  })
})
