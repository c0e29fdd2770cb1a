/** Whatever a key can do at the desk, in the order of the list under `?`. */
export const commands = [
  'option-1',
  'option-2',
  'option-3',
  'option-4',
  'option-5',
  'option-6',
  'next',
  'previous',
  'flag',
  'navigator',
  'strike',
  'highlight',
  'notes',
  'reference',
  'listen',
  'help',
] as const
export type Command = (typeof commands)[number]

export const commandNames: Readonly<Record<Command, string>> = {
  'option-1': 'Choose option A',
  'option-2': 'Choose option B',
  'option-3': 'Choose option C',
  'option-4': 'Choose option D',
  'option-5': 'Choose option E',
  'option-6': 'Choose option F',
  next: 'Next question',
  previous: 'Previous question',
  flag: 'Flag the question, or take the flag away',
  navigator: 'Open the Navigator',
  strike: 'Strike out the option in focus or under the pointer; or this key, then the key of an option',
  highlight: 'Highlight what is selected, or the whole question; on a highlight, take it away',
  notes: 'Open or close your notes',
  reference: 'Look something up, where the exam is open book',
  listen: 'Read the question aloud, or fall silent',
  help: 'Show this list',
}

/**
 * A key as it is kept: the character (`j`, `?`), with `Shift+` before a letter or digit, or `Alt+Shift+` and a letter or
 * digit, which then means the place on the keyboard, because Alt changes the character on many.
 */
export type Binding = string

export type KeyMap = Readonly<Record<Command, Binding>>

export const firstKeys: KeyMap = {
  'option-1': '1',
  'option-2': '2',
  'option-3': '3',
  'option-4': '4',
  'option-5': '5',
  'option-6': '6',
  next: 'j',
  previous: 'k',
  flag: 'm',
  navigator: 'r',
  strike: 'x',
  highlight: 'Shift+u',
  notes: 'n',
  reference: 'l',
  listen: 's',
  help: '?',
}

/** These two work beside whatever key the command has, and belong to nothing else. */
export const alwaysKeys: Readonly<Record<Binding, Command>> = { 'Alt+Shift+n': 'next', 'Alt+Shift+p': 'previous' }

export const bindingText = (binding: Binding) =>
  binding
    .split(/\+(?=.)/)
    .map((part) => (part.length === 1 ? part.toUpperCase() : part))
    .join(' + ')

/** The binding a pressed key stands for; undefined where it can be none: Enter, Escape, arrows, keys of the browser. */
export function bindingOf({ key, code, altKey, shiftKey, ctrlKey, metaKey }: KeyboardEvent): Binding | undefined {
  if (ctrlKey || metaKey) return undefined
  if (altKey) {
    const place = /^(?:Key|Digit)(\w)$/.exec(code)?.[1]
    return shiftKey && place !== undefined ? `Alt+Shift+${place.toLowerCase()}` : undefined
  }
  if (!isCharacter(key)) return undefined
  const character = key.toLowerCase()
  // What Shift makes of other keys is a character of its own.
  return shiftKey && /\p{L}/u.test(character) ? `Shift+${character}` : character
}

const isCharacter = (key: string) => [...key].length === 1 && key !== ' '
const isBinding = (text: string) => isCharacter(text.replace(/^(Alt\+)?Shift\+/, ''))

/** What a key pressed on the desk asks for; nothing in text fields and in dialogs. */
export function commandOf(event: KeyboardEvent, keys: KeyMap): Command | undefined {
  if (event.defaultPrevented || event.repeat || event.isComposing || isElsewhere(event.target)) return undefined
  const binding = bindingOf(event)
  if (binding === undefined) return undefined
  return alwaysKeys[binding] ?? commands.find((command) => keys[command] === binding)
}

/** The place, from 0, of the option a command chooses. */
export const optionOf = (command: Extract<Command, `option-${string}`>): number => Number(command.slice(-1)) - 1

/** The command that has a key already. */
export const holderOf = (keys: KeyMap, binding: Binding): Command | undefined =>
  alwaysKeys[binding] ?? commands.find((command) => keys[command] === binding)

/** The keys that differ from the first ones, as they are stored. */
export const changedKeys = (keys: KeyMap): Readonly<Record<string, Binding>> =>
  Object.fromEntries(commands.flatMap((name) => (keys[name] === firstKeys[name] ? [] : [[name, keys[name]]])))

/**
 * The keys of a stored setting. What it says badly, or twice, is left as it was at first. A command that is newer than
 * the setting and whose first key has been given away takes it with Alt and Shift.
 */
export function keyMapOf(stored: unknown): KeyMap {
  const kept: ReadonlyMap<string, unknown> = new Map(
    typeof stored === 'object' && stored !== null ? Object.entries(stored) : [],
  )
  const chosen = new Map(
    commands.flatMap((name) => {
      const binding = kept.get(name)
      return typeof binding === 'string' && isBinding(binding) ? [[name, binding] as const] : []
    }),
  )
  const given = new Set(chosen.values())
  const wanted = commands.map((name) => {
    const first = firstKeys[name]
    return [name, chosen.get(name) ?? (given.has(first) ? `Alt+Shift+${first.slice(-1)}` : first)]
  })
  const keys: KeyMap = { ...firstKeys, ...Object.fromEntries(wanted) }
  const isUnique = new Set([...Object.values(keys), ...Object.keys(alwaysKeys)]).size === commands.length + 2
  return isUnique ? keys : firstKeys
}

const isElsewhere = (target: EventTarget | null) =>
  target instanceof Element &&
  target.closest('textarea, select, [contenteditable], dialog, input:not([type=radio], [type=checkbox])') !== null
