import type { Annotation } from '../../store/progress.ts'

/** What the learner wrote. */
export const writtenIn = (annotation: Annotation): string =>
  annotation.kind === 'note' ? annotation.text : annotation.kind === 'highlight' ? (annotation.note ?? '') : ''

/** The words of the site it stands on. */
export const quotedIn = (annotation: Annotation): string => (annotation.kind === 'highlight' ? annotation.quote : '')
