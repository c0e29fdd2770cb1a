import { z } from 'astro/zod'

const text = z.string().trim().min(1, 'Write a text here.')
const sentences = text.regex(/[.?!]$/, 'Write whole sentences, with a full stop at the end.')

/** A belief that many hold of the standard, and what is right instead. */
const mistake = z
  .strictObject({
    id: z.string().regex(/^m[1-9]\d{0,2}$/, 'Write the letter m and a number, such as m29.'),
    /** As somebody would say it who holds it. */
    wrong: sentences,
    right: sentences,
    /** Clauses, controls, areas, annexes, neighbours: their pages show it. */
    refs: z.array(text).min(1, 'Name at least one clause, control, annex or neighbour.').readonly(),
    /** Lessons that teach it, as the registries number them; none where no lesson does yet. */
    lessons: z.array(text).readonly(),
    /** For a date, an edition or a legal fact. */
    source: z
      .strictObject({ name: text, checked: z.iso.date('Write a date such as 2026-11-23.') })
      .readonly()
      .optional(),
  })
  .readonly()

/** The common mistakes by subject, in the order in which they are shown. */
export const mistakesFile = z.strictObject({
  groups: z
    .array(
      z
        .strictObject({
          id: z.string().regex(/^[a-z-]+$/, 'Write a word in small letters.'),
          title: text,
          lede: sentences,
          mistakes: z.array(mistake).readonly(),
        })
        .readonly(),
    )
    .readonly(),
})

/** All of them, whatever their subject. */
export const mistakesIn = (groups: readonly MistakeGroup[]): readonly Mistake[] =>
  groups.flatMap(({ mistakes }) => mistakes)

export type MistakeGroup = z.output<typeof mistakesFile>['groups'][number]
export type Mistake = MistakeGroup['mistakes'][number]
