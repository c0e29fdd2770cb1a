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
  byFile:
    'This kind is written in the file: export it, change it there and import it again. The preview below is what learners get.',
  travels:
    'An exam of your own travels by file: its questions are on no other device. Export, give participants the file, and let them import it on this page of their copy.',
  sound: 'Nothing to mend: this question can be used in exams, class forms and live.',
  unsound: 'It is kept as it is, and cannot be used before these are mended:',
  could: 'It can be used. What could be better:',
  tooLarge: 'This file is far larger than any with questions. Choose the file that “Export to a file” saved.',
  wrong: 'Nothing was imported: the file has to be mended first, or asked for again.',
} as const

export const counted = (n: number, thing: string, things = `${thing}s`) => `${n} ${n === 1 ? thing : things}`
