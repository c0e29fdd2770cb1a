import { readSections } from '../../catalogue/lesson-text.ts'
import type { Catalogue } from '../../catalogue/link.ts'
import { mistakesIn } from '../../catalogue/mistake-file.ts'
import { packedIndexOf, type SearchDocument } from '../../catalogue/search-index.ts'
import type { Question } from '../../core/question.ts'
import type { SearchEntries, SearchEntry } from '../../islands/search/entries.ts'
import { glossaryEntries, standardEntries } from '../books/_book.ts'

/** An entry with all its words. */
export type SearchText = SearchEntry & {
  /** Other words it is found by. */
  readonly also: readonly string[]
  readonly text: string
  /** How much it counts beside the others; 1 where nothing is said. */
  readonly weight?: number
}

/** Everything that can be read on the site, by section. */
export function searchTexts(catalogue: Catalogue): readonly SearchText[] {
  return [
    ...standardTexts(catalogue),
    ...lessonTexts(catalogue),
    ...glossaryTexts(catalogue),
    ...mistakeTexts(catalogue),
    ...pageTexts(catalogue),
    ...workbookTexts(catalogue),
    ...places,
  ].map((one) => ({ ...one, text: plain(one.text) }))
}

/** The reasons behind the options of questions, which only those who answered may find. */
export function questionTexts({ banks, lessons, courses }: Catalogue): readonly SearchText[] {
  return banks.flatMap(({ course, bank }) =>
    bank.questions.map((question): SearchText => {
      const lesson = courses
        .find(({ id }) => id === course.id)
        ?.modules.flatMap((module) => module.lessons)
        .find(({ concepts }) => concepts.some(({ id }) => id === question.concept))
      const path = lessons.find((one) => one.course === course.id && one.number === lesson?.id)?.path
      return {
        kind: 'question',
        label: lesson?.id,
        title: question.prompt.stem,
        path: path ?? `courses/${course.id}/`,
        question: question.id,
        also: question.refs,
        text: plain([...question.rationales.map(({ text }) => text), modelOf(question)].join(' ')),
      }
    }),
  )
}

/** How a finding would be recorded, where a question asks for one. */
const modelOf = ({ key }: Question) => (key.kind === 'finding' ? key.model : '')

/** What is shipped of the texts: what can be found, and the index to find it by. */
export const indexOf = (texts: readonly SearchText[]): Uint8Array => packedIndexOf(documentsOf(texts))

/** What of each text counts as its title, as its headings, and as the rest. */
export const documentsOf = (texts: readonly SearchText[]): readonly Omit<SearchDocument, 'id'>[] =>
  texts.map(({ kind, label = '', title, section = '', also, text, weight }) =>
    // A belief is a sentence and no title: it weighs as twice what puts it right, or it would stand before lessons.
    kind === 'mistake'
      ? { title: '', headings: '', body: `${title} ${title} ${text}` }
      : { title: `${label} ${title}`, headings: [section, ...also].join(' '), body: text, weight },
  )

export const entriesOf = (texts: readonly SearchText[], catalogue: Catalogue): SearchEntries => ({
  entries: texts.map(({ kind, label, title, section, path, question }) => ({
    kind,
    label,
    title,
    section,
    path,
    question,
  })),
  synonyms: synonymsOf(catalogue),
})

/** Other names of things, from the glossary, in both directions. */
function synonymsOf({ terms }: Catalogue): SearchEntries['synonyms'] {
  const names = [...terms.values()].map(({ term, aka }) => [term, ...aka].map((name) => name.toLowerCase()))
  return Object.fromEntries(
    names.flatMap((all) =>
      all.length > 1 ? all.map((name) => [name, all.filter((other) => other !== name)] as const) : [],
    ),
  )
}

const standardTexts = (catalogue: Catalogue): readonly SearchText[] =>
  standardEntries(catalogue).map(({ id, kind, label, title, text }) => ({
    kind: 'standard',
    label,
    title,
    path: catalogue.references.get(id)?.path ?? `standard/${id}/`,
    also: kind === 'clause' || kind === 'control' || kind === 'area' ? [compact(id), kind] : [],
    text,
  }))

/** `A.6.2.4` as `a624`: how people type it. */
const compact = (id: string) => id.toLowerCase().replaceAll('.', '')

/** Lessons by section, the first part of each without one. */
export const lessonTexts = ({ lessons, references }: Catalogue): readonly SearchText[] =>
  lessons.flatMap((lesson) =>
    // The lead courses show whole documents, whose names and figures are no answers.
    readSections(lesson, references, { documents: lesson.course === 'foundation' }).map(
      ({ heading, text }): SearchText => ({
        kind: 'lesson',
        label: lesson.number,
        title: lesson.title,
        section: heading === 'Misconceptions' ? 'What people get wrong' : heading,
        path: heading === undefined ? lesson.path : `${lesson.path}#${slug(heading)}`,
        also: [],
        text: heading === undefined ? `${lesson.summary} ${text}` : text,
        // Whoever asks for a subject by its name wants it explained before it is applied.
        weight: lesson.course === 'foundation' ? 1 : 0.7,
      }),
    ),
  )

const glossaryTexts = (catalogue: Catalogue): readonly SearchText[] =>
  glossaryEntries(catalogue).map(({ id, title, text, also = [] }) => ({
    kind: 'term',
    title,
    path: `glossary/#${id.replace(/^term:/, '')}`,
    also,
    text,
  }))

const mistakeTexts = ({ mistakes }: Catalogue): readonly SearchText[] =>
  mistakesIn(mistakes).map(({ id, wrong, right }) => ({
    kind: 'mistake',
    title: wrong,
    path: `mistakes/#${id}`,
    also: [],
    text: right,
  }))

function pageTexts({ pages, cases, references }: Catalogue): readonly SearchText[] {
  return [
    ...pages.flatMap((page) =>
      readSections(page, references, { depth: page.id === 'faq' ? 3 : 2 }).map(({ heading, text }): SearchText => ({
        kind: page.id === 'faq' ? 'faq' : 'page',
        title: page.id === 'faq' && heading ? heading : page.title,
        section: page.id === 'faq' ? undefined : heading,
        path: `${page.id}/${heading === undefined ? '' : `#${slug(heading)}`}`,
        also: [],
        text,
      })),
    ),
    ...cases.flatMap((one) =>
      readSections(one, references).map(({ heading, text }): SearchText => ({
        kind: 'case',
        title: one.title,
        section: heading,
        path: `${one.path}${heading === undefined ? '' : `#${slug(heading)}`}`,
        also: [one.sector],
        text: heading === undefined ? `${one.summary} ${text}` : text,
      })),
    ),
  ]
}

const workbookTexts = ({ workbooks }: Catalogue): readonly SearchText[] =>
  workbooks.map(({ workbook, summary, refs }) => ({
    kind: 'page',
    title: workbook.title,
    path: `workbooks/${workbook.slug}/`,
    also: ['workbook', 'template', ...refs],
    text: summary,
  }))

const place = (title: string, path: string, text: string, also: readonly string[] = []): SearchText => ({
  kind: 'page',
  title,
  path,
  also,
  text,
})

/** What one does on the site, as one would ask for it. */
const places: readonly SearchText[] = [
  place(
    'Practice exams',
    'exams/',
    'Sit a practice exam, a mock or a short exam, timed as in a test centre, and read the result.',
  ),
  place('Custom exam', 'exams/custom/', 'Put together an exam by domain, module, clause, control, concept or level.'),
  place(
    'Where to begin',
    'exams/placement/',
    'Placement test of fifteen questions: what you know already, your level, where to start, what to skip.',
  ),
  place('Paper exam', 'exams/paper/', 'Print an exam on paper with answer sheet and key, and score what was answered.'),
  place(
    'Practice',
    'practice/',
    'Practise questions by module, clause, control or concept, missed or flagged ones, judged at once.',
  ),
  place(
    'Clause finder',
    'practice/clauses/',
    'A drill against the clock: which clause or control does a situation belong to? Open book practice.',
  ),
  place(
    'Today',
    'review/',
    'Daily review, spaced repetition, flashcards, study plan and calendar to the date of your exam.',
  ),
  place(
    'Progress',
    'progress/',
    'Am I ready? Readiness, mastery of clauses and controls, certainty, attempts, lessons studied.',
    ['ready for the exam'],
  ),
  place(
    'Notes',
    'notes/',
    'Your notes, highlights, bookmarks and flagged questions: search, edit, print, export as Markdown.',
  ),
  place(
    'Settings',
    'settings/',
    'Theme, dark mode, text size, reading aloud, voice, export, import, backup, transfer to a phone, delete data, several learners, keep a course offline, install as an app.',
    ['export data'],
  ),
  place('How good the questions are', 'about/quality/', 'Quality, coverage, statistics and review state of the bank.'),
  place('Corrections', 'about/corrections/', 'Questions that were corrected, and when.'),
]

const slug = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-')

/** Markdown without its marks, as one line: what a passage is cut from. */
const plain = (text: string) =>
  text
    .replace(/^\|?[\s:|-]+\|?$/gm, ' ')
    .replace(/[*_`>#|]+/g, ' ')
    .replace(/^\s*(?:[-+]|\d+\.)\s+/gm, ' ')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\s+/g, ' ')
    .trim()
