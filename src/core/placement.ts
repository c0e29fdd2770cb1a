import { expectedByChance } from './chance.ts'
import type { CourseFacts } from './course-facts.ts'
import type { Bank, Blueprint } from './profile.ts'
import { isSelected, type Question, type QuestionId } from './question.ts'
import { seeded } from './random.ts'
import { fit, informationOf, type Fit, type Target } from './readiness.ts'
import { known } from './result.ts'

// A short test for those who begin: fifteen new questions in the proportions of the exam, each the one that tells most
// about a person who answered those before it as they did. Source: Aimward's assessment page, section 4.

export const placementSize = 15

/** A question of the placement and what its answer earned, from 0 to 1. */
export type Placed = { readonly question: Question; readonly credit: number }

export type PlacementExam = Target & { readonly levels: Blueprint['levels'] }

type Course = Pick<CourseFacts, 'concepts' | 'lessons'>

/** What a placement may spend: new questions that stand alone, with options to select, and are kept for no exam. */
export function placementPool(
  { questions, scenarios }: Bank,
  { kept, seen }: { readonly kept: ReadonlySet<QuestionId>; readonly seen: ReadonlyMap<QuestionId, unknown> },
): readonly Question[] {
  const inScenarios = new Set(scenarios.flatMap((scenario) => scenario.questions))
  return questions.filter(
    ({ id, prompt, mockOnly }) =>
      isSelected(prompt) && !mockOnly && !kept.has(id) && !seen.has(id) && !inScenarios.has(id),
  )
}

/**
 * The next question, or undefined when fifteen were asked or the pool holds no more. The domains come in the numbers of
 * the exam and the levels in its ranges; within those, modules come in turn; and of what is left the question is asked
 * that is worth most to the estimate. Ties are drawn: the same seed and the same answers ask the same question.
 */
export function nextPlacement(
  pool: readonly Question[],
  placed: readonly Placed[],
  { exam, course, seed }: { readonly exam: PlacementExam; readonly course: Course; readonly seed: number },
): Question | undefined {
  if (placed.length >= placementSize) return undefined
  const asked = placed.map(({ question }) => question)
  const free = pool.filter(({ id, concept, enemies }) =>
    asked.every(
      (other) =>
        other.id !== id && other.concept !== concept && !enemies.includes(other.id) && !other.enemies.includes(id),
    ),
  )
  if (free.length === 0) return undefined
  const inDomain = ofWantedDomain(free, asked, exam)
  const inLevel = ofWantedLevel(inDomain, asked, exam)
  const inModule = ofLeastAskedModule(inLevel, asked, course)
  const told = mostTelling(inModule, estimate(placed, exam), exam)
  const random = seeded(seed + placed.length)
  return told.toSorted((one, other) => (one.id < other.id ? -1 : 1))[random() % told.length]
}

/** What the answers say under the model of readiness, and nothing else. */
export const estimate = (placed: readonly Placed[], exam: Target): Fit =>
  fit(
    placed.map(({ question, credit }) => ({
      domain: question.domain,
      credit,
      guess: expectedByChance(question),
      difficulty: question.difficulty,
      days: 0,
      isRepresentative: false,
    })),
    exam,
  )

/** How many questions of each domain: the largest remainders are rounded up. */
export function placementQuotas({ domains, questions }: Target): ReadonlyMap<string, number> {
  const shares = domains.map((domain) => ({ id: domain.id, share: (placementSize * domain.questions) / questions }))
  const left = placementSize - shares.reduce((sum, { share }) => sum + Math.floor(share), 0)
  const remainder = ({ share }: { readonly share: number }) => share - Math.floor(share)
  const raised = new Set(
    shares
      .toSorted((one, other) => remainder(other) - remainder(one))
      .slice(0, left)
      .map(({ id }) => id),
  )
  return new Map(shares.map(({ id, share }) => [id, Math.floor(share) + Number(raised.has(id))]))
}

/** Of the domain that is furthest behind its quota; where that has none left, of the next. */
function ofWantedDomain(free: readonly Question[], asked: readonly Question[], exam: Target): readonly Question[] {
  const behind = [...placementQuotas(exam)]
    .filter(([, quota]) => quota > 0)
    .map(([id, quota]) => ({ id, part: (quota - asked.filter(({ domain }) => domain === id).length) / quota }))
    .toSorted((one, other) => other.part - one.part)
  return behind.map(({ id }) => free.filter(({ domain }) => domain === id)).find(({ length }) => length > 0) ?? free
}

/** Of levels that may still come; once all places that are left are needed for the least of some levels, of those. */
function ofWantedLevel(pool: readonly Question[], asked: readonly Question[], exam: PlacementExam) {
  const scale = placementSize / exam.questions
  const ranges = exam.levels.map(({ levels, min, max }) => {
    const have = asked.filter(({ level }) => levels.includes(level)).length
    return { levels, missing: Math.max(0, Math.floor(min * scale) - have), isFull: have >= Math.ceil(max * scale) }
  })
  const missing = ranges.reduce((sum, range) => sum + range.missing, 0)
  const isNeeded = missing >= placementSize - asked.length
  const barred = ranges.filter((range) => range.isFull || (isNeeded && range.missing === 0))
  const kept = pool.filter(({ level }) => !barred.some(({ levels }) => levels.includes(level)))
  return kept.length > 0 ? kept : pool
}

function ofLeastAskedModule(pool: readonly Question[], asked: readonly Question[], course: Course) {
  const moduleOf = modulesOfConcepts(course)
  const times = ({ concept }: Question) =>
    asked.filter((other) => moduleOf.get(other.concept) === moduleOf.get(concept)).length
  const least = Math.min(...pool.map(times))
  return pool.filter((question) => times(question) === least)
}

function mostTelling(pool: readonly Question[], model: Fit, exam: Target): readonly Question[] {
  const rated = pool.map((question) => ({
    question,
    information: informationOf(model, {
      domainIndex: exam.domains.findIndex(({ id }) => id === question.domain),
      guess: expectedByChance(question),
      difficulty: question.difficulty,
    }),
  }))
  const most = Math.max(...rated.map(({ information }) => information))
  return rated.filter(({ information }) => information >= most - 1e-9).map(({ question }) => question)
}

const modulesOfConcepts = ({ concepts, lessons }: Course): ReadonlyMap<string, string> => {
  const moduleOf = new Map(lessons.map(({ id, module }) => [id, module]))
  return new Map(concepts.map(({ id, lesson }) => [id, known(moduleOf.get(lesson))]))
}

export type PlacedModule = {
  /** Id of the module. */
  readonly id: string
  readonly asked: number
  readonly right: number
  /** `skim`: two questions or more and all of them right. `start`: something was missed. `open`: too little was asked. */
  readonly advice: 'skim' | 'start' | 'open'
}

/** What the answers say of each module, in teaching order. */
export function placedModules(
  placed: readonly Placed[],
  course: Course & Pick<CourseFacts, 'modules'>,
): readonly PlacedModule[] {
  const moduleOf = modulesOfConcepts(course)
  return course.modules.map(({ id }) => {
    const mine = placed.filter(({ question }) => moduleOf.get(question.concept) === id)
    const right = mine.filter(({ credit }) => credit === 1).length
    const advice = right < mine.length ? 'start' : mine.length >= 2 ? 'skim' : 'open'
    return { id, asked: mine.length, right, advice }
  })
}

/** On which side of the pass mark a person stands, as far as the range of what is expected allows to say. */
export const standing = ({ passChance }: Pick<Fit, 'passChance'>) =>
  passChance < 0.1
    ? 'below'
    : passChance < 0.4
      ? 'rather-below'
      : passChance <= 0.6
        ? 'around'
        : passChance <= 0.9
          ? 'rather-above'
          : 'above'
