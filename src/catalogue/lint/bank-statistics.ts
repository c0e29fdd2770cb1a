import { buildOrder } from '../../core/option-order.ts'
import type { Bank, Profile } from '../../core/profile.ts'
import { isAsked } from '../../core/form.ts'
import { isSelected, type Question } from '../../core/question.ts'
import { known } from '../../core/result.ts'
import type { CourseBank } from '../bank.ts'
import type { Course } from '../course-file.ts'
import type { AuthoredQuestion } from '../question-file.ts'
import { guesserAccuracy } from './guesser.ts'
import {
  clauseNumbers,
  conduct,
  contentStems,
  exclusiveEchoes,
  hasAbsolute,
  hasHedge,
  hasNegation,
  isKey,
  isNegative,
  likeness,
  optionTexts,
  partsOf,
  words,
} from './wording.ts'
import { limits } from './yardsticks.ts'

/** One measured property of a bank, in words and as a verdict. */
export type Figure = {
  readonly group: 'guessing' | 'wording' | 'supply'
  readonly name: string
  /** What was found: "14 · 11 · 15". */
  readonly value: string
  /** What it is held against: "at most 25 %". */
  readonly limit: string
  /** The chance of something at least as lopsided in a bank without this flaw, where that is the yardstick. */
  readonly p?: number | undefined
  readonly verdict: 'fine' | 'warn' | 'fail'
  /** What is to be mended, one line each, where there is something to name. */
  readonly offenders: readonly string[]
}

/** Everything that can be said of a course's bank as a whole. */
export const bankFigures = ({ bank, authored, course }: CourseBank, profile: Profile): readonly Figure[] => [
  ...guessingFigures(bank),
  ...partFigures(bank.questions),
  ...wordingFigures(bank.questions),
  ...supplyFigures(bank, { course, profile }),
  waiverFigure(authored),
]

// Guessing: can the bank be passed without knowledge? Only questions with one key are asked.

/** What one option looks like to a guesser: one value an option. Only values of the same question are compared. */
type Cue = { readonly name: string; readonly values: (question: Question) => readonly number[] }

const perOption = (measure: (text: string) => number | boolean) => (question: Question) =>
  optionTexts(question).map((text) => Number(measure(text)))
const lengths = perOption((text) => text.length)

const strictlyGreatest = (values: readonly number[]) =>
  values.map((value, i) => Number(values.every((other, j) => j === i || other < value)))
const longest = (question: Question) => strictlyGreatest(lengths(question))
const shortest = (question: Question) => strictlyGreatest(lengths(question).map((length) => -length))

/** 1 for the option whose first word is its own while the others share theirs. */
function oddOpening(question: Question): readonly number[] {
  const openings = optionTexts(question).map((text) => words(text)[0])
  const alone = openings.map((opening) => Number(openings.indexOf(opening) === openings.lastIndexOf(opening)))
  return alone.filter(Boolean).length === 1 ? alone : alone.map(() => 0)
}

const aloneEchoing = (question: Question) =>
  exclusiveEchoes(question.prompt.stem, optionTexts(question)).map((echoes) => Number(echoes.length > 0))

function stemOverlap(question: Question): readonly number[] {
  const stem = contentStems(question.prompt.stem)
  return optionTexts(question).map((text) => [...contentStems(text)].filter((word) => stem.has(word)).length)
}

// What can be seen with the stem covered.
const yesNoCues: readonly Cue[] = [
  { name: 'is the longest', values: longest },
  { name: 'is the shortest', values: shortest },
  { name: 'has an absolute word', values: perOption(hasAbsolute) },
  { name: 'has a hedge', values: perOption(hasHedge) },
  { name: 'has a negation', values: perOption(hasNegation) },
  { name: 'has a virtue word', values: perOption((text) => conduct(text).virtues > 0) },
  { name: 'has a villain word', values: perOption((text) => conduct(text).villains > 0) },
  { name: 'has a clause number', values: perOption((text) => clauseNumbers(text).size > 0) },
  { name: 'has a comma', values: perOption((text) => text.includes(',')) },
  { name: 'has an "and"', values: perOption((text) => words(text).includes('and')) },
  { name: 'gives a reason', values: perOption((text) => /\b(as|because|since|so that)\b/i.test(text)) },
  { name: 'opens unlike the others', values: oddOpening },
]
const numericCues: readonly Cue[] = [
  { name: 'length', values: lengths },
  { name: 'number of words', values: perOption((text) => words(text).length) },
  { name: 'likeness to the others', values: (question) => likeness(optionTexts(question)) },
  { name: 'virtue score', values: perOption((text) => conduct(text).virtues - conduct(text).villains) },
]

const singlesOf = (questions: readonly Question[]) => questions.filter((question) => question.prompt.kind === 'single')
const keyIndex = (question: Question) => question.prompt.options.findIndex((option) => isKey(question, option))

/** How often the key stands first, second and third, as lessons show it. */
export function keyPositions(questions: readonly Question[]): readonly [number, number, number] {
  const positions = singlesOf(questions).map((question) =>
    buildOrder(question).indexOf(known(question.prompt.options[keyIndex(question)]).id),
  )
  const at = (place: number) => positions.filter((position) => position === place).length
  return [at(0), at(1), at(2)]
}

/** How often the key is strictly the longest, strictly the shortest, and neither. */
export function keyLengths(questions: readonly Question[]): {
  readonly longest: number
  readonly middle: number
  readonly shortest: number
} {
  const all = singlesOf(questions)
  const when = (is: (question: Question) => readonly number[]) =>
    all.filter((question) => is(question)[keyIndex(question)] === 1).length
  return { longest: when(longest), middle: all.length - when(longest) - when(shortest), shortest: when(shortest) }
}

export function guessingFigures(bank: Bank): readonly Figure[] {
  const questions = singlesOf(bank.questions)
  return [
    positionFigure(questions),
    ...yesNoCues.map((cue) => yesNoFigure(questions, cue)),
    yesNoFigure(questions, { name: 'alone echoes the stem', values: aloneEchoing }),
    ...numericCues.map((cue) => rankFigure(questions, cue)),
    rankFigure(questions, { name: 'overlap with the stem', values: stemOverlap }),
    guesserFigure(questions, bank),
  ]
}

/** The same where a finding is put together: each part but the grade is chosen like a question of its own. */
export function partFigures(questions: readonly Question[]): readonly Figure[] {
  const parts = questions
    .flatMap(partsOf)
    .filter(
      ({ part, key }) => part !== 'grade' && part !== 'evidence' && key.kind === 'options' && key.options.length === 1,
    )
  if (parts.length === 0) return []
  return [
    yesNoFigure(parts, { name: 'of a part is the longest', values: longest }),
    yesNoFigure(parts, { name: 'of a part is the shortest', values: shortest }),
  ]
}

function positionFigure(questions: readonly Question[]): Figure {
  const counts = keyPositions(questions)
  const expected = questions.length / counts.length
  const chiSquare = expected === 0 ? 0 : sum(counts.map((count) => (count - expected) ** 2 / expected))
  // Two degrees of freedom, for which the chi-square distribution is an exponential one.
  return byP({ name: 'position of the key', value: counts.join(' · '), p: Math.exp(-chiSquare / 2) })
}

/** z = Σ(K − m/k) / √Σ(m/k)(1 − m/k), over the questions where m of k options have the cue, 0 < m < k; K = 1 if the key has. */
function yesNoFigure(questions: readonly Question[], cue: Cue): Figure {
  const telling = questions
    .map((question) => ({ values: cue.values(question), key: keyIndex(question) }))
    .filter(({ values }) => values.includes(0) && values.some((value) => value !== 0))
  const shares = telling.map(({ values }) => sum(values) / values.length)
  const hits = sum(telling.map(({ values, key }) => known(values[key])))
  const p = twoSided(hits - sum(shares), sum(shares.map((share) => share * (1 - share))))
  return byP({ name: `key ${cue.name}`, value: `${hits} of ${telling.length}, by chance ${sum(shares).toFixed(1)}`, p })
}

/** The same with the key's rank among the options, ties sharing the mean of their ranks. */
function rankFigure(questions: readonly Question[], cue: Cue): Figure {
  const telling = questions
    .map((question) => ({ ranks: midRanks(cue.values(question)), key: keyIndex(question) }))
    .map(({ ranks, key }) => {
      const expected = (ranks.length + 1) / 2
      return {
        rank: known(ranks[key]),
        expected,
        variance: sum(ranks.map((rank) => (rank - expected) ** 2)) / ranks.length,
      }
    })
    .filter(({ variance }) => variance > 0)
  const excess = sum(telling.map(({ rank, expected }) => rank - expected))
  const p = twoSided(excess, sum(telling.map(({ variance }) => variance)))
  const meanRank = telling.length === 0 ? '–' : (sum(telling.map(({ rank }) => rank)) / telling.length).toFixed(2)
  return byP({ name: `key's rank by ${cue.name}`, value: `${meanRank} in ${telling.length}, by chance 2.00`, p })
}

function guesserFigure(questions: readonly Question[], { scenarios }: Bank): Figure {
  const setOf = new Map(scenarios.flatMap((scenario) => scenario.questions.map((id) => [id, scenario.id] as const)))
  const unitOf = (question: Question) => setOf.get(question.id) ?? question.id
  const units = [...new Set(questions.map(unitOf))].sort()
  const cues = [...yesNoCues, ...numericCues]
  const accuracy = guesserAccuracy(
    questions.map((question) => {
      const columns = cues.map((cue) => cue.values(question))
      return {
        options: question.prompt.options.map((_, option) => columns.map((column) => known(column[option]))),
        key: keyIndex(question),
        fold: units.indexOf(unitOf(question)) % 10,
      }
    }),
  )
  const chance =
    questions.length === 0 ? 0 : sum(questions.map((question) => 1 / question.prompt.options.length)) / questions.length
  const error = Math.sqrt((chance * (1 - chance)) / Math.max(1, questions.length))
  const { failErrors, failAtLeast, warnErrors } = limits.guesser
  const failFrom = chance + Math.max(failErrors * error, failAtLeast)
  const warnFrom = Math.min(failFrom, chance + warnErrors * error)
  return {
    group: 'guessing',
    name: 'options-only guesser',
    value: `finds ${percent(accuracy)} of ${questions.length}, by chance ${percent(chance)}`,
    limit: `at most ${percent(failFrom)}`,
    verdict: accuracy > failFrom ? 'fail' : accuracy > warnFrom ? 'warn' : 'fine',
    offenders: [],
  }
}

function byP({ name, value, p }: { readonly name: string; readonly value: string; readonly p: number }): Figure {
  const verdict = p < limits.p.fail ? 'fail' : p < limits.p.warn ? 'warn' : 'fine'
  return { group: 'guessing', name, value, limit: `p at least ${limits.p.warn}`, p, verdict, offenders: [] }
}

function midRanks(values: readonly number[]): readonly number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length
    const equal = values.filter((other) => other === value).length
    return below + (equal + 1) / 2
  })
}

/** The two-sided p-value of an excess with this variance under the normal distribution. */
function twoSided(excess: number, variance: number): number {
  if (variance === 0) return 1
  return erfc(Math.abs(excess) / Math.sqrt(2 * variance))
}

// Numerical Recipes 6.2, erfcc: relative error under 1.2e-7 everywhere, so that the tail can be trusted.
function erfc(x: number): number {
  const t = 1 / (1 + x / 2)
  const coefficients = [
    -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223,
    0.17087277,
  ]
  return t * Math.exp(-x * x + coefficients.reduceRight((total, coefficient) => total * t + coefficient, 0))
}

// Wording: does the bank repeat itself? Tasks with rows or steps begin alike by nature, so only duplicates count there.

export function wordingFigures(questions: readonly Question[]): readonly Figure[] {
  const selected = questions.filter(({ prompt }) => isSelected(prompt))
  return [...stemFigures(selected), duplicateFigure(questions), repeatedOptionFigure(selected)]
}

function stemFigures(questions: readonly Question[]): readonly Figure[] {
  const { openingWords, opening, whichOfTheFollowing, negative, few } = limits.stems
  const figure = (name: string, share: number, offending: readonly Question[]): Figure => {
    const over = offending.length > Math.max(few, share * questions.length)
    return {
      group: 'wording',
      name,
      value: `${offending.length} of ${questions.length}`,
      limit: `at most ${percent(share)}`,
      verdict: over ? 'fail' : 'fine',
      offenders: over ? [offending.map((question) => question.id).join(', ')] : [],
    }
  }
  const byOpening = Map.groupBy(questions, ({ prompt }) => words(prompt.stem).slice(0, openingWords).join(' '))
  const commonest = [...byOpening.values()].toSorted((one, other) => other.length - one.length)[0] ?? []
  return [
    figure('stems of one opening', opening, commonest),
    figure(
      '"which of the following"',
      whichOfTheFollowing,
      questions.filter(({ prompt }) => /\bwhich of the following\b/i.test(prompt.stem)),
    ),
    figure(
      'negative stems',
      negative,
      questions.filter(({ prompt }) => isNegative(prompt.stem)),
    ),
  ]
}

/** Pairs of questions whose texts are the same, or nearly so without being enemies. */
function duplicateFigure(questions: readonly Question[]): Figure {
  const { error, enemies } = limits.duplicate
  const pairs = nearDuplicates(questions)
  const offending = pairs.filter(({ one, other, likeness }) => likeness >= error || !areEnemies(one, other))
  return {
    group: 'wording',
    name: 'near duplicates',
    value: `${pairs.length} pairs from ${enemies}`,
    limit: `none from ${error}; enemies from ${enemies}`,
    verdict: offending.length > 0 ? 'fail' : 'fine',
    offenders: offending.map(
      ({ one, other, likeness }) =>
        `${one.id} and ${other.id} (${likeness.toFixed(2)}): ${likeness >= error ? 'rewrite one of them' : 'name one in the "enemies" of the other'}`,
    ),
  }
}

const areEnemies = (one: Question, other: Question) => one.enemies.includes(other.id) || other.enemies.includes(one.id)

type Pair = { readonly one: Question; readonly other: Question; readonly likeness: number }

/** Counts shared shingles through an index, so that a bank of thousands does not compare every pair. */
function nearDuplicates(questions: readonly Question[]): readonly Pair[] {
  const shingles = questions.map(
    (question) => new Set([question.prompt.stem, ...optionTexts(question)].flatMap(shinglesOf)),
  )
  const holders = new Map<string, number[]>()
  const pairs: Pair[] = []
  shingles.forEach((mine, index) => {
    const shared = new Map<number, number>()
    for (const shingle of mine) {
      const earlier = holders.get(shingle) ?? []
      for (const holder of earlier) shared.set(holder, (shared.get(holder) ?? 0) + 1)
      holders.set(shingle, [...earlier, index])
    }
    for (const [holder, common] of shared) {
      const likeness = common / (mine.size + known(shingles[holder]).size - common)
      if (likeness >= limits.duplicate.enemies)
        pairs.push({ one: known(questions[holder]), other: known(questions[index]), likeness })
    }
  })
  return pairs
}

function shinglesOf(text: string): readonly string[] {
  const tokens = words(text)
  return tokens.slice(2).map((token, i) => `${tokens[i]} ${tokens[i + 1]} ${token}`)
}

function repeatedOptionFigure(questions: readonly Question[]): Figure {
  const { times, shortWords } = limits.repeatedOption
  const uses = questions.flatMap((question) =>
    optionTexts(question).map((text) => ({ id: question.id, text: words(text).join(' ') })),
  )
  const repeated = [...Map.groupBy(uses, (use) => use.text)].filter(([, of]) => of.length >= times)
  const long = repeated.some(([text]) => text.split(' ').length > shortWords)
  return {
    group: 'wording',
    name: 'repeated options',
    value: `${repeated.length} used ${times} times or more`,
    limit: 'none',
    verdict: long ? 'fail' : repeated.length > 0 ? 'warn' : 'fine',
    offenders: repeated.map(([text, of]) => `“${text}” in ${of.map((use) => use.id).join(', ')}`),
  }
}

// Supply: is there enough of everything? A form needs the kinds its blueprint asks; objectives and concepts are served by all.

export function supplyFigures(
  { questions, scenarios }: Bank,
  { course, profile }: { readonly course: Course; readonly profile: Profile },
): readonly Figure[] {
  const times = limits.supply[course.status]
  const { blueprint } = profile
  const asked = questions.filter((question) => isAsked(blueprint, question))
  const cell = (name: string, needed: number, there: number): Figure => ({
    group: 'supply',
    name,
    value: String(there),
    limit: `at least ${Math.ceil(times * needed)} (${times} × ${needed})`,
    verdict: there < times * needed ? 'fail' : 'fine',
    offenders: [],
  })
  return [
    ...blueprint.domains.map(({ id, questions: needed }) =>
      cell(`domain ${id}`, needed, asked.filter((question) => question.domain === id).length),
    ),
    ...blueprint.levels.map(({ levels, min }) =>
      cell(levels.join(' or '), min, asked.filter((question) => levels.includes(question.level)).length),
    ),
    ...(blueprint.scenarios.count > 0 ? [cell('scenario sets', blueprint.scenarios.count, scenarios.length)] : []),
    objectiveFigure(questions, course),
    ...(course.status === 'whole' ? [conceptFigure(questions, course)] : []),
  ]
}

/** An objective that lacks questions fails the bank, unless its lesson is still in preparation in a course that opens. */
function objectiveFigure(questions: readonly Question[], course: Course): Figure {
  const least = limits.questionsPerObjective
  const asked = lessonsOf(course).flatMap(({ id: lesson, ready, objectives }) =>
    objectives
      .filter((objective) => objective.level !== 'create' && objective.questions !== 'none')
      .map(({ id }) => ({
        id,
        lesson,
        excused: course.status === 'opening' && !ready,
        there: questions.filter((question) => question.objective === id).length,
      })),
  )
  const lacking = asked.filter(({ there }) => there < least)
  return {
    group: 'supply',
    name: `objectives with ${least} questions`,
    value: `${asked.length - lacking.length} of ${asked.length}`,
    limit: 'all',
    verdict: lacking.some(({ excused }) => !excused) ? 'fail' : lacking.length > 0 ? 'warn' : 'fine',
    offenders: lacking.map(
      ({ id, lesson, there, excused }) =>
        `${id} (${lesson}) has ${there}${excused ? '; its lesson is in preparation' : ''}`,
    ),
  }
}

function conceptFigure(questions: readonly Question[], course: Course): Figure {
  const least = limits.questionsPerConcept
  const concepts = lessonsOf(course).flatMap((lesson) => lesson.concepts)
  const counted = concepts.map(({ id }) => ({
    id,
    there: questions.filter((question) => question.concept === id).length,
  }))
  const lacking = counted.filter(({ there }) => there < least)
  return {
    group: 'supply',
    name: `concepts with ${least} questions`,
    value: `${counted.length - lacking.length} of ${counted.length}`,
    limit: 'all',
    verdict: lacking.length > 0 ? 'fail' : 'fine',
    offenders: lacking.map(({ id, there }) => `${id} has ${there}`),
  }
}

function waiverFigure(authored: readonly AuthoredQuestion[]): Figure {
  const waived = authored.filter(({ authoring }) => authoring.waive.length > 0)
  const fails = waived.length > 0 && waived.length >= limits.waivers * authored.length
  return {
    group: 'wording',
    name: 'questions with a waiver',
    value: `${waived.length} of ${authored.length}`,
    limit: `under ${percent(limits.waivers)}`,
    verdict: fails ? 'fail' : 'fine',
    offenders: waived.flatMap(({ question, authoring }) =>
      authoring.waive.map(({ rule, reason }) => `${question.id}: ${rule}, because ${reason}`),
    ),
  }
}

const lessonsOf = (course: Course) => course.modules.flatMap((module) => module.lessons)
const percent = (share: number) => `${Math.round(100 * share)} %`
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
