import { readSections } from '../../catalogue/lesson-text.ts'
import type { Catalogue } from '../../catalogue/link.ts'
import { partsOf } from '../../catalogue/reference.ts'
import { searchIndexOf } from '../../catalogue/search-index.ts'
import type { Book, Entry } from '../../islands/exam/book.ts'

/** What may be looked up in an open-book exam of a course: the standard map, the glossary, and the lessons by section. */
export function bookOf(catalogue: Catalogue, courseId: string): Book {
  const entries = [...standardEntries(catalogue), ...glossaryEntries(catalogue), ...lessonEntries(catalogue, courseId)]
  const index = searchIndexOf(
    entries.map(({ label, title, text, also = [] }, place) => ({
      id: String(place),
      title: `${label} ${title}`,
      headings: also.join(' '),
      body: text,
    })),
  )
  return { entries, index }
}

export function standardEntries({ standard, references }: Catalogue): readonly Entry[] {
  const plain = (text: string) =>
    partsOf(text)
      .map((part) => (part.kind === 'ref' ? labelOf(part.id) : part.text))
      .join('')
  const labelOf = (id: string) => references.get(id)?.label ?? id
  const joined = (parts: readonly (string | undefined)[]) =>
    plain(parts.filter((part) => part !== undefined && part !== '').join('\n\n'))
  const list = (heading: string, items: readonly string[]) =>
    items.length === 0 ? undefined : `### ${heading}\n\n${items.map((item) => `- ${item}`).join('\n')}`
  const under = (heading: string, text: string | undefined) =>
    text === undefined ? undefined : `### ${heading}\n\n${text}`

  const requirements = [
    ...standard.clauses.map((entry) => ({ ...entry, kind: 'clause' as const })),
    ...standard.controls.map((entry) => ({ ...entry, kind: 'control' as const })),
  ].map(({ id, kind, title, brief, asks, who, evidence, confused, documented }): Entry => ({
    id,
    kind,
    label: labelOf(id),
    title,
    text: joined([
      brief,
      ...asks,
      under('Who', who),
      list('Evidence', evidence),
      under('Documented information', documented),
      list(
        'Easily confused',
        confused.map((one) => `${labelOf(one.with)}: ${one.how}`),
      ),
    ]),
  }))
  const areas = standard.areas.map(({ id, title, objective, brief, asks }): Entry => ({
    id,
    kind: 'area',
    label: id,
    title,
    text: joined([objective, brief, ...asks]),
  }))
  const annexes = standard.annexes.map(({ id, title, brief, asks, objectives = [], riskSources = [] }): Entry => ({
    id,
    kind: 'annex',
    label: labelOf(id),
    title,
    text: joined([
      brief,
      ...asks,
      list(
        'Listed',
        [...objectives, ...riskSources].map((one) => `${one.id} ${one.title}: ${one.means}`),
      ),
    ]),
  }))
  const neighbours = standard.neighbours.map(({ id, name, title, brief, relation, dates = [] }): Entry => ({
    id,
    kind: 'neighbour',
    label: name,
    title,
    text: joined([
      brief,
      relation,
      list(
        'Dates',
        dates.map(({ date, what }) => `${date}: ${what}`),
      ),
    ]),
  }))
  return [...requirements, ...areas, ...annexes, ...neighbours]
}

export const glossaryEntries = ({ terms, references }: Catalogue): readonly Entry[] =>
  [...terms.values()].map(({ id, term, definition, aka, refs }) => ({
    id: `term:${id}`,
    kind: 'term',
    label: 'Glossary',
    title: term,
    text: [
      definition,
      refs.length === 0 ? '' : `See ${refs.map((ref) => references.get(ref)?.label ?? ref).join(', ')}.`,
    ]
      .join('\n\n')
      .trim(),
    also: aka,
  }))

const lessonEntries = ({ lessons, references }: Catalogue, courseId: string): readonly Entry[] =>
  lessons
    .filter(({ course }) => course === courseId)
    .flatMap((lesson) =>
      readSections(lesson, references).map(({ heading, text }, index) => ({
        id: `lesson:${lesson.id}#${index}`,
        kind: 'lesson' as const,
        label: lesson.number,
        title: heading === undefined ? lesson.title : `${lesson.title}: ${heading}`,
        text,
      })),
    )
