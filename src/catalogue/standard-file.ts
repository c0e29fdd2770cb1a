import { z } from 'astro/zod'

const text = z.string().trim().min(1)
const texts = z.array(text).readonly()
const id = text
const date = z.union([z.iso.date(), z.date().transform((day) => day.toISOString().slice(0, 10))])

const confusion = z.strictObject({ with: id, how: text }).readonly()

const common = {
  id,
  title: text,
  brief: text.max(160),
  asks: texts,
  who: text.optional(),
  evidence: texts.default([]),
  confused: z.array(confusion).readonly().default([]),
  related: texts.default([]),
  documented: text.optional(),
}

export const clausesFile = z.strictObject({ clauses: z.array(z.strictObject(common).readonly()).readonly() })

export const controlsFile = z.strictObject({
  areas: z
    .array(z.strictObject({ id, title: text, objective: text, brief: text.max(160), asks: texts }).readonly())
    .readonly(),
  controls: z
    .array(z.strictObject({ ...common, area: id, aiAct: z.array(z.coerce.string()).readonly().default([]) }).readonly())
    .readonly(),
})

const listed = z.strictObject({ id: text, title: text, means: text }).readonly()
export const annexesFile = z.strictObject({
  annexes: z
    .array(
      z
        .strictObject({
          id: z.string().regex(/^annex-[a-d]$/),
          letter: z.enum(['A', 'B', 'C', 'D']),
          title: text,
          status: z.enum(['normative', 'informative']),
          brief: text,
          asks: texts,
          objectives: z.array(listed).readonly().optional(),
          riskSources: z.array(listed).readonly().optional(),
        })
        .readonly(),
    )
    .readonly(),
})

export const neighboursFile = z.strictObject({
  neighbours: z
    .array(
      z
        .strictObject({
          id: z.string().regex(/^[a-z0-9-]+$/),
          name: text,
          /** How running text calls it, where that is not its name without the edition. */
          label: text.optional(),
          title: text,
          kind: z.enum(['requirements', 'guidance', 'specification', 'report', 'law', 'framework', 'draft']),
          certifiable: z.boolean(),
          brief: text,
          relation: text,
          confidence: z.enum(['confirmed', 'general-knowledge']),
          checked: date,
          dates: z
            .array(z.strictObject({ date, what: text }).readonly())
            .readonly()
            .optional(),
        })
        .readonly(),
    )
    .readonly(),
})

export const glossaryFile = z.strictObject({
  terms: z
    .array(
      z
        .strictObject({
          id: z.string().regex(/^[a-z0-9-]+$/),
          term: text,
          definition: text.max(420),
          aka: texts.default([]),
          see: texts.default([]),
          refs: texts.default([]),
          source: text,
        })
        .readonly(),
    )
    .readonly(),
})

/** The clauses from 4 on that carry requirements themselves: those that are not divided further. */
export function leafClauses(clauses: readonly Pick<Clause, 'id'>[]): readonly string[] {
  const ids = clauses.map(({ id }) => id)
  return ids.filter((id) => Number(id.split('.')[0]) >= 4 && !ids.some((other) => other.startsWith(`${id}.`)))
}

export type Clause = z.output<typeof clausesFile>['clauses'][number]
export type Area = z.output<typeof controlsFile>['areas'][number]
export type Control = z.output<typeof controlsFile>['controls'][number]
export type Annex = z.output<typeof annexesFile>['annexes'][number]
export type Neighbour = z.output<typeof neighboursFile>['neighbours'][number]
export type Term = z.output<typeof glossaryFile>['terms'][number]
