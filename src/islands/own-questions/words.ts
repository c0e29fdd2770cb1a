import type { Grade, Task } from '../../core/question.ts'
import type { ListName } from './draft.ts'

export const words = {
  opening: 'Reading what is kept on this device…',
  rulesComing: 'Loading the rules for questions…',
  rulesFailed:
    'The rules for questions did not load, so nothing can be checked. Check the connection and reload; what you wrote stays on this page.',
  broken:
    'A part of this page did not load, or the browser’s storage did not answer. What is kept here is untouched. Reload to try again.',
  noQuestions: 'None yet. Write one here, or import a file.',
  noExams: 'None yet. An exam needs a question that is finished.',
  finished: 'Finished',
  mend: 'to mend before it can be used',
  unknown: 'This is no question that this page can show. Export it, mend it in the file and import it again.',
  given: 'participants get it as a file or in a live room.',
  onlyHere: 'Your work is on no other device: export it to keep a copy, or to give it to another trainer.',
  notByClass: (places: readonly number[]) =>
    `Question ${places.join(', ')} ${places.length === 1 ? 'is' : 'are'} not answered by choosing. You can sit this exam here; but a class form holds choices alone, because a result code carries nothing else.`,
  answeredBy: 'Answered by',
  targets: 'What the rows are matched with: at least one more than is needed, so that the last pair is no gift',
  target: 'Target',
  belongs: 'Belongs to',
  nowhere: 'nothing yet',
  noRequirement: 'No requirement',
  model: 'The finding as an experienced auditor would record it',
  sound: 'Nothing to mend: this question can be used in exams, class forms and live.',
  unsound: 'It is kept as it is, and cannot be used before these are mended:',
  could: 'It can be used. What could be better:',
  tooLarge: 'This file is far larger than any with questions. Choose the file that “Export to a file” saved.',
  wrong:
    'Nothing was imported: the file has to be mended first, or asked for again. A question that is not finished may stand under “drafts”.',
  missing: 'An exam names questions that are not here. It comes in as it is, and can be sat once they are replaced:',
  unfinished: (count: number) => (count > 0 ? ` (${count} unfinished)` : ''),
} as const

export const counted = (n: number, thing: string, things = `${thing}s`) => `${n} ${n === 1 ? thing : things}`

/** What is done with each kind of question. */
export const typeWords: Readonly<Record<Task, string>> = {
  single: 'choosing one of three',
  multiple: 'choosing several of four to six',
  order: 'putting steps in their order',
  match: 'matching rows with targets',
  classify: 'grading evidence',
  finding: 'classifying a finding: evidence, requirement, grade',
  nonconformity: 'writing a nonconformity: evidence, requirement, gap, grade, scope',
}

export const partWords: Readonly<Record<ListName, { readonly legend: string; readonly thing: string }>> = {
  options: { legend: 'Options, and for each why it is right or why it tempts and fails', thing: 'Option' },
  steps: { legend: 'Steps in their right order, and for each why it stands there', thing: 'Step' },
  left: { legend: 'Rows, and for each where it belongs and why', thing: 'Row' },
  rows: { legend: 'Pieces of evidence, and for each its grade and the facts that decide it', thing: 'Piece' },
  evidence: { legend: 'Evidence: four to six pieces, at most half of which carry the finding', thing: 'Piece' },
  requirement: { legend: 'Requirements, each with its number first, such as “6.1.3: …”', thing: 'Requirement' },
  gap: { legend: 'Gaps: what is not fulfilled; each reads on after “Contrary to this, …”', thing: 'Gap' },
  grade: { legend: 'Grades, and for each why the facts allow it or do not', thing: 'Grade' },
  scope: { legend: 'Scopes: how far the evidence reaches; each reads on after “This concerns …”', thing: 'Scope' },
}

export const gradeWords: Readonly<Record<Grade, string>> = {
  conformity: 'Conformity',
  ofi: 'Opportunity for improvement',
  minor: 'Minor nonconformity',
  major: 'Major nonconformity',
}
