import { isPlaced, type Kind, type Question } from '../../core/question.ts'
import type { Problem } from '../problem.ts'
import type { AuthoredQuestion } from '../question-file.ts'
import { findingRules, inEachPart } from './finding-rules.ts'
import {
  askingSentence,
  clauseNumbers,
  conduct,
  endsInTask,
  exclusiveEchoes,
  hasAbsolute,
  hasHedge,
  hasNegation,
  isKey,
  isNegative,
  likeness,
  optionTexts,
  quantity,
  similarity,
  tellsPlace,
  verdictIn,
  words,
} from './wording.ts'
import { limits } from './yardsticks.ts'

export type Severity = 'error' | 'warning'

/** A problem the linter found, and the rule it breaks. */
export type Finding = Problem & { readonly rule: string; readonly severity: Severity }

/** A rule about one question on its own. `find` says what is wrong with it, or nothing. */
export type QuestionRule = {
  readonly name: string
  readonly severity: Severity
  readonly remedy: string
  readonly find: (question: Question) => string | undefined
}

const keyTexts = (question: Question) =>
  question.prompt.options.filter((option) => isKey(question, option)).map((option) => option.text)
const distractorTexts = (question: Question) =>
  question.prompt.options.filter((option) => !isKey(question, option)).map((option) => option.text)

const targetTexts = ({ prompt }: Question) =>
  prompt.kind === 'match' ? prompt.targets.map((target) => target.text) : []

const shorten = (text: string) => (text.length > 60 ? `${text.slice(0, 57)}…` : text)
const quote = (text: string) => `“${shorten(text)}”`

const pairs = <Item>(items: readonly Item[]): readonly (readonly [Item, Item])[] =>
  items.flatMap((one, i) => items.slice(i + 1).map((other) => [one, other] as const))

const contains = (long: readonly string[], short: readonly string[]) =>
  ` ${long.join(' ')} `.includes(` ${short.join(' ')} `)

/** The options of which some, but not all, pass a test. */
function unevenly(question: Question, passes: (text: string) => boolean): string | undefined {
  const options = optionTexts(question)
  const passing = options.filter(passes)
  if (passing.length === 0 || passing.length === options.length) return undefined
  return passing.map(quote).join(', ')
}

const positionWord = '(?:first|second|third|fourth|fifth|sixth|last|final|middle|previous|next|preceding|following)'
const letterOrPosition = [
  /\b(?:options?|answers?|choices?|distractors?)\s+\(?(?:[A-F]|[b-f])\)?(?![\w’'-]|\.\d)/,
  /\b(?:options?|answers?|choices?|distractors?)\s+\(?a\)?(?=\s*(?:$|[.,;:)]|\b(?:is|was|and|or|fails|looks)\b))/,
  new RegExp(`\\b(?:the|this) ${positionWord} (?:options?|answers?|choices?|distractors?)\\b`, 'i'),
  /\b(?:options?|answers?|choices?|statements?) (?:above|below)\b/i,
  /(?:^|[.;:]\s+)[A-F] (?:is|was|fails|confuses|describes|applies|names|would)\b/,
]

const sweeping = [
  /\b(?:all|none|both|neither|any|some|either) of the (?:above|below|foregoing|following|others?|other options?|options?|answers?)\b/i,
  /^(?:all|none|both|neither|any|either)(?: of (?:these|them|those))?\.?$/i,
  /^(?:both|neither|either) (?:options?|answers?|statements?)\b/i,
  /\b(?:both|neither|either) \(?[a-f]\)? (?:and|or|nor) \(?[a-f]\)?(?!\w)/i,
]

const firstMatch = (text: string, patterns: readonly RegExp[]) =>
  patterns.map((pattern) => pattern.exec(text)?.[0]).find(Boolean)

/** Rules for every kind. */
const commonRules: readonly QuestionRule[] = [
  {
    name: 'rationale-short',
    severity: 'error',
    remedy: `Say what belief makes the option attractive and why it fails, in at least ${limits.rationaleCharacters} characters.`,
    find: ({ rationales }) => {
      const short = rationales.filter(({ text }) => text.length < limits.rationaleCharacters)
      return short.length > 0
        ? `Too short to explain anything: ${short.map(({ text }) => quote(text)).join(', ')}.`
        : undefined
    },
  },
  {
    name: 'rationales-alike',
    severity: 'error',
    remedy: 'Write for each option the belief that leads to it; if two share it, one of them is not needed.',
    find: ({ rationales }) => {
      const sets = rationales.map(({ option, text }) => ({ option, words: new Set(words(text)) }))
      const alike = pairs(sets).find(([one, other]) => similarity(one.words, other.words) >= limits.rationaleSimilarity)
      return alike ? `The rationales of ${alike[0].option} and ${alike[1].option} say the same.` : undefined
    },
  },
  {
    name: 'letter-or-position',
    severity: 'error',
    remedy: 'Options are shuffled: name what the option says, never its letter or place.',
    find: (question) => {
      const texts = [
        question.prompt.stem,
        ...optionTexts(question),
        ...targetTexts(question),
        ...question.rationales.map(({ text }) => text),
      ]
      const found = texts.map((text) => firstMatch(text, letterOrPosition)).find(Boolean)
      return found ? `A letter or position is mentioned: ${quote(found)}.` : undefined
    },
  },
]

/** Rules about how the options of a question stand to each other. */
const optionRules: readonly QuestionRule[] = [
  {
    name: 'options-overlap',
    severity: 'error',
    remedy: 'Make the options exclude each other.',
    find: (question) => {
      const found = [...pairs(optionTexts(question)), ...pairs(targetTexts(question))].find(
        ([one, other]) => contains(words(one), words(other)) || contains(words(other), words(one)),
      )
      return found ? `One option repeats or contains another: ${quote(found[0])} and ${quote(found[1])}.` : undefined
    },
  },
  {
    name: 'options-uneven',
    severity: 'warning',
    remedy: 'Bring the options into one band of length and detail.',
    find: (question) => {
      const lengths = optionTexts(question).map((text) => text.length)
      const [longest, shortest] = [Math.max(...lengths), Math.min(...lengths)]
      return longest > limits.longestToShortest * shortest
        ? `The longest option has ${longest} characters, the shortest ${shortest}.`
        : undefined
    },
  },
]

const stemRules: readonly QuestionRule[] = [
  {
    name: 'stem-long',
    severity: 'warning',
    remedy: 'Keep what decides, and cut the rest.',
    find: ({ prompt }) => {
      const length = words(prompt.stem).length
      return length > limits.stemWords ? `The stem has ${length} words; ${limits.stemWords} are enough.` : undefined
    },
  },
]

/** Rules for questions with options to choose from. */
const selectedRules: readonly QuestionRule[] = [
  {
    name: 'all-of-the-above',
    severity: 'error',
    remedy: 'Replace it by an option that says something of its own.',
    find: (question) => {
      const found = optionTexts(question).find((text) => firstMatch(text, sweeping))
      return found ? `An option speaks about the other options: ${quote(found)}.` : undefined
    },
  },
  {
    name: 'no-question',
    severity: 'error',
    remedy: 'End the stem with a question that can be answered with the options covered.',
    find: ({ prompt }) =>
      askingSentence(prompt.stem) ? undefined : `The stem does not end in a question: “…${prompt.stem.slice(-50)}”.`,
  },
  {
    name: 'key-longest',
    severity: 'error',
    remedy: 'Shorten the key, or give the distractors as much detail.',
    find: (question) => {
      const key = Math.min(...keyTexts(question).map((text) => text.length))
      const next = Math.max(...distractorTexts(question).map((text) => text.length))
      const { factor, characters } = limits.keyLongest
      return key >= factor * next && key >= next + characters
        ? `The key has ${key} characters, the longest distractor ${next}.`
        : undefined
    },
  },
  {
    name: 'clause-echo',
    severity: 'error',
    remedy: 'Take the number out of the stem or the key, or put it into a distractor as well.',
    find: (question) => {
      const inStem = clauseNumbers(question.prompt.stem)
      const elsewhere = new Set(distractorTexts(question).flatMap((text) => [...clauseNumbers(text)]))
      const echoed = keyTexts(question)
        .flatMap((text) => [...clauseNumbers(text)])
        .find((number) => inStem.has(number) && !elsewhere.has(number))
      return echoed ? `The number ${echoed} stands in the stem and in the key only.` : undefined
    },
  },
  {
    name: 'double-negative',
    severity: 'error',
    remedy: 'Ask for what is so; if the stem must be negative, keep negation out of the options.',
    find: (question) => {
      const negated = isNegative(question.prompt.stem) ? optionTexts(question).find(hasNegation) : undefined
      return negated ? `The stem asks for what is not so, and an option is negated: ${quote(negated)}.` : undefined
    },
  },
  {
    name: 'numbers-unsorted',
    severity: 'error',
    remedy: 'Write the options by size and add "shuffle: false".',
    find: (question) => {
      const sizes = optionTexts(question).map(quantity)
      const rising = sizes.every((size, i) => i === 0 || (sizes[i - 1] ?? NaN) < (size ?? NaN))
      const falling = sizes.every((size, i) => i === 0 || (sizes[i - 1] ?? NaN) > (size ?? NaN))
      if (sizes.includes(undefined) || ((rising || falling) && !question.shuffle)) return undefined
      return `The options are quantities and ${question.shuffle ? 'would be shuffled' : 'not sorted'}: ${optionTexts(question).join(', ')}.`
    },
  },
  {
    name: 'absolutes',
    severity: 'warning',
    remedy: 'Let all options claim as much, or none of them.',
    find: (question) => {
      const some = unevenly(question, hasAbsolute)
      return some ? `Only some options have an absolute word: ${some}.` : undefined
    },
  },
  {
    name: 'hedges',
    severity: 'warning',
    remedy: 'Let all options leave as much room, or none of them.',
    find: (question) => {
      const some = unevenly(question, hasHedge)
      return some ? `Only some options have a hedge: ${some}.` : undefined
    },
  },
  {
    name: 'stem-echo',
    severity: 'warning',
    remedy: 'Say it in other words in the key, or let a distractor take up words of the stem too.',
    find: (question) => {
      const echoes = exclusiveEchoes(question.prompt.stem, optionTexts(question))
      const byKey = question.prompt.options.flatMap((option, i) => (isKey(question, option) ? (echoes[i] ?? []) : []))
      const byDistractor = question.prompt.options.some(
        (option, i) => !isKey(question, option) && (echoes[i] ?? []).length > 0,
      )
      return byKey.length > 0 && !byDistractor
        ? `Only the key takes up words of the stem: ${byKey.join(', ')}.`
        : undefined
    },
  },
  {
    name: 'key-convergent',
    severity: 'warning',
    remedy: 'Let the distractors vary each other, not only the key.',
    find: (question) => {
      if (question.prompt.kind !== 'single') return undefined
      const alike = likeness(optionTexts(question))
      const ofKey = alike[question.prompt.options.findIndex((option) => isKey(question, option))] ?? 0
      const next = Math.max(
        ...alike.filter((_, i) => !isKey(question, question.prompt.options[i] ?? { id: '', text: '' })),
      )
      return ofKey - next >= limits.convergence
        ? `The key is the most similar to the others by far (${ofKey.toFixed(2)} against ${next.toFixed(2)}).`
        : undefined
    },
  },
  {
    name: 'virtue-villain',
    severity: 'warning',
    remedy: 'Give the distractors something reasonable to do, or the key something plain.',
    find: (question) => {
      const keys = keyTexts(question).map(conduct)
      const distractors = distractorTexts(question).map(conduct)
      const good = keys.every(({ virtues, villains }) => virtues > 0 && villains === 0)
      const bad =
        distractors.some(({ villains }) => villains > 0) &&
        distractors.every(({ virtues, villains }) => virtues <= villains)
      return good && bad ? 'The key does what good people do, the distractors what bad people do.' : undefined
    },
  },
]

/** Evidence has a limit of its own. */
const optionLong: QuestionRule = {
  name: 'option-long',
  severity: 'warning',
  remedy: 'Move what all options share into the stem, and cut what does not decide.',
  find: (question) => {
    const long = optionTexts(question).filter(
      (text) => words(text).length > limits.optionWords || text.length > limits.optionCharacters,
    )
    return long.length > 0
      ? `Over ${limits.optionWords} words or ${limits.optionCharacters} characters: ${long.map(quote).join(', ')}.`
      : undefined
  },
}

const noTask: QuestionRule = {
  name: 'no-task',
  severity: 'error',
  remedy: 'End the stem with a question, or with a sentence that says what to do: "Put the steps in order."',
  find: ({ prompt }) =>
    askingSentence(prompt.stem) || endsInTask(prompt.stem)
      ? undefined
      : `The stem does not end in a question or a task: “…${prompt.stem.slice(-50)}”.`,
}

const orderRules: readonly QuestionRule[] = [
  {
    name: 'order-told',
    severity: 'error',
    remedy: 'List the steps in the right order, and deal the ids a, b, c to them in another.',
    find: ({ key }) =>
      key.kind === 'order' && key.options.join() === [...key.options].sort().join()
        ? `The ids run ${key.options.join(', ')} in the right order, which is the order the steps are stored in.`
        : undefined,
  },
  {
    name: 'step-tells-place',
    severity: 'error',
    remedy: 'Take the word out; what a step rests on and leads to must tell its place.',
    find: (question) => {
      const telling = optionTexts(question).filter(tellsPlace)
      return telling.length > 0 ? `A step says where it stands: ${telling.map(quote).join(', ')}.` : undefined
    },
  },
]

const matchRules: readonly QuestionRule[] = [
  {
    name: 'pairs-in-order',
    severity: 'error',
    remedy: 'List "right" in another order, such as by the alphabet.',
    find: ({ prompt, key }) => {
      if (!isPlaced(prompt) || key.kind !== 'targets') return undefined
      const isTold = prompt.options.every(({ id }, index) => key.targets[id] === prompt.targets[index]?.id)
      return isTold ? 'Each row is paired with the target that stands at its own place.' : undefined
    },
  },
  {
    name: 'pair-echo',
    severity: 'warning',
    remedy: 'Say it in other words in the row or in its target, or let another target take up the word too.',
    find: ({ prompt, key }) => {
      if (!isPlaced(prompt) || key.kind !== 'targets') return undefined
      const echoes = prompt.options.flatMap(({ id, text }) => {
        const shared = exclusiveEchoes(
          text,
          prompt.targets.map((target) => target.text),
        )
        const own = shared[prompt.targets.findIndex((target) => target.id === key.targets[id])] ?? []
        return own.length > 0 ? [`${quote(text)} (${own.join(', ')})`] : []
      })
      return echoes.length > 0
        ? `A row shares a word with its target and with no other: ${echoes.join('; ')}.`
        : undefined
    },
  },
]

const classifyRules: readonly QuestionRule[] = [
  {
    name: 'one-grade',
    severity: 'error',
    remedy: 'Choose evidence of at least two grades.',
    find: ({ key }) => {
      const given = new Set(key.kind === 'targets' ? Object.values(key.targets) : [])
      return given.size === 1 ? `Every row has the grade ${[...given].join()}.` : undefined
    },
  },
  {
    name: 'evidence-judges',
    severity: 'error',
    remedy: 'State what was seen, said or read, and leave the judgement to the reader.',
    find: (question) => {
      const found = optionTexts(question).map(verdictIn).find(Boolean)
      return found ? `A row grades itself: “${found}”.` : undefined
    },
  },
  {
    name: 'evidence-long',
    severity: 'warning',
    remedy: 'Keep the facts that decide the grade, and move what all rows share into the stem.',
    find: (question) => {
      const long = optionTexts(question).filter((text) => words(text).length > limits.evidenceWords)
      return long.length > 0 ? `Over ${limits.evidenceWords} words: ${long.map(quote).join(', ')}.` : undefined
    },
  },
]

const named = (rules: readonly QuestionRule[], ...names: readonly string[]) =>
  rules.filter(({ name }) => names.includes(name))

/** Every rule about a single question, by its kind; the schema and the links have their own. */
export const questionRules: Readonly<Record<Kind, readonly QuestionRule[]>> = {
  single: [...commonRules, ...optionRules, ...stemRules, optionLong, ...selectedRules],
  multiple: [...commonRules, ...optionRules, ...stemRules, optionLong, ...selectedRules],
  order: [...commonRules, ...optionRules, ...stemRules, optionLong, noTask, ...orderRules],
  match: [...commonRules, ...optionRules, ...stemRules, optionLong, noTask, ...matchRules],
  classify: [...commonRules, ...optionRules, ...stemRules, noTask, ...classifyRules],
  nonconformity: [
    ...commonRules,
    ...stemRules,
    noTask,
    ...named(optionRules, 'options-overlap'),
    ...named(optionRules, 'options-uneven').map((rule) => inEachPart(rule)),
    ...named(selectedRules, 'key-longest').map((rule) => inEachPart(rule)),
    ...named(selectedRules, 'all-of-the-above', 'absolutes', 'hedges', 'virtue-villain').map((rule) =>
      inEachPart(rule, { but: 'evidence' }),
    ),
    inEachPart(optionLong, { but: 'evidence' }),
    ...named(classifyRules, 'evidence-judges', 'evidence-long').map((rule) => inEachPart(rule, { only: 'evidence' })),
    ...findingRules,
  ],
}
const ruleNames = new Set(Object.values(questionRules).flatMap((rules) => rules.map(({ name }) => name)))

/** What the rules find in one question, less what its author waived; a waiver that waives nothing is a finding too. */
export function lintQuestion({ question, authoring, place }: AuthoredQuestion): readonly Finding[] {
  const where = `${place.file}:${place.line} ${question.id}`
  const found = questionRules[question.prompt.kind].flatMap(({ name, severity, remedy, find }) => {
    const what = find(question)
    return what ? [{ rule: name, severity, where, what, remedy }] : []
  })
  const idle = authoring.waive.filter(({ rule }) => !found.some((finding) => finding.rule === rule))
  return [
    ...found.filter(({ rule }) => !authoring.waive.some((waiver) => waiver.rule === rule)),
    ...idle.map(({ rule }) => ({
      rule: 'waiver',
      severity: 'error' as const,
      where,
      what: ruleNames.has(rule)
        ? `Nothing breaks the rule "${rule}", which is waived.`
        : `There is no rule "${rule}" to waive.`,
      remedy: 'Remove the waiver, or correct the name of its rule.',
    })),
  ]
}
