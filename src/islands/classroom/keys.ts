import type { PresenterEvent } from '../../core/presenting.ts'
import type { Command as Asked } from '../../wire/ctl.ts'

/** What a key asks of the presenter's window, in the order of the list under `?`. */
export const commands = [
  { command: 'next', keys: ['→', 'Space', 'N', 'Page down'], says: 'Next step or card' },
  { command: 'previous', keys: ['←', 'P', 'Page up'], says: 'Back by one step or card' },
  { command: 'picture', keys: ['S'], says: 'Switch this window between presenter and picture alone' },
  { command: 'full', keys: ['F'], says: 'Full screen' },
  { command: 'blank', keys: ['B', '.'], says: 'Blank the picture, or show it again' },
  { command: 'overview', keys: ['O'], says: 'Overview of all cards' },
  { command: 'go-to', keys: ['G'], says: 'Go to a card by its number' },
  { command: 'timer', keys: ['T'], says: 'Start the timer of this card anew' },
  { command: 'stop', keys: ['R'], says: 'Stop the timer and put it back' },
  { command: 'vote', keys: ['V'], says: 'Open or lock the vote; after the distribution, vote again' },
  { command: 'spread', keys: ['D'], says: 'Show the distribution' },
  { command: 'reveal', keys: ['A'], says: 'Show the answer' },
  { command: 'join', keys: ['Q'], says: 'Show the code to join, or take it away' },
  { command: 'keys', keys: ['?'], says: 'This list' },
] as const
export type Command = (typeof commands)[number]['command']

/** What a command does to the class. Those that are left out do something to the window alone. */
export function eventOf(command: Asked, at: number): PresenterEvent {
  switch (command) {
    case 'next':
      return { type: 'went-on', at }
    case 'previous':
      return { type: 'went-back', at }
    case 'blank':
    case 'join':
      return { type: 'covered', cover: command }
    case 'timer':
      return { type: 'timed', at }
    case 'stop':
      return { type: 'stopped-timer' }
    case 'vote':
      return { type: 'toggled-vote' }
    case 'spread':
    case 'reveal':
      return { type: 'stepped', step: command }
  }
}

/** A pressed key by the name it has in the list. */
const names: Readonly<Record<string, string>> = {
  ArrowRight: '→',
  ArrowLeft: '←',
  ' ': 'Space',
  PageDown: 'Page down',
  PageUp: 'Page up',
}

/**
 * What a pressed key asks for: nothing in fields and dialogs, with Ctrl, Alt or the command key, and nothing for a space
 * bar that presses the button in focus. A clicker sends page up and page down.
 */
export function commandOf(event: KeyboardEvent): Command | undefined {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return undefined
  const { target, key } = event
  if (target instanceof Element) {
    if (target.closest('textarea, select, dialog, input, [contenteditable]')) return undefined
    if (key === ' ' && target.closest('button, a, summary')) return undefined
  }
  const name = names[key] ?? key.toUpperCase()
  const found = commands.find(({ keys }) => keys.some((one) => one === name))
  // Held down, a key goes on by one card and not by twenty.
  return found && !event.repeat ? found.command : undefined
}
