export type Stretch = { readonly from: number; readonly to: number }

/** Words that end in a full stop and end no sentence. */
const shortened =
  /(?:^|[\s(“‘"'])(?:e\.g|i\.e|etc|vs|cf|No|Nos|Art|Arts|Dr|Mr|Mrs|Ms|Prof|St|p|pp|approx|incl|\p{L})\.$/u
const ending = /[.!?…]+[”’"')\]]*(?=\s)|\n/g

/** The sentences of a text, without the space around them. A line ends a sentence too. */
export function sentencesIn(text: string): readonly Stretch[] {
  const found: Stretch[] = []
  let from = 0
  const add = (to: number) => {
    const words = text.slice(from, to)
    const start = from + (words.length - words.trimStart().length)
    const end = from + words.trimEnd().length
    if (start < end) found.push({ from: start, to: end })
    from = to
  }
  for (const mark of text.matchAll(ending)) {
    const to = mark.index + mark[0].length
    const isEnd = mark[0] === '\n' || (!shortened.test(text.slice(from, to)) && /^\s+[^\p{Ll}]/u.test(text.slice(to)))
    if (isEnd) add(to)
  }
  add(text.length)
  return found
}
