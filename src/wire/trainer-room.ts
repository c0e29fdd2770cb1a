import type { Shown } from '../core/shown.ts'
import type { Board } from '../core/standings.ts'
import type { RoundResult } from './books.ts'
import type { Devices, DevicesStatus } from './devices.ts'
import type { JournalFailure } from './journal.ts'
import type { Policy, Screen } from './protocol.ts'
import type { Sureness, Tally } from './tally.ts'
import type { LinkState } from './transport.ts'

// A room as its trainer's page sees it: what it can be told, and what it says of itself.

export type RoomPerson = {
  readonly pid: string
  /** What the person's own page shows as well, so that the two can find each other without a name. */
  readonly label: string
  readonly name: string | undefined
  readonly isApproved: boolean
  readonly isHere: boolean
  readonly isKicked: boolean
}

export type RoomStatus = {
  readonly link: LinkState
  /** Why the last connection was refused. */
  readonly refusal: string | undefined
  /** `failing`: nothing is acknowledged, and the answers wait on the phones. */
  readonly journal: { readonly kind: 'ok' } | ({ readonly kind: 'failing' } & { readonly failure: JournalFailure })
  readonly screen: Screen
  /** Everybody who ever joined, and those who are here now. */
  readonly joined: number
  readonly connected: number
  /** Whom the round on the screen asks: those who are here, and those who answered it and left. */
  readonly asked: number
  /** In the round that is on the screen. */
  readonly answered: number
  /** The same round in full: for the trainer alone. */
  readonly tally: Tally | undefined
  /** Answers kept that came after their round was locked. */
  readonly late: number
  /** Packets that changed nothing: malformed, too large, too many, not of this room. */
  readonly refused: number
  /** What is shown does not fit a telephone, which shows where to look instead. */
  readonly isTooLong: boolean
  readonly isDoorClosed: boolean
  readonly asksSure: boolean
  /** Of the answer that is on the screen. */
  readonly sureness: Sureness | undefined
  readonly people: readonly RoomPerson[]
  readonly tokens: readonly string[]
  /** Of the trainer's own, and who of them leads. */
  readonly beside: DevicesStatus
}

export type TrainerRoom = {
  readonly code: string
  readonly publicKey: Uint8Array
  readonly policy: Policy
  readonly status: () => RoomStatus
  /** Tells of every change; what it returns ends that. */
  readonly subscribe: (onStatus: (status: RoomStatus) => void) => () => void
  /**
   * What the phones show from now on. Called with what is shown already, or once the room is over, it does nothing.
   * `key`: of the question that is shown, if it has one; phones do not learn it before they are shown it.
   */
  readonly show: (shown: Shown, key?: readonly number[]) => void
  /** With every question that nobody could answer yet. */
  readonly askSure: (isAsked: boolean) => void
  /** What a round of a question has come to; undefined where it was not opened in this room. */
  readonly tally: (question: string, round: 1 | 2) => Tally | undefined
  /** Every round that was opened in this room, in the order in which its questions were first put. */
  readonly results: () => readonly RoundResult[]
  readonly closeDoor: (isClosed: boolean) => void
  /** Who had most right of the questions whose answer has been shown, by names that may be. The last round counts. */
  readonly standings: () => Board
  /** Lets everybody see a name that somebody typed; undefined takes it back. */
  readonly approve: (pid: string, name: string | undefined) => void
  /** Puts somebody out, with everything that person has answered. */
  readonly kick: (pid: string) => void
  readonly readmit: (pid: string) => void
  readonly devices: Devices
  /**
   * Says goodbye; then, once what is under way has arrived, cuts every way from an answer to a person. Results of practice
   * exams still come in, until the room is closed.
   */
  readonly end: (takeaway?: string) => Promise<void>
  /** The laptop has woken up. */
  readonly wake: () => void
  /** Leaves without an end: another tab goes on, or this one after a reload. */
  readonly close: () => void
}
