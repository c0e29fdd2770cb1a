/**
 * What the linter measures with: word lists and thresholds, and where each number comes from. "Spec" is the list of
 * linter rules the project set itself before the first question was written; "ours" is a choice made here.
 */
export const limits = {
  /** Spec. A shorter rationale cannot name both a belief and why it fails. */
  rationaleCharacters: 40,
  /** Ours: share of words two rationales may have in common before they count as alike. */
  rationaleSimilarity: 0.8,
  /** Spec. The key gives itself away by length when it is longer than every distractor by this factor and these characters. */
  keyLongest: { factor: 1.35, characters: 15 },
  /** Spec. */
  optionWords: 25,
  optionCharacters: 180,
  longestToShortest: 2.5,
  /** Ours. Evidence must state the facts that decide its grade, which takes more room than an option. */
  evidenceWords: 45,
  stemWords: 80,
  /** Ours: so many words of the key of one part of a finding, in the key of another and in no distractor, give it away. */
  partWords: 2,
  /** Ours. A shorter model cannot hold requirement, evidence, gap and reason for the grade. */
  modelWords: 30,
  /** Ours: how far the key's mean similarity to the other options may exceed that of any distractor ("by far"). */
  convergence: 0.12,
  /** Spec. Two-sided p-values over a whole bank. */
  p: { warn: 0.01, fail: 0.0001 },
  /** Spec: 3.72 standard errors (p = 0.0001, one-sided) and never less than 5 points. 2.33 (p = 0.01) is the same idea for a warning. */
  guesser: { failErrors: 3.72, failAtLeast: 0.05, warnErrors: 2.33 },
  /** Spec: Jaccard similarity of 3-token shingles. */
  duplicate: { error: 0.7, enemies: 0.5 },
  /** Spec: shares of all stems. `few` is ours: in a small bank, so many are no template yet. */
  stems: { openingWords: 6, opening: 0.08, whichOfTheFollowing: 0.25, negative: 0.05, few: 2 },
  /** Spec: an option used so often. `shortWords` is ours: numbers and role names of so few words recur by nature and only warn. */
  repeatedOption: { times: 4, shortWords: 3 },
  /** Spec: how many times what one form needs. */
  supply: { opening: 1.5, whole: 3 },
  /** Spec. */
  questionsPerObjective: 3,
  questionsPerConcept: 3,
  /** Spec: share of questions with a waiver, which must stay under this. */
  waivers: 0.03,
} as const

const list = (text: string): readonly string[] => text.split(',').map((phrase) => phrase.trim())

/** Words that claim without exception. */
export const absolutes = list(`
  all, always, completely, entirely, every, everyone, everything, exclusively, fully, guarantee, guarantees, guaranteed,
  impossible, invariably, must, never, none, only, solely, totally, whatever, whenever`)

/** Words and phrases that leave a way out. */
export const hedges = list(`
  as appropriate, as needed, as relevant, could, generally, if appropriate, if necessary, if needed, in most cases, likely,
  may, might, mostly, normally, often, partly, possibly, probably, sometimes, tend to, tends to, typically, usually,
  where appropriate, where applicable, where necessary, where relevant`)

export const negations = list('cannot, neither, never, no, nobody, none, nor, not, nothing, without')

/** What a well-behaved organisation does: a guesser's first choice. Compared by word stem. */
export const virtues = list(`
  agree, analyse, assess, communicate, confirm, consult, document, evaluate, explain, investigate, involve, justify,
  monitor, record, responsible, review, transparent, verify`)

/** What nobody would admit to: a guesser's last choice. Compared by word stem. */
export const villains = list(`
  bypass, conceal, delay, dismiss, forget, hide, ignore, neglect, omit, overlook, postpone, refuse, skip, suppress,
  withhold`)

/** Words that carry no content of their own; the last line are words that every question here could hold. */
export const functionWords = list(`
  a, about, after, against, also, an, and, any, are, as, at, be, because, been, before, being, between, but, by, can,
  cannot, could, did, do, does, each, for, from, had, has, have, he, her, his, how, if, in, into, is, it, its, may, more,
  most, must, no, nor, not, of, on, one, only, or, other, others, our, out, over, own, same, shall, she, should, so, some,
  such, than, that, the, their, them, then, there, these, they, this, those, through, to, under, until, up, was, were,
  what, when, where, which, while, who, whose, why, will, with, within, without, would, you, your,
  ai, organisation, organization, system`)

/** Units that make an option a quantity, with their size in the smallest of their kind. */
export const unitSizes: Readonly<Record<string, number>> = { day: 1, week: 7, month: 30, quarter: 91, year: 365 }

export const numberWords = list('zero, one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve')
