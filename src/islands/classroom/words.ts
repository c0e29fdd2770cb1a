import type { LiveQuestion, Phase, RoomQuestion, Step } from '../../core/live-question.ts'
import type { Span } from '../../core/agenda.ts'

/** What the screens of the classroom say. */

export const spanNames: Readonly<Record<Span, string>> = {
  hour: 'One hour',
  'half-day': 'Half a day (3 h 30 min)',
  day: 'One day (8 h)',
  'two-days': 'Two days',
  'five-days': 'Five days',
}

export const phaseNames: Readonly<Record<Phase, string>> = {
  ready: 'Ready',
  open: 'Open',
  locked: 'Locked',
  spread: 'Distribution',
  reveal: 'Answer',
}

/** What the class reads beside a question. */
export const phaseCalls: Readonly<Record<Phase, string>> = {
  ready: 'Read the question. Voting has not begun.',
  open: 'Choose now.',
  locked: 'Voting is closed.',
  spread: 'What you chose',
  reveal: 'The answer',
}

export const stepNames: Readonly<Record<Exclude<Step, 'back'>, string>> = {
  open: 'Open the vote',
  lock: 'Lock the vote',
  spread: 'Show the distribution',
  reveal: 'Show the answer',
  revote: 'Vote again',
}

export const stepKeys: Readonly<Record<Exclude<Step, 'back'>, string>> = {
  open: 'V',
  lock: 'V',
  spread: 'D',
  reveal: 'A',
  revote: 'V',
}

export const kindCalls: Readonly<Record<LiveQuestion['kind'], string>> = {
  single: 'Choose one.',
  multi: 'Choose several.',
  scale: 'Choose a place on the scale.',
  ready: 'Say when you are ready.',
  text: 'Write a few words.',
}

export const standingsTitle = 'Standings'
export const rightOf = (questions: number) =>
  questions === 1 ? 'Right answers, of one question' : `Right answers, of ${questions} questions`

export const roomKinds: Readonly<Record<RoomQuestion['kind'], string>> = {
  ready: 'Who is ready: “Ready” or “Not yet”',
  scale: 'A scale from 1 to 5',
  text: 'A few words, which only you see',
}
/** What is asked where nothing was typed. */
export const roomAsks: Readonly<Record<RoomQuestion['kind'], string>> = {
  ready: 'Are you ready to go on?',
  scale: 'How sure do you feel about what we have just done?',
  text: 'What is still unclear?',
}
/** What is asked in passing. */
export const kindNames: Readonly<Partial<Record<LiveQuestion['kind'], string>>> = {
  ready: 'Who is ready',
  scale: 'A scale from 1 to 5',
  text: 'A few words',
}
export const notTold = (fewest: number) =>
  `What was chosen is shown from ${fewest} answers on, or once the vote is locked: with fewer one could tell who.`

export const people = (count: number) => (count === 1 ? '1 person' : `${count} people`)

export const noRoom = 'No room is connected, so there is no code to join. Count hands, or use the printed cards.'
export const noServer =
  'Answering by telephone is off: this copy of the site is served without a classroom server. Everything else on this page works without one. For telephones, start the site with “npm start” on this computer, or ask your host for a room (room.json).'
export const notKept =
  'This browser keeps nothing, so a reload of this window begins the class anew. Use a normal window, or allow this site to store data.'
export const blocked =
  'The browser did not open the projector’s window. Allow pop-ups for this site, then press the button again.'

/** What stands for the module of a question that is in no bank. */
export const ownModule = 'Your own'
export const inWriting = 'answered in writing, without a vote'
export const notVoted =
  'This question is not answered by choosing, so it has no vote: telephones write, and without them people call out. Let some say why, then tell the answer, which stands below and on no screen.'
export const ownUnread =
  'Your own questions did not load. Check the connection, close this and open it again; those of the bank are above.'

/** Said where a key or button of the presenter's window moves nothing, because another device leads. */
export const leadsHere = (leader: string) => `Nothing has moved: ${leader} leads.`
