import { isPlaced, isSelected, type Option, type OptionId, type Prompt } from './question.ts'
import { sentencesIn, type Stretch } from './sentence.ts'

/** A part of a page that is read without a break: a paragraph, an item, a row, an option. */
export type Passage = {
  /** What is said before its words and does not stand in them: “Figure:”, “2.”, “Option A:”. */
  readonly lead?: string | undefined
  readonly text: string
}

/** What is said in one go: a sentence of a passage, or a part of a long one. */
export type Utterance = Stretch & {
  /** Index of the passage. */
  readonly passage: number
  readonly say: string
}

/** Some voices fall silent in the middle of what is longer. */
const longest = 240

/** What is to be said, in order. Each passage is said, be it only its lead. */
export const utterancesOf = (passages: readonly Passage[]): readonly Utterance[] =>
  passages.flatMap(({ lead = '', text }, passage) => {
    const parts = sentencesIn(text).flatMap((sentence) => cut(text, sentence))
    const all = parts.length > 0 ? parts : [{ from: 0, to: 0 }]
    return all
      .map(({ from, to }, index) => ({
        passage,
        from,
        to,
        say: spoken(`${index === 0 ? `${lead} ` : ''}${text.slice(from, to)}`),
      }))
      .filter(({ say }) => say !== '')
  })

/** A long sentence in parts that end at a pause, or at a word where it has none. */
function cut(text: string, { from, to }: Stretch): readonly Stretch[] {
  if (to - from <= longest) return [{ from, to }]
  const head = text.slice(from, from + longest)
  const pause = Math.max(...[...head.matchAll(/[;:,–—](?=\s)/g)].map(({ index }) => index + 1), 0)
  const at = from + (pause || Math.max(0, head.lastIndexOf(' ')) || longest)
  const rest = at + (text.slice(at).length - text.slice(at).trimStart().length)
  return [{ from, to: at }, ...cut(text, { from: rest, to })]
}

/** Numbers of clauses and controls; what has one point only is read as a decimal anyway. */
const numbered = /\b(?:[A-D]\.)?\d+(?:\.\d+){2,}\b|\b[A-D](?:\.\d+)+\b/g

const saidAs: readonly (readonly [written: RegExp, said: string])[] = [
  [/\bISO\/IEC\b/g, 'ISO IEC'],
  [/\b(ISO [A-Z ]*[\d-]+):(\d{4})\b/g, '$1 of $2'],
  [/(?<=\d)\s?[–—]\s?(?=\d)/g, ' to '],
  [/\s[–—]\s/g, ', '],
  [/\be\.g\.,?/g, 'for example'],
  [/\bi\.e\.,?/g, 'that is'],
  [/\bvs\.?(?=\s)/g, 'versus'],
  [/\bSoA\b/g, 'S O A'],
  [/\bOFI\b/g, 'O F I'],
  [/\bAIMS\b/g, 'A I M S'],
  [/&/g, ' and '],
  [/→/g, ' leads to '],
  [/←/g, ' comes from '],
  [/≥/g, ' at least '],
  [/≤/g, ' at most '],
  [/≈/g, ' about '],
  [/×/g, ' times '],
  [/=/g, ' equals '],
  [/§/g, ' section '],
  [/[✓✗○●•|]/g, ' '],
  [/\s+/g, ' '],
]

/** A text as it is said: numbers of clauses point by point, signs and abbreviations in words. */
export const spoken = (text: string): string =>
  saidAs
    .reduce(
      (said, [written, words]) => said.replaceAll(written, words),
      text.replaceAll(numbered, (id) => id.replaceAll('.', ' point ')),
    )
    .trim()

const letterOf = (index: number) => 'ABCDEFGHI'.charAt(index)
const lettered = (options: readonly Option[], name = ''): readonly Passage[] =>
  options.map(({ text }, index) => ({ lead: `${name}${letterOf(index)}:`, text }))

/**
 * A question as it is read aloud: its stem, then its options by the letter they have on the screen. It is made of what a
 * candidate may see, so that it cannot tell the key. `order` is that in which the options stand.
 */
export function questionPassages(prompt: Prompt, order: readonly OptionId[]): readonly Passage[] {
  const options = order.flatMap((id) => prompt.options.filter((option) => option.id === id))
  const stem = { text: prompt.stem }
  if (isSelected(prompt)) return [stem, ...lettered(options, 'Option ')]
  const rows = options.map(({ text }, index) => ({ lead: `${index + 1}:`, text }))
  if (!isPlaced(prompt)) return [stem, { text: 'The steps, not in their order.' }, ...rows]
  return [stem, { text: 'To choose from.' }, ...lettered(prompt.targets), { text: 'For each of these.' }, ...rows]
}
