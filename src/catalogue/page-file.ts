import { z } from 'astro/zod'

const text = z.string().trim().min(1)

/** Front matter of a page that belongs to no course: FAQ, about, privacy. */
export const pageFile = z.strictObject({ title: text, summary: text }).readonly()

/** Front matter of a case organisation's fact sheet. */
export const caseFile = z
  .strictObject({ title: text, sector: text, order: z.number().int().min(1), summary: text, roles: text })
  .readonly()

export type PageFile = z.output<typeof pageFile>
export type CaseFile = z.output<typeof caseFile>
