import { formatOwnFile } from '../../src/islands/own-questions/author.ts'
import { fieldsOf } from '../../src/islands/own-questions/draft.ts'
import { anOwnDraft } from './own-draft.ts'

/** A trainer's file: one question, whose first option is right, and an exam called Friday made of it. */
export const anOwnFile = (stem = anOwnDraft().stem): string =>
  formatOwnFile({
    questions: new Map([['own-suppliers-001', fieldsOf({ ...anOwnDraft(), stem })]]),
    exams: new Map([
      ['own-friday', { title: 'Friday', minutes: 5, passPercent: 60, questions: ['own-suppliers-001'] }],
    ]),
  })
