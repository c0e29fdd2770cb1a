import { courseFacts } from '../../src/catalogue/course-facts.ts'
import { readCatalogue } from '../../src/catalogue/load.ts'
import type { CourseFacts } from '../../src/core/course-facts.ts'
import { seeded } from '../../src/core/random.ts'
import { known } from '../../src/core/result.ts'
import { formatBackup } from '../../src/store/backup.ts'
import type { AnnotationRow, Data, StoredResponse } from '../../src/store/tables.ts'

const dayMs = 86_400_000

/** What the site publishes of its first course. */
export function theFacts(): CourseFacts {
  const read = readCatalogue(process.cwd())
  if (!read.ok) throw new Error('The content must be put right first.')
  return known(courseFacts(read.value)[0])
}

/** The file of a learner who answered questions of the course over the last thirty days, seven of ten right. */
export async function aLearnersFile({
  responses: count,
  settings = [],
  annotations = [],
}: {
  readonly responses: number
  readonly settings?: Data['settings']
  readonly annotations?: Data['annotations']
}): Promise<string> {
  const { questions } = theFacts()
  const next = seeded(42)
  const now = Date.now()
  const seen = new Set<string>()
  const responses = Array.from({ length: count }, (_, at): StoredResponse => {
    const question = known(questions[next() % questions.length])
    const isRight = next() % 10 < 7
    const firstExposure = !seen.has(question.id)
    seen.add(question.id)
    return {
      id: `response-${at}`,
      schema: 2,
      questionId: question.id,
      version: question.version,
      concept: question.concept,
      domain: question.domain,
      context: 'practice',
      response: { kind: 'chosen', options: ['a'] },
      mark: isRight ? { kind: 'right', credit: 1 } : { kind: 'wrong', credit: 0 },
      certainty: 3,
      assisted: false,
      sampling: 'representative',
      at: now - 30 * dayMs + Math.floor((at * 29 * dayMs) / count),
      firstExposure,
    }
  })
  const data: Data = {
    studies: [],
    visits: [],
    settings,
    responses,
    attempts: [],
    plans: [],
    events: [],
    annotations,
    forecasts: [],
    binders: [],
    fields: [],
    ownQuestions: [],
    ownExams: [],
  }
  return formatBackup({ exportedAt: new Date(now).toISOString(), data })
}

/** Notes, highlights and bookmarks over all lessons of the course, and notes and flags on its questions. */
export function manyAnnotations(count: number): Data['annotations'] {
  const { lessons, questions } = theFacts()
  const annotationAt = (at: number): AnnotationRow['annotation'] => {
    if (at % 5 === 4) return at % 2 === 0 ? { kind: 'flag' } : { kind: 'note', text: `Question note ${at}` }
    if (at % 5 === 3) return { kind: 'bookmark', section: 'why-it-matters' }
    if (at % 5 === 2) return { kind: 'note', text: `Note ${at} on evidence`, section: 'why-it-matters' }
    return {
      kind: 'highlight',
      section: 'why-it-matters',
      from: at,
      to: at + 20,
      quote: `words number ${at} that are gone`,
    }
  }
  return Array.from({ length: count }, (_, at): AnnotationRow => {
    const annotation = known(annotationAt(at))
    const place =
      at % 5 === 4 ? `question:${questions[at % questions.length]?.id}` : `lesson:${lessons[at % lessons.length]?.id}`
    return { id: `annotation-${at}`, schema: 2, at: 1_790_000_000_000 + at, place, kind: annotation.kind, annotation }
  })
}
