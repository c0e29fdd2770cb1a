import type { Delivered, ParticipantLink, ParticipantView } from '../../wire/participant.ts'
import { isRight, type Activity, type Answer, type Policy } from '../../wire/protocol.ts'

/** Everything the page for participants says. */
export const words = {
  join: 'Join a class',
  code: 'Code of the room',
  codeHint: 'Eight letters and numbers, as on the trainer’s screen.',
  codeWrong: 'That is no room code. It has eight letters and numbers, such as K7Q2-9MXD.',
  codeOther: (code: string) =>
    `The room open at this address is ${code}. Check the code on the trainer’s screen, or scan the QR code again.`,
  linkWrong:
    'The address you opened is damaged: its code and its key do not belong together. Scan the QR code again, or type the code.',
  enter: 'Join',
  noRoomHere: 'There is no live room at this address',
  noRoomWhy: [
    'This copy of the site has no classroom server behind it, so it cannot carry live answers.',
    'Open the address on the trainer’s screen: it belongs to the trainer’s computer. Or ask for a show of hands or for answer cards, which need no network.',
  ],
  unreachable: 'The trainer’s computer cannot be reached',
  unreachableWhy: [
    'Check that this phone is in the same Wi-Fi as the trainer’s computer. This page tries again by itself.',
    'Some guest networks keep devices apart. Then ask the trainer for another network, or for answer cards.',
  ],
  blocked:
    'Live messages do not get through on this network. Ask the trainer for answer cards or for the code of the practice exam, which work without it.',
  lost: 'If this lasts, the address may have changed: scan the QR code on the trainer’s screen again.',
  looking: 'Looking for the room…',
  noSuchRoom: 'No room with this code answers yet. Check the code; if it is right, wait for the trainer.',
  otherCode: 'Type another code',
  pin: 'Door PIN',
  pinHint: 'The trainer tells it to the people in the room.',
  pinWrong: 'That PIN was not right. Ask the trainer, and try again in a moment.',
  name: 'Your name',
  nameHint: 'The trainer has asked for it and will see it. Leave it empty to stay unnamed.',
  doorShutTitle: 'The door is closed',
  doorShut: 'The trainer has closed the door to newcomers. Tell the trainer that you want to come in; this page waits.',
  kickedTitle: 'You are out of the room',
  kicked:
    'The trainer has put you out of this room. If that is a mistake, tell the trainer; this page waits to be let in again.',
  expiredTitle: 'This room is over',
  expired: 'For the next one, scan the new code.',
  lookAgain: 'Look for it again',
  otherTab: 'This room is open in another tab of this browser.',
  useHere: 'Use it here',
  oldTitle: 'This page is too old',
  old: 'The trainer shows something that this page is too old for. Load it again; your answers are kept.',
  reload: 'Reload',
  lobby: 'You are in. Wait for the trainer to begin.',
  slide: 'The trainer is presenting. Questions appear here by themselves.',
  notOpen: 'Read the question. The trainer opens it for answers in a moment.',
  locked: 'The question is closed for answers.',
  chooseOne: 'Choose one. You can change it until the trainer closes the question.',
  chooseSeveral:
    'Choose all that you think are right, then send. You can change it until the trainer closes the question.',
  write: 'Write your answer, then send. You can change it until the trainer closes the question.',
  answer: 'Your answer',
  send: 'Send answer',
  sendAgain: 'Send changed answer',
  nothingChosen: 'Choose at least one option first.',
  nothingWritten: 'Write something first.',
  sure: 'How sure are you? (if you like)',
  sureLevels: ['A guess', 'Fairly sure', 'Sure'],
  round2: 'Second vote',
  spread: 'What the class chose',
  ofPeople: (answered: number) => (answered === 1 ? '1 answer' : `${answered} answers`),
  before: 'first vote',
  yours: 'your answer',
  right: 'Right answer',
  youWereRight: 'Your answer was right.',
  youWereWrong: 'Your answer was not the right one.',
  youGaveNone: 'You gave no answer to this one.',
  otherKey: 'The key is not the one fixed before the vote.',
  why: 'Why',
  timeLeft: 'Time left',
  timeUp: 'Time is up.',
  exercise: 'Exercise',
  debrief: 'The groups have finished. Listen to the others, and compare.',
  group: 'How far is your group?',
  mock: 'Practice exam',
  mockHow: (minutes: number) =>
    `Everybody sits the same ${minutes} minutes. Open the form here, or by this name on another copy of the site. The time left is the same here and on the projector; your exam’s own clock starts when you start it.`,
  openForm: 'Open the form',
  token: 'Result code',
  tokenHint:
    'When you have finished, open “Give this to your trainer” under your result and send it from there. From another device, paste its code here. It holds your answers and no name unless you typed one.',
  tokenWrong: 'That is no result code. It begins with AIMS1 and a dot.',
  sendToken: 'Send result',
  sendAResult: 'Send the result of a practice exam',
  board: 'Standings',
  boardOf: (questions: number) => `Right answers, of ${questions}`,
  ended: 'The class is over',
  endedHow: 'Thank you for taking part. You can close this page.',
  outcomes: 'Your answers today',
  noOutcomes: 'No questions with an answer were asked.',
  isRight: 'right',
  isWrong: 'not right',
  learn: 'Go on learning',
  privacy: 'What the trainer can see',
  youAre: (label: string) => `Your number in this room: ${label}`,
  memory: 'This browser keeps nothing, so do not reload this page during a question.',
  nothingPersonal:
    'Your browser may say “Not secure”: in the room’s own network nothing is encrypted. Nothing personal is asked here.',
} as const

/** One line under an answer: where it is. */
export const deliveryWords: Readonly<Record<Delivered, string>> = {
  'not-sent': 'Not sent yet',
  sent: 'Sent',
  received: 'Received by the trainer',
  late: 'Came too late, and is not counted',
}

/** What is wrong with the connection, if anything: this device, the computer in between, or the trainer's page. */
export function linkWords(link: ParticipantLink, isDeviceOffline: boolean): string {
  switch (link) {
    case 'online':
      return 'Connected'
    case 'stale':
      return 'Fetching what the trainer shows…'
    case 'trainer-gone':
      return 'The trainer is reconnecting. Your answer is kept.'
    case 'connecting':
    case 'offline':
      return isDeviceOffline
        ? 'This phone is offline. Your answer is kept, and will be sent.'
        : 'No connection to the room. Your answer is kept, and will be sent.'
  }
}

/** In sentences, what the trainer learns in this room. */
export function privacyWords({ names, link, board }: Policy, label: string): readonly string[] {
  const kept = 'Answers go to the trainer’s computer and nowhere else, and are deleted there after some weeks.'
  const seen = `Others in the class see only how many chose each option${board ? ', and the names of those with most right answers' : ''}.`
  if (names !== 'none')
    return [
      names === 'free'
        ? 'The trainer sees the name you typed. What you answer is kept with it until it is deleted.'
        : 'The trainer sees the name this room gave you. What you answer is kept with it until it is deleted.',
      seen,
      kept,
    ]
  if (link === 'session')
    return [
      `The trainer knows no name. Your answers are kept together under the number ${label}, so that your progress over the day can be seen.`,
      seen,
      kept,
    ]
  return [
    'The trainer sees how many chose each option, and never who. No answer is kept with anything that leads back to you.',
    `The trainer sees that number ${label} is connected, and can put it out of the room.`,
    kept,
  ]
}

/** How one's own answer came out, once the key is shown; nothing where nothing is right or wrong. */
export function verdictWords(screen: ParticipantView['screen'], given: Answer | undefined): string | undefined {
  if (screen?.k !== 'reveal' || screen.key.length === 0) return undefined
  if (given === undefined || typeof given === 'string') return words.youGaveNone
  return isRight(given, screen.key) ? words.youWereRight : words.youWereWrong
}

/** The one line that a screen reader hears when it changes: where the answer or the result is, or how it came out. */
export function statusWords({ screen, answer, result }: Pick<ParticipantView, 'screen' | 'answer' | 'result'>): string {
  const verdict = verdictWords(screen, answer?.given)
  if (verdict) return verdict
  if (answer) return deliveryWords[answer.delivered]
  if (screen?.k === 'locked') return words.youGaveNone
  return result && screen && !('act' in screen) ? `${words.token}: ${deliveryWords[result]}` : ''
}

/** What an option is called: the first is A, as on the projector. Places on a scale have no letters. */
export const letterOf = (at: number, { kind }: Pick<Activity, 'kind'>): string =>
  kind === 'single' || kind === 'multi' ? String.fromCharCode(65 + at) : ''
