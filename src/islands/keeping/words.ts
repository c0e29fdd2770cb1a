import { unreachable } from '../../core/result.ts'
import type { MemoryReason, OutdatedBy, StorageFailure } from '../../store/progress.ts'

/** Why nothing is kept, and what helps. */
export function memoryText(reason: MemoryReason): string {
  const nothing = 'This browser keeps nothing for this site:'
  const end = 'Until then everything works, and is gone when you close this page, unless you export it.'
  switch (reason.kind) {
    case 'unavailable':
      return `${nothing} it has no storage for sites. Another browser would keep it. ${end}`
    case 'private':
      return `${nothing} this is a private window. Open Aimward in an ordinary one. ${end}`
    case 'full':
      return `${nothing} this device has no room left. Free some space and reload. ${end}`
    case 'blocked':
      return `${nothing} storage is blocked. Allow this site to store data, in the settings of the browser, and reload. ${end}`
    case 'not-upgraded':
      return 'What is stored here comes from an older release of Aimward and could not be brought up to this one. It is untouched. Reload; if that does not help, save it to a file, which a later release can import. What you do meanwhile is gone when you close this page.'
    default:
      return unreachable(reason)
  }
}

/** Why something was not stored, and what helps. */
export function storageTrouble(failure: StorageFailure): string {
  switch (failure.kind) {
    case 'full':
      return 'The browser has no room left for this site. Free some space, then try again.'
    case 'newer-version':
      return 'A newer release of Aimward is open in another tab. Reload this page first.'
    case 'blocked':
    case 'unknown-attempt':
      return 'The browser refused to store anything. Leave the private window or allow storage for this site, then try again.'
    default:
      return unreachable(failure)
  }
}

export const outdatedText = (by: OutdatedBy): string =>
  by === 'deletion'
    ? 'What this page shows was deleted in another tab. Nothing more is stored from here. Reload.'
    : 'A newer release of Aimward has taken over what is stored here. This page stores nothing any more; reload to get the newer one. If this note comes back, connect to the internet and reload once more.'

export const blockedText =
  'Another tab still shows an older release of Aimward and holds what is stored here. Close all other tabs of this site; this page then goes on by itself.'

export const lostText = (day: string) =>
  `Something was kept here until ${day}, and now it is gone: the browser has cleared it away, as browsers short of room may. If you have an exported file, import it. What you do from now on is kept again.`

export const clockText = (now: string, latest: string) =>
  `This device says that today is ${now}, but something stored here is from ${latest}. One of the two clocks was wrong. Set this one right: reviews and plans go by it. Nothing is lost.`
