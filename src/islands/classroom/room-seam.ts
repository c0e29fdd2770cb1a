import type { LiveRound } from '../../core/live-question.ts'
import type { Shown } from '../../core/shown.ts'
import type { Board } from '../../core/standings.ts'
import type { Command, Moment } from '../../wire/ctl.ts'
import type { Joining } from './picture.ts'

/**
 * Between the presenter and the panel of a room (`live/`), which knows nothing of slides and windows: what is shown goes
 * out, and what people answered comes back. Without a panel the class is counted by hands.
 */
export type RoomSeam = {
  /** The title of the class, for the lobby. */
  readonly title: string
  /** Tells what is shown, now and whenever it changes, with the key of its question. Returns how to stop. */
  readonly watchShown: (watcher: (shown: Shown, key: readonly number[]) => void) => () => void
  /** Where people join, as long as a room is open; undefined ends counting by answers and brings hands back. */
  readonly setJoining: (joining: Joining | undefined) => void
  readonly putBoard: (board: Board) => void
  /** What a round of a question has come to. Counts stand in the order of the question's options as they are shown. */
  readonly counted: (answers: {
    readonly question: string
    readonly round: LiveRound['round']
    readonly counts: readonly number[]
    readonly answered: number
  }) => void
  /** Tells the moment as the trainer's other devices show it, now and whenever it changes. Returns how to stop. */
  readonly watchMoment: (watcher: (moment: Moment) => void) => () => void
  /** Does what another device asks for: a sentence where it cannot be done. */
  readonly obey: (command: Command) => string
  /** What the device is called that leads; undefined where this window does. */
  readonly setLeader: (label: string | undefined) => void
}
