import { z } from 'astro/zod'

const text = z.string().trim().min(1, 'Write a text here.')
const sentence = text.regex(/[.?!:]["”’)]*$/, 'Write whole sentences, with a full stop at the end.')
const kebab = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Write it in small letters, digits and single hyphens, such as harrow-vale.')

/** What groups are given to work with: a document of the case, as text or as a table. */
const material = z
  .strictObject({
    title: text,
    paragraphs: z.array(text).readonly().default([]),
    table: z
      .strictObject({
        head: z.array(text).min(2).readonly(),
        rows: z.array(z.array(text).readonly()).min(1).readonly(),
      })
      .readonly()
      .optional(),
  })
  .readonly()

/**
 * A group exercise from a case, done in class after its lesson. Texts may name clauses and controls: `[[6.1.3]]`. Where
 * something is wrong in a table, or says nothing, the issue says so.
 */
export const exerciseFile = z
  .strictObject({
    title: text,
    /** What somebody can do afterwards, in one sentence. */
    aim: sentence,
    case: kebab,
    /** The lesson it follows, as the registry numbers it. */
    lesson: text,
    /** Of work in groups. */
    minutes: z.number().int().min(5, 'Write 5 or more.').max(60, 'Write 60 or less.'),
    /** Of talk in the whole class afterwards. */
    debrief: z.number().int().min(5, 'Write 5 or more.').max(30, 'Write 30 or less.'),
    groups: text,
    /** What the groups are asked, one thing a sentence. */
    task: z.array(sentence).min(1, 'Write at least one.').readonly(),
    material: z.array(material).min(1, 'Give at least one document.').readonly(),
    /** For the trainer alone: what should come out, what groups miss, what to ask then. */
    notes: z.array(sentence).min(3, 'Write at least three.').readonly(),
  })
  .readonly()
  .superRefine(({ material: documents }, context) => {
    documents.forEach(({ paragraphs, table }, at) => {
      const refuse = (message: string, remedy: string) =>
        context.addIssue({ code: 'custom', path: ['material', at], message, params: { remedy } })
      if (paragraphs.length === 0 && !table) refuse('The document is empty.', 'Give it paragraphs or a table.')
      const odd = table?.rows.findIndex((row) => row.length !== table.head.length) ?? -1
      if (odd >= 0)
        refuse(
          `Row ${odd + 1} of the table has another number of cells than its head.`,
          'Write one text for each column.',
        )
    })
  })

export type ExerciseFile = z.output<typeof exerciseFile>
