import type { CourseBank } from '../../src/catalogue/bank.ts'
import type { Course } from '../../src/catalogue/course-file.ts'
import { isKey } from '../../src/catalogue/lint/wording.ts'
import { buildOrder } from '../../src/core/option-order.ts'
import type { Profile } from '../../src/core/profile.ts'
import type { Question } from '../../src/core/question.ts'
import { seeded, type Random } from '../../src/core/random.ts'
import { known } from '../../src/core/result.ts'

/** A flaw planted in every question; `noise` strews the same words over keys and distractors alike. */
export type Flaw = 'key longest' | 'key first' | 'absolutes on distractors' | 'comma in the key' | 'noise'

export const syntheticProfile: Profile = {
  id: 'foundation-40',
  title: 'Synthetic',
  blueprint: {
    questions: 40,
    domains: [
      { id: 'concepts', title: 'Concepts', questions: 16 },
      { id: 'requirements', title: 'Requirements', questions: 24 },
    ],
    levels: [
      { levels: ['remember'], min: 8, max: 14 },
      { levels: ['understand'], min: 12, max: 20 },
      { levels: ['apply'], min: 8, max: 14 },
      { levels: ['analyse', 'evaluate'], min: 0, max: 6 },
    ],
    scenarios: { count: 0, size: 0 },
  },
  minutes: 60,
  passPercent: 70,
  optionsPerQuestion: 3,
  openBook: false,
  backAllowed: true,
}

const levelOf = [
  'remember',
  'understand',
  'apply',
  'understand',
  'remember',
  'understand',
  'apply',
  'understand',
  'remember',
  'apply',
] as const
const domainOf = (lesson: number) => (lesson < 4 ? 'concepts' : 'requirements')

/** Ten lessons, four of concepts and six of requirements, each with one objective and one concept. */
export const syntheticCourse: Course = {
  id: 'foundation',
  title: 'Synthetic',
  summary: 'A course that no one takes.',
  status: 'whole',
  profile: 'foundation-40',
  domains: [
    { id: 'concepts', title: 'Concepts' },
    { id: 'requirements', title: 'Requirements' },
  ],
  modules: [
    {
      id: 'F1',
      slug: 'synthetic',
      title: 'Synthetic',
      lessons: levelOf.map((level, lesson) => ({
        id: `F1.${lesson}`,
        slug: `lesson-${lesson}`,
        title: `Lesson ${lesson}`,
        ready: true,
        domain: domainOf(lesson),
        teaches: [],
        objectives: [{ id: `f1-${lesson}`, level }],
        concepts: [{ id: `concept-${lesson}`, title: `Concept ${lesson}` }],
      })),
    },
  ],
}

/** A bank of invented words, made by seed: 120 questions that betray nothing, but for the flaw that is asked for. */
export function syntheticBank(seed: number, flaw?: Flaw): CourseBank {
  const random = seeded(seed)
  const questions = Array.from({ length: 120 }, (_, index) => planted(plainQuestion(index, random), random, flaw))
  return {
    course: syntheticCourse,
    bank: { questions, scenarios: [] },
    authored: questions.map((question, index) => ({
      question,
      authoring: { time: undefined, review: undefined, waive: [] },
      place: { file: 'quizzes/questions/foundation/synthetic.yaml', line: 1 + 30 * index, scenario: undefined },
    })),
  }
}

function plainQuestion(index: number, random: Random): Question {
  const options = ['a', 'b', 'c'].map((id) => ({ id, text: phrase(5 + below(2, random), random) }))
  return {
    id: `f-synthetic-${String(index + 1).padStart(3, '0')}`,
    version: 1,
    domain: domainOf(index % 10),
    level: known(levelOf[index % 10]),
    difficulty: 3,
    refs: ['4.1'],
    objective: `f1-${index % 10}`,
    concept: `concept-${index % 10}`,
    prompt: { kind: 'single', stem: `${phrase(14, random)}?`, options },
    key: { kind: 'options', options: [known(options[below(3, random)]).id] },
    rationales: options.map(({ id }) => ({ option: id, text: `${phrase(12, random)}.`, misconception: undefined })),
    shuffle: true,
    enemies: [],
    mockOnly: false,
    corrected: [],
  }
}

const strewn = ['always', 'usually', 'not', 'review', 'ignore', '6.1.2', 'and', 'because']

function planted(question: Question, random: Random, flaw: Flaw | undefined): Question {
  const rewritten = (rewrite: (text: string, isKey: boolean) => string): Question => ({
    ...question,
    prompt: {
      ...question.prompt,
      options: question.prompt.options.map((option) => ({
        id: option.id,
        text: rewrite(option.text, isKey(question, option)),
      })),
    },
  })
  switch (flaw) {
    case undefined:
      return question
    case 'key first':
      return { ...question, key: { kind: 'options', options: buildOrder(question).slice(0, 1) } }
    case 'key longest':
      return rewritten((text, isKey) => (isKey ? `${text} ${phrase(3, random)}` : text))
    case 'absolutes on distractors':
      return rewritten((text, isKey) => (isKey ? text : `always ${text}`))
    case 'comma in the key':
      return rewritten((text, isKey) => (isKey && below(10, random) < 7 ? text.replace(' ', ', ') : text))
    case 'noise':
      return rewritten((text) =>
        below(2, random) === 0
          ? `${text} ${known(strewn[below(strewn.length, random)])}${below(3, random) === 0 ? ',' : ''} ${word(random)}`
          : text,
      )
  }
}

const below = (limit: number, random: Random) => random() % limit
const letter = (of: string, random: Random) => known(of[below(of.length, random)])
const syllable = (random: Random) => letter('bdfgklmnprtvz', random) + letter('aeiou', random) + letter('lmnr', random)
const word = (random: Random) => syllable(random) + syllable(random)
const phrase = (length: number, random: Random) => Array.from({ length }, () => word(random)).join(' ')
