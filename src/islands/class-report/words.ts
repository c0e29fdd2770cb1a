import { unreachable } from '../../core/result.ts'
import type { TokenFailure } from '../../core/result-token.ts'
import type { NoPlan } from '../own-questions/own-work.ts'
import type { Missing } from '../../core/item-statistics.ts'

export const words = {
  opening: 'Reading what is kept on this device…',
  broken:
    'A part of this page did not load, or the browser’s storage did not answer. Nothing is lost. Reload to try again.',
  none: 'No class form yet. Make one above: everybody who opens its code gets the same questions in the same order.',
  practice: 'The questions are public, so this is practice and no proctored exam: who wants to can look them up.',
  open: 'Open the address, or scan the code, and sit the exam',
  ownOpen: 'Open the file from your trainer at the address and sit the exam',
  ownTravels:
    'This exam is your own: its questions are on no other device. Save the file and hand it out; participants open it at this address on their own copy, and need no connection after that. In a live room, put the form from the presenter: telephones then get it by a link.',
  ownPractice:
    'The key goes out with the questions, because each copy marks itself: this is practice and no proctored exam. Hand the file out when the class begins, not before.',
  names: 'Ask participants for a name',
  namesWhy:
    'They may type one or leave it out. Unless you ask, a name that somebody typed is thrown away when the result comes in.',
  localOnly:
    'This address leads to this computer alone. Open the classroom to the local network, or give out the code: it works on everybody’s own copy of the site.',
  uncopied: 'The browser did not copy it. Mark the address and copy it by hand.',
  few: 'With fewer than five results nothing but the mean is shown: more would tell of persons.',
  hints: 'Fewer than 20 results: read the figures of single questions as hints. Chance alone makes large ones.',
  rule: 'To teach again: up to three questions with the lowest facility below the pass per cent. To distrust: questions whose discrimination is below 0, or of which those above the median chose a wrong option more often than those below it, by two people and 20 points at least. A question that is distrusted is not taught again before it was looked at.',
  noReteach: 'No question is below the pass per cent. Nothing to teach again.',
  noDistrust: 'No question works against the rest.',
  noNames: 'Nobody typed a name.',
  notByChoosing:
    'A class form holds questions that are answered by choosing options, and nothing else. Take the others out of the exam.',
  fromRooms: (count: number) => `Take in what came by telephone (${count})`,
  noRooms:
    'What came by telephone could not be read. Reload the page to try again; results can be taken in by paste, file or camera meanwhile.',
  gone: 'This class was deleted in another tab.',
} as const

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' })
export const dayText = (at: number) => day.format(at)

export const counted = (n: number, thing: string, things = `${thing}s`) => `${n} ${n === 1 ? thing : things}`

/** Why a result is not counted, and what to do. */
export function refusalText(failure: TokenFailure): string {
  switch (failure.kind) {
    case 'not-a-token':
      return 'There is no result in it. A result is a run of capitals and digits that begins with AIMS1. and stands on the participant’s result page, under “Give this to your trainer”.'
    case 'version':
      return `A result of another release of this site (its mark is ${failure.version}, this page reads 1). Ask the participant to reload the result page and send it again; if that does not help, reload this page.`
    case 'truncated':
      return 'A result is cut short: its end is missing. Ask for it again, by the Copy button or as a file.'
    case 'check':
      return 'A result is damaged: at least one of its characters is wrong. Ask for it again, by the Copy button or as a file.'
    case 'foreign-form':
      return 'A result is of another form than this class sat. If it belongs to another class of yours, take it in there.'
    case 'other-edition':
      return `A result is of this form, but from edition ${failure.edition} of its questions, where this class has edition ${failure.expected}: the questions were not the same. Ask the participant to reload the site, or to open the file or the link of this class, and sit the form again.`
    case 'unfit':
      return 'A result names this form, but answers what it does not ask. The participant’s copy of the questions is another; ask them to reload the site and sit the form again.'
    default:
      return unreachable(failure)
  }
}

/** Why an own exam cannot be given to a class, or sat. */
export function ownText(failure: NoPlan): string {
  if (failure.kind === 'unreachable')
    return 'The questions of the bank could not be loaded. Check the connection and try again; nothing was started.'
  const [is, them, it] = failure.ids.length === 1 ? ['is', 'it', 'holds it'] : ['are', 'them', 'holds them']
  return `Nothing was started: ${counted(failure.ids.length, 'question')} of this exam ${is} not here or not finished (${failure.ids.join(', ')}). Take ${them} out, or import the file that ${it}.`
}

/** Why a figure is not there. */
export function missingText(because: Missing): string {
  switch (because) {
    case 'too-few':
      return 'too few'
    case 'same-mark':
      return 'all alike'
    case 'same-rest':
      return 'rest alike'
    case 'no-weight':
      return 'no spread'
    default:
      return unreachable(because)
  }
}

export const cameraTexts = {
  start: 'Scan with the camera',
  stop: 'Stop the camera',
  looking: 'Hold a participant’s QR code before the camera.',
  insecure:
    'No camera here: browsers give it to pages over https or on this computer (localhost) alone. Open this page there, or take results in by paste or file.',
  refused:
    'The browser keeps the camera from this page. Allow it beside the address, or take results in by paste or file.',
  absent: 'This computer has no camera, or another program holds it. Take results in by paste or file.',
  unread: 'What reads QR codes did not load. Check the connection, or take results in by paste or file.',
} as const
