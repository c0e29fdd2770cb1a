import type { Counts } from '../../../wire/ctl.ts'
import type { RemoteView } from '../../../wire/remote.ts'

/** Everything the page of a trainer's own device says. */
export const words = {
  looking: 'Looking for the classroom…',
  none: 'This device is not let into a class',
  noneHow:
    'On the computer that presents, open the panel of the room, then “Your own devices”, and scan the code that it shows with this device.',
  linkWrong: 'This address is not whole. Scan the code again.',
  noHost: 'There is no live class at this address',
  noHostHow: 'The site here is served without a classroom. Scan the code on the computer that presents.',
  otherRoom: 'Another class is on at this address',
  otherRoomHow: 'This device was let into an earlier one. Let it in again on the computer that presents.',
  unreachable: 'The presenter’s computer cannot be reached. Look whether this device is in the same network.',
  removed: 'The trainer has taken this device out. It moves nothing any more.',
  waiting: 'Connected. Waiting for the presenter’s window…',
  fetching: 'Fetching the notes…',
  notFetched: 'The notes of this class did not load. Reload this page.',
  title: 'Remote',
  you: (label: string | undefined) => label ?? 'This device',
  next: 'Next',
  back: 'Back',
  uncover: 'Show the picture again',
  under: 'Back to the class',
  blank: 'Blank',
  join: 'Join code',
  timer: 'Start the timer',
  stop: 'Stop the timer',
  follows: 'Then: ',
  last: 'this is the last card',
  key: 'Key and reason',
  ask: 'Ask for the lead',
  asking: 'You have asked for the lead. It is given at the other device.',
  withdraw: 'Withdraw',
  offered: 'The lead is offered to you.',
  take: 'Take the lead',
  notNow: 'Not now',
  giveBack: 'Give the lead back',
  givingBack: 'You offer the lead to the presenter’s window. You have it until somebody takes it there.',
  keep: 'Keep it',
  otherAsks: 'Another device asks for the lead.',
  grant: 'Hand it over',
  lost: 'Not received. Press again.',
  notLeading: 'This device does not lead, so nothing has moved.',
  screenOn: 'Set this device to leave its screen on; plain http does not let the page do it.',
} as const

/** Whether what is pressed arrives, in words. */
export function linkWords({ link, refusal, desk }: Pick<RemoteView, 'link' | 'refusal' | 'desk'>): string {
  if (link === 'online') return desk === 'silent' ? 'The presenter’s window does not answer' : 'Connected'
  if (refusal === 'not-allowed')
    return 'The server does not let this device in yet. If this stays: look at its clock, or let it in again'
  return link === 'connecting' ? 'Connecting…' : 'No connection'
}

/** Who is here, and who has answered. */
export const countWords = ({ connected, answered, asked }: Counts): string =>
  `${answered === undefined ? '' : `${answered} of ${asked} answered, `}${connected === 1 ? '1 is here' : `${connected} are here`}`
