import type { OwnExam } from '../core/own-exam.ts'
import { ok } from '../core/result.ts'
import { version as schema } from './migrations.ts'
import { laterThan, type Access, type Json, type Stamped, type Table, type Tables, type Written } from './tables.ts'

/** A trainer's own questions, as they were written, and exams; by id. */
export type OwnWork = {
  readonly questions: ReadonlyMap<string, Json>
  readonly exams: ReadonlyMap<string, OwnExam>
}

/** Undefined removes what is there. */
export type OwnChanges = {
  readonly questions?: ReadonlyMap<string, Json | undefined> | undefined
  readonly exams?: ReadonlyMap<string, OwnExam | undefined> | undefined
}

export type Own = {
  readonly watchOwn: (show: (work: OwnWork) => void) => () => void
  /** All or nothing. */
  readonly keepOwn: (changes: OwnChanges) => Written<void>
}

export function openOwn({ now, write, watch }: Access): Own {
  async function stampAll<Row extends Stamped>(table: Table<Row>, rows: readonly Row[]) {
    const before = await table.getAll(rows.map(({ id }) => id))
    await table.put(rows.map((row, index) => ({ ...row, at: laterThan(before[index], row.at) })))
  }
  return {
    watchOwn: (show) => watch(ownWork, show),
    keepOwn: ({ questions = new Map(), exams = new Map() }) =>
      write(async (tables) => {
        const at = now()
        await stampAll(
          tables.ownQuestions,
          [...questions].map(([id, fields]) => ({ id, schema, at, fields })),
        )
        await stampAll(
          tables.ownExams,
          [...exams].map(([id, exam]) => ({ id, schema, at, exam })),
        )
        return ok(undefined)
      }),
  }
}

const ownWork = async ({ ownQuestions, ownExams }: Tables): Promise<OwnWork> => ({
  questions: new Map(
    (await ownQuestions.all()).flatMap(({ id, fields }) => (fields === undefined ? [] : [[id, fields]])),
  ),
  exams: new Map((await ownExams.all()).flatMap(({ id, exam }) => (exam === undefined ? [] : [[id, exam]]))),
})
