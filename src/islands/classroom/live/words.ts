import type { Sureness } from '../../../wire/tally.ts'
import type { RoomRecord } from '../../../wire/journal.ts'
import type { RoomStatus } from '../../../wire/trainer-room.ts'

/** Everything the panel of a live room says. */
export const words = {
  title: 'Live answers',
  looking: 'Looking for a classroom server…',
  noHost:
    'Live answers are off: this copy of the site has no classroom server behind it. Count hands or answer cards, or start the site with npm start on this computer.',
  unreachable: 'The classroom server does not answer. Look whether npm start is still running.',
  offline:
    'This computer is offline, and no classroom server on it answers, so phones cannot reach a room. Count hands or answer cards; slides, questions and class forms work without a connection.',
  waiting: (code: string) => `The classroom server does not answer. Room ${code} goes on by itself as soon as it does.`,
  askAgain: 'Look again',
  failed: 'The room could not be opened.',
  before: 'Answers by telephone: open a room, or rehearse',
  more: 'The room',
  open: 'Open a room',
  names: 'Names',
  namesNone: 'No names',
  namesGenerated: 'Names made by the room, such as “Amber Heron”',
  namesFree: 'Names that people type',
  link: 'Answers',
  linkNone: 'Anonymous: kept by question, nobody can put them together',
  linkSession: 'Kept by person for the time of the room',
  linkForced: 'With names, answers are kept by person.',
  rehearse: 'Rehearse',
  people: 'Simulated people',
  rehearsing: 'This is a rehearsal: the people are simulated, and nothing is kept.',
  trial: 'Open a phone’s page beside it',
  endRehearsal: 'End the rehearsal',
  connect: 'Connect phones',
  close: 'Close',
  diskFull:
    'This device has no room left, so new answers stay on the phones. Free some space, or download what is here.',
  keepsNothing:
    'This browser does not keep what the room says, so new answers stay on the phones. Download what is here, and open the page in a normal window.',
  door: 'Let nobody new in',
  board: 'Standings: the five with most right answers may be shown to everybody, by name',
  showBoard: 'Show the standings',
  noBoard: 'There are no standings yet: nobody has a right answer to a question whose answer was shown.',
  approve: 'Let everybody see this name',
  askSure: 'Ask how sure people are of each answer',
  sureTitle: 'How sure, and how right',
  sureColumns: ['Right', 'Wrong'],
  sureLevels: ['Guessed', 'Fairly sure', 'Sure'],
  end: 'End the room',
  endAsk: 'End the room for everybody? The phones show what each has answered. Nobody can answer afterwards.',
  endNow: 'End it now',
  keepOpen: 'Keep it open',
  ending: 'Taking in the last answers…',
  ended: 'The room is over.',
  results: (count: number) =>
    `Phones can still send results of a practice exam while this page stays open. Received: ${count}.`,
  takeaway: 'A last word for the phones (a link, a task), if you like',
  download: 'Download the answers',
  tooLong: 'This is too long for telephones, so nobody can answer it there. Shorten it, or count hands.',
  exportReminder: 'A break: download the answers, in case this computer is lost.',
  elsewhere: 'The room is led in another window of this browser.',
  leadHere: 'Lead it here',
  moved:
    'The address of this computer has changed, and the code on the projector (Q) with it. Phones that were here have to scan it again, and count as new.',
  movedDoor: 'The door is closed to newcomers, so it keeps them out.',
  openDoor: 'Let them in',
  movedDone: 'They are back',
  crowded:
    'More than eight phones come from one address, as behind a router of their own, and the server turns the others away. Stop it and start it with: npm start -- --one-address',
  refused: (count: number) =>
    `${count} messages were refused: too many at once, too large, or of no use. Somebody may be playing with the room; a PIN or a closed door keeps strangers out.`,
  texts: 'What people wrote',
  textsHow: 'Only you see this. The projector and the phones do not show it.',
  keptNone: 'No room is kept here.',
  keptUnread: 'The rooms of this device could not be read: a private window, or storage is blocked.',
  keptStays: 'The room could not be deleted. Try it again.',
  leadAgain: 'Lead it again',
  remove: 'Delete',
  removeHow: 'Its answers and results are deleted from this device for good. Download them first, if you want them.',
  removeNow: 'Delete it now',
  keepIt: 'Keep it',
  everybody: 'People',
  noPeople: 'Nobody has joined yet.',
  kick: 'Put out',
  readmit: 'Let in again',
  away: 'away',
  out: 'put out',
  late: (count: number) => `${count} came too late and ${count === 1 ? 'is' : 'are'} not counted.`,
  notKept:
    'This browser keeps nothing on disk here (a private window, or storage is blocked). Answers would be lost, so none is acknowledged. Open this page in a normal window.',
  formMissing:
    'Telephones cannot fetch this exam of yours from here: this server hands out none or no more, or the class form was deleted. Hand out its file, from Class forms and reports.',
  connectHow: [
    'Open the address on your own phone first. It must say that you are in, and the number here goes up.',
    'If it does not load: guest networks often keep devices apart, and a firewall on this computer may ask for permission. Use another Wi-Fi, a small travel router, or a phone’s hotspot (eight to ten phones).',
    'If phones have only their own mobile data: lead the class from a copy of this site that is hosted on the internet, with a classroom server behind it.',
    'If no network helps: count hands or answer cards. Everything but the phones works without.',
  ],
  insecure:
    'Phones may call the address “Not secure”: inside the room nothing is encrypted, and nothing personal is asked.',
  noLan: 'Phones cannot reach this computer yet: it listens to itself alone.',
  openLan: 'Open it to the local network',
  closeLan: 'Close it to the local network',
  addressToUse: 'Address for the phones',
  pin: 'Door PIN (4 to 8 digits), if you want one',
  setPin: 'Ask for it',
  dropPin: 'Ask for no PIN',
  pinSet: 'Phones are asked for the PIN.',
  show: 'Show it on the projector with Q.',
  devices: 'Your own devices',
  devicesWhat:
    'Your phone or tablet shows your notes, the next card and the times, and moves the class while it leads. One device leads at a time; this computer can take the lead back at any time.',
  devicesNeedKey:
    'The broker of this address knows no devices. Start the site with npm start, or have your own server host it.',
  noDevices: 'No device is let in yet.',
  deviceName: 'Name of the device',
  deviceFirst: 'Phone',
  letIn: 'Let it in',
  letInFull: 'Eight devices are in. Take one out first.',
  scan: 'Scan this with the device. Whoever scans it can lead the class, so keep it off the projector.',
  scanLabel: 'Code for your own device',
  deviceHere: 'here',
  handOver: 'Offer it the lead',
  takeOut: 'Take out',
  takeBack: 'Take the lead back',
  takeLead: 'Take the lead',
  keepLead: 'Keep the lead',
  grant: 'Hand it over',
  notNow: 'Not now',
  leads: (label: string) => `${label} leads. Keys and buttons here move nothing.`,
  leadsUnheard: (label: string) =>
    `${label} leads and has not been heard for a while. Keys and buttons here move nothing.`,
  offered: (label: string) => `You offer the lead to ${label}; it is yours until ${label} takes it.`,
  givesBack: (label: string) => `${label} gives the lead back.`,
  asks: (label: string) => `${label} asks for the lead.`,
  arrived: (count: number) => (count === 1 ? '1 has arrived' : `${count} have arrived`),
} as const

/** The link of the trainer's page in words. */
export function linkWords({ link, refusal }: Pick<RoomStatus, 'link' | 'refusal'>): string {
  if (link === 'online') return 'Connected'
  if (refusal === 'closed')
    return 'The server takes no more classes now: it carries as many as it can, or as many as may come from one address. It is tried again by itself; until then, count hands or answer cards.'
  if (refusal !== undefined)
    return 'The server does not take this page as the trainer’s. Open the classroom on the computer that runs it, at the address that npm start printed.'
  return link === 'connecting'
    ? 'Connecting…'
    : 'No connection to the server. The phones keep their answers; it is tried again by itself.'
}

const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })
const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' })

/** How a room that is kept stands. */
export const keptWords = ({
  startedAt,
  isOver,
  expires,
  purgeAt,
}: Pick<RoomRecord, 'startedAt' | 'isOver' | 'expires' | 'purgeAt'>) =>
  `${moment.format(startedAt)}, ${isOver ? 'over' : `not ended; open until ${moment.format(expires)}`}. Deleted by itself on ${day.format(purgeAt)}.`

/** How far the groups are with their exercise. */
export const groupWords = ([finished = 0, more = 0]: readonly number[]) =>
  `${finished} finished, ${more} ${more === 1 ? 'needs' : 'need'} more time.`

/** What to make of how sure a class was: somebody who is sure and wrong does not ask. */
export function sureWords({ said, levels }: Sureness): string {
  const wrong = levels.at(-1)?.wrong ?? 0
  if (wrong === 0) return `Of ${said}, nobody was sure and wrong.`
  return `${wrong} of ${said} ${wrong === 1 ? 'was' : 'were'} sure and wrong${wrong / said < 0.2 ? '.' : ': teach it again.'}`
}

/** Who is here, and who has answered. */
const hereWords = (connected: number) => (connected === 1 ? '1 is here' : `${connected} are here`)

/** What matters most now; beside how many have answered, how many are here: some of those who answered may have left. */
export const countWords = ({
  connected,
  asked,
  answered,
  screen,
}: Pick<RoomStatus, 'connected' | 'asked' | 'answered' | 'screen'>): readonly [string, string?] =>
  'act' in screen ? [`${answered} of ${asked} answered`, hereWords(connected)] : [hereWords(connected)]
