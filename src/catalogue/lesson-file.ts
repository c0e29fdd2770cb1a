import { z } from 'astro/zod'
import { levels } from '../core/question.ts'

const text = z.string().trim().min(1)

/** Front matter of one lesson. */
export const lessonFile = z
  .strictObject({
    title: text,
    summary: text.max(220),
    minutes: z.number().int().min(5).max(20),
    objectives: z
      .array(z.strictObject({ id: text, level: z.enum([...levels, 'create']), text: text }))
      .min(1)
      .readonly(),
    refs: z.array(text).min(1).readonly(),
    concepts: z.array(text).readonly(),
  })
  .readonly()

export type LessonFile = z.output<typeof lessonFile>
