import { z } from 'astro/zod'
import { levels } from '../core/question.ts'
import type { Result } from '../core/result.ts'
import type { Problem } from './problem.ts'
import { parseYamlFile } from './yaml-file.ts'

const text = z.string().trim().min(1, 'Write a text here.')
const kebab = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Write it in small letters, digits and single hyphens, such as risk-sources.')

const lesson = z.strictObject({
  id: text,
  slug: kebab,
  title: text,
  /** False while the lesson is in preparation: it is listed and not linked. */
  ready: z.boolean(),
  domain: kebab,
  /** The clauses and controls of which the outline says that they are taught here. */
  teaches: z.array(text).readonly().default([]),
  objectives: z
    .array(
      z
        .strictObject({ id: kebab, level: z.enum([...levels, 'create']), questions: z.literal('none').optional() })
        .readonly(),
    )
    .readonly(),
  concepts: z.array(z.strictObject({ id: kebab, title: text }).readonly()).readonly(),
})

/** The registry of a course: its domains, modules, lessons, objectives and concepts in teaching order. */
export const courseSchema = z
  .strictObject({
    id: kebab,
    title: text,
    summary: text,
    status: z.enum(['opening', 'whole']),
    profile: kebab,
    domains: z.array(z.strictObject({ id: kebab, title: text }).readonly()).readonly(),
    modules: z
      .array(
        z
          .strictObject({ id: text, slug: kebab, title: text, lessons: z.array(lesson.readonly()).readonly() })
          .readonly(),
      )
      .readonly(),
  })
  .readonly()
  .superRefine((course, context) => {
    const refuse = (message: string, remedy: string, path: readonly PropertyKey[] = ['modules']) =>
      context.addIssue({ code: 'custom', path: [...path], message, params: { remedy } })
    const lessons = course.modules.flatMap((module) => module.lessons)
    const unique = {
      domain: course.domains.map((one) => one.id),
      module: course.modules.map((one) => one.id),
      'module slug': course.modules.map((one) => one.slug),
      lesson: lessons.map((one) => one.id),
      'lesson slug': course.modules.flatMap((module) => module.lessons.map((one) => `${module.slug}/${one.slug}`)),
      objective: lessons.flatMap((one) => one.objectives.map((objective) => objective.id)),
      concept: lessons.flatMap((one) => one.concepts.map((concept) => concept.id)),
    }
    for (const [thing, ids] of Object.entries(unique)) {
      for (const twice of new Set(ids.filter((id, index) => ids.indexOf(id) !== index))) {
        refuse(`The ${thing} "${twice}" stands here twice.`, 'Give each its own.')
      }
    }
    course.modules.forEach((module, m) =>
      module.lessons.forEach((one, l) => {
        if (unique.domain.includes(one.domain)) return
        const remedy = `Write one of: ${unique.domain.join(', ')}.`
        refuse(`Lesson ${one.id} is in the domain "${one.domain}", which the course does not have.`, remedy, [
          'modules',
          m,
          'lessons',
          l,
          'domain',
        ])
      }),
    )
  })

export type Course = z.output<typeof courseSchema>
export type CourseLesson = Course['modules'][number]['lessons'][number]

export function parseCourseFile(file: string, content: string): Result<Course, readonly Problem[]> {
  return parseYamlFile(file, content, courseSchema)
}
