import type { Catalogue } from '../../catalogue/link.ts'
import { standardSections } from '../../catalogue/standard-sections.ts'
import type { NotePlace, NotePlaces } from '../../islands/notes/shelves.ts'
import { standardEntries } from '../books/_book.ts'
import { lessonTexts } from '../search/_search.ts'

/** Every page that can have notes, by the name it has where they are kept, in the order in which one reads. */
export function notePlaces(catalogue: Catalogue): NotePlaces {
  const { courses, lessons, references } = catalogue
  const texts = lessonTexts(catalogue)
  return {
    shelves: [...courses.map(({ id, title }) => ({ id, title })), { id: 'standard', title: 'The standard' }],
    places: [
      ...lessons.map((lesson): NotePlace => ({
        place: `lesson:${lesson.id}`,
        shelf: lesson.course,
        label: lesson.number,
        title: lesson.title,
        path: lesson.path,
        sections: texts.flatMap(({ path, section }) => {
          const [page, anchor] = path.split('#')
          return page === lesson.path && anchor && section ? [[anchor, section] as const] : []
        }),
      })),
      ...standardEntries(catalogue).flatMap(({ id, label, title }): readonly NotePlace[] => {
        const path = references.get(id)?.path ?? ''
        // Neighbours of the standard stand together on a page without notes.
        return path === `standard/${id}/`
          ? [
              {
                place: `standard:${id}`,
                shelf: 'standard',
                label,
                title,
                path,
                sections: Object.entries(standardSections),
              },
            ]
          : []
      }),
    ],
  }
}
