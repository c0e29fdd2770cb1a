import type { Annotated } from '../../store/progress.ts'

/** Where something is attached to: `lesson:foundation/planning/criteria`, `standard:6.1.4`, `question:f-roles-003`. */
export type Place = { readonly kind: 'lesson' | 'standard' | 'question'; readonly id: string }

export function placeOf(place: string): Place | undefined {
  const [, kind, id] = /^(lesson|standard|question):(.+)$/.exec(place) ?? []
  return kind === 'lesson' || kind === 'standard' || kind === 'question' ? { kind, id: id ?? '' } : undefined
}

/** Where a question of a course is asked again. */
export const questionPath = (course: string, id: string) =>
  `practice/?course=${course}&questions=${encodeURIComponent(id)}`

/** The path from the site's base to the part of a page an annotation is attached to. */
export function pathOf({ place, annotation }: Pick<Annotated, 'place' | 'annotation'>): string | undefined {
  const found = placeOf(place)
  if (!found || found.kind === 'question') return undefined
  const section = sectionOf(annotation)
  return `${found.kind === 'lesson' ? 'courses' : 'standard'}/${found.id}/${section ? `#${section}` : ''}`
}

/** The section it is attached to; none where it is the whole page or what stands before the first heading. */
export const sectionOf = (annotation: Annotated['annotation']): string | undefined =>
  ('section' in annotation && annotation.section) || undefined
