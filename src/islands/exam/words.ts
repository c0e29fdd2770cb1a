import type { Warning } from '../../core/exam.ts'
import type { Shortage } from '../../core/form.ts'
import { editionName } from '../../core/form-code.ts'
import type { AttemptFailure, MemoryReason, StorageFailure } from '../../store/progress.ts'
import { plural } from './clock.ts'
import type { NotFound } from './form-finder.ts'
import type { Saving } from './log.ts'

/** Why an action is not on disk, and what to do. */
export function unsavedText(failure: StorageFailure): string {
  switch (failure.kind) {
    case 'full':
      return 'Not saved: this device has no room left. Your answer is kept on this screen; free some space, and it is saved within seconds.'
    case 'blocked':
      return 'Not saved: the browser refused to write. Your answer is kept on this screen; it is tried again every few seconds. Do not close this page.'
    case 'newer-version':
      return 'Not saved: a newer release of this site has opened in another tab. Your answer is kept; close the other tab and reload this page.'
    case 'unknown-attempt':
      return 'Not saved: the data of this site were erased meanwhile. Your answer is kept on this screen; finish here, and export the result.'
  }
}

/** What became of the notes of an attempt. */
export function notesText(isKept: boolean, saving: Saving): string {
  if (saving.kind === 'failed') return 'Not saved yet: what the top of the page says holds for your notes too.'
  return isKept && saving.kind === 'saved' ? 'Notes saved' : 'Saving your notes…'
}

export function memoryText(reason: MemoryReason): string {
  const why = {
    unavailable: 'it has no storage',
    private: 'this is a private window',
    'not-upgraded': 'what is stored here could not be brought up to this release, and is untouched',
    full: 'this device has no room left',
    blocked: 'storage is blocked',
  }[reason.kind]
  return `This browser keeps nothing for this site: ${why}. You can sit the exam on this page; but if you reload or close it, the exam is gone. Export your result at the end.`
}

export function shortageText(shortage: Shortage): string {
  const end = 'No form was drawn and nothing was started. Study the lessons meanwhile; the bank grows.'
  switch (shortage.kind) {
    case 'domain':
      return `The bank cannot fill this exam yet: its domain “${shortage.domain}” needs ${plural(shortage.needed, 'question')} and has ${shortage.available}. ${end}`
    case 'level':
      return `The bank cannot fill this exam yet: ${plural(shortage.needed, 'question')} at the level ${shortage.levels.join(' or ')} are needed and ${shortage.available} are there. ${end}`
    case 'scenario':
      return `The bank cannot fill this exam yet: ${plural(shortage.needed, 'scenario')} of ${shortage.size} questions are needed and ${shortage.available} are there. ${end}`
    case 'questions':
      return `The rules of this exam contradict each other: it has ${shortage.needed} questions, its domains ${shortage.available}. ${end}`
    case 'enemies':
      return `The bank cannot fill this exam yet: too many of its questions give each other away. ${end}`
  }
}

/** Why the form of a code or a mock is not here, and what to do. `bankHash` names the present edition of the questions. */
export function notFoundText(failure: NotFound, bankHash: string): string {
  switch (failure.kind) {
    case 'length':
      return `A form code has ten characters, as in 47AY1-5NM70; this one has ${failure.length}. Compare it with what you were given.`
    case 'character':
      return `The character “${failure.character}” stands in no form code. Codes have digits and letters, but no U; compare it with what you were given.`
    case 'check':
      return 'This code is mistyped: a character is wrong, or two have changed places. Compare it with what you were given.'
    case 'version':
      return 'This code was made by another release of this site, which draws in another way. Reload the page; if that does not help, ask for a new code.'
    case 'own':
      return 'This is the code of a trainer’s own exam, whose questions are not on this site. Open the file that your trainer gave you, under “A form from your trainer” on the list of exams.'
    case 'unknown-profile':
      return `This code belongs to exam number ${failure.number}, which this site does not have. Reload the page; if that does not help, ask where the code comes from.`
    case 'other-edition':
      return `This code belongs to edition ${failure.edition} of the questions. This site has edition ${editionName(bankHash)} and has not published the other. Ask for a new code from edition ${editionName(bankHash)}, or open the code on the site it comes from.`
    case 'unknown-mock':
      return 'This exam has no such mock. Choose one from the list, if there is any.'
    case 'unreachable':
      return 'The questions could not be loaded. Check the connection and reload this page; nothing was started.'
    default:
      return shortageText(failure)
  }
}

export function refusalText(failure: AttemptFailure | { readonly kind: 'no-id' }): string {
  switch (failure.kind) {
    case 'no-id':
      return 'This address names no attempt. Choose one from the list of exams.'
    case 'unknown-attempt':
      return 'This attempt is not on this device. It may belong to another browser, or the data of this site were erased.'
    case 'damaged':
      return `What is stored of this attempt cannot be read any more${failure.path ? ` (${failure.path} ${failure.what})` : ''}. Its answers stay in the backup of this device; the exam cannot go on.`
  }
}

export const warningText = (minutes: Warning) => `${plural(minutes, 'minute')} left.`

export const untimed = 'Untimed'

export function unstartedText(failure: StorageFailure): string {
  switch (failure.kind) {
    case 'full':
      return 'The exam was not started: this device has no room left for its questions. Free some space and press the button again.'
    case 'newer-version':
      return 'The exam was not started: a newer release of this site has opened in another tab. Reload this page.'
    case 'blocked':
    case 'unknown-attempt':
      return 'The exam was not started: the browser refused to store its questions. Reload and try again.'
  }
}

export const unrecordedText =
  'This result is shown from the log of your exam. It could not be added to your progress, because the browser refused to write; it is tried again whenever you open this page.'
