import type { Page } from '@playwright/test'
import type { ExamEvent, ExamPlan } from '../../src/core/exam.ts'
import type { Attempt, EventRow } from '../../src/store/tables.ts'
import { eventId } from '../../src/store/ids.ts'
import { version as schema } from '../../src/store/migrations.ts'
import { aPlan, aQuestion, aScenario } from './builders.ts'

/** A stimulus with everything authors may use in one. */
export const stimulus = `Harrow Vale Credit Union lends to **2,300 members** and bought a scoring model in March.

Its file holds:

- the supplier's test report, *dated 4 February*
- a register with three entries
- no decision on who may override a score

| Entry | Level | Owner |
| --- | --- | --- |
| R-01 Drift | 12 | Lending |
| R-02 Bias by postcode | 16 | nobody |

## What the branch manager said

> We look at the score, and then we look at the person.

${'The internal auditor has asked twice for the criteria by which sixteen was accepted, and was told that the committee would meet. '.repeat(6)}

1. The committee met on 3 May.
2. It took no minutes.`

/** The plan of an open-book exam: three questions, a scenario of five, and as many more as wanted. */
export function aRoomPlan({
  questions = 10,
  ...details
}: Partial<Omit<ExamPlan, 'questions'>> & { readonly questions?: number } = {}): ExamPlan {
  const inScenario = (number: number) => number >= 4 && number <= 8
  const asked = Array.from({ length: questions }, (_, index) =>
    aQuestion({
      id: `q-${index + 1}`,
      stem: `Stem ${index + 1}: a lender accepted a risk of 16 where its own limit is 12. Which requirement has it not met?`,
      key: index % 10 === 9 ? ['a', 'b'] : ['a'],
    }),
  )
  const scenario = aScenario({
    id: 's-harrow',
    title: 'Harrow Vale Credit Union',
    stimulus,
    questions: ['q-4', 'q-5', 'q-6', 'q-7', 'q-8'],
  })
  const plan = aPlan({
    attemptId: 'room',
    profileId: 'foundation-40',
    title: 'A room for ten',
    questions: asked,
    openBook: true,
    ...details,
  })
  return {
    ...plan,
    questions: plan.questions.map((one, index) => (inScenario(index + 1) ? { ...one, scenario } : one)),
  }
}

/** Puts an attempt where the site keeps it, as if it had been begun here, and opens its page. */
export async function openAttempt(page: Page, plan: ExamPlan, events: readonly ExamEvent[] = []) {
  await storeAttempt(page, plan, events)
  await page.goto(`/exams/attempt/?id=${plan.attemptId}`)
}

export async function storeAttempt(page: Page, plan: ExamPlan, events: readonly ExamEvent[] = []) {
  // The list of exams opens the database, in the version of this release.
  await page.goto('/exams/')
  await page.getByText('None finished yet').or(page.locator('.attempts li')).first().waitFor()
  const { attemptId: id, profileId, title, mode } = plan
  const rows = {
    attempts: [
      { id, schema, createdAt: 1, profileId, title, mode, questionIds: plan.questions.map((one) => one.question.id) },
    ],
    plans: [{ id, schema, plan }],
    events: events.map((event, seq) => ({ id: eventId(id, seq), schema, attemptId: id, seq, event })),
  }
  await page.evaluate(putRows, rows)
}

type Rows = Readonly<Record<'attempts' | 'plans' | 'events', readonly object[]>>

/** What the disk holds of an attempt: its log, its line in the list, and every row as it is. */
export async function storedAttempt(page: Page, attemptId: string) {
  const rows: Rows = await page.evaluate(readRows, attemptId)
  // Rows come from another process and are looked at by tests alone.
  const events = (rows.events as readonly EventRow[]).map(({ event }) => event)
  const attempts = rows.attempts as readonly Attempt[]
  return { events, attempts, rows }
}

/** Runs in the page. */
const readRows = (attemptId: string) =>
  new Promise<Rows>((resolve, reject) => {
    const opening = indexedDB.open('aimward')
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const db = opening.result
      const reading = db.transaction(['attempts', 'plans', 'events'])
      const attempts = reading.objectStore('attempts').getAll(attemptId)
      const plans = reading.objectStore('plans').getAll(attemptId)
      // Their ids sort as they were written.
      const events = reading.objectStore('events').index('attemptId').getAll(attemptId)
      reading.oncomplete = () => {
        db.close()
        resolve({ attempts: attempts.result, plans: plans.result, events: events.result })
      }
    }
  })

/** Runs in the page. */
export const putRows = (rows: Readonly<Record<string, readonly object[]>>) =>
  new Promise<void>((resolve, reject) => {
    const opening = indexedDB.open('aimward')
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const db = opening.result
      const writing = db.transaction(Object.keys(rows), 'readwrite')
      for (const [table, added] of Object.entries(rows)) for (const row of added) writing.objectStore(table).put(row)
      writing.oncomplete = () => {
        db.close()
        resolve()
      }
      writing.onabort = () => reject(writing.error)
    }
  })
