import type { Projection } from '../../core/shown.ts'

/** Where people join, where a room is connected. A rehearsal has a room that nobody can join. */
export type Joining =
  { readonly kind: 'room'; readonly address: string; readonly code: string } | { readonly kind: 'rehearsal' }

/** The room that can be joined, if there is one. */
export const roomIn = (joining: Joining | undefined) => (joining?.kind === 'room' ? joining : undefined)

/** The root of the site that people join at, with a slash at its end; undefined where nobody can. */
export const siteOf = (joining: Joining | undefined): string | undefined =>
  roomIn(joining)?.address.replace(/join\/(\?.*)?(#.*)?$/, '')

/**
 * All that a projector needs to draw the present moment. It is sent whole each time, so a projector that opens late or
 * comes back knows as much as one that was there from the beginning. No key, no name, no note is in it before its time.
 */
export type Picture = Projection & {
  readonly course: string
  /** Of the slide, where one is shown. Written by the build; it comes from this site alone. */
  readonly html: string
  readonly joining: Joining | undefined
}

export type FromPresenter =
  | { readonly type: 'picture'; readonly picture: Picture }
  /** The presenter's window was opened anew: who is there? */
  | { readonly type: 'who' }
export type FromProjector = { readonly type: 'hello' } | { readonly type: 'bye' }
/** A second window of the presenter wants to see the picture. */
type FromWatching = { readonly type: 'look' }
/** Whoever is on the line hears all that the others say. */
export type OnLine = FromPresenter | FromProjector | FromWatching

/** The line between the windows of one class. */
export const lineOf = (session: string) => new BroadcastChannel(`aimward-deck:${session}`)
