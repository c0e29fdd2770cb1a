/** Keeps courses for offline use, wherever a page offers it: a place with `data-keep="<course>"` for each. */
import type { CourseState, KeepFailure } from '../../core/offline.ts'
import { unreachable } from '../../core/result.ts'
import { buttonOf } from './notice.ts'
import { ask, atWork, onTold, register, type Refusal } from './registration.ts'

const refusals: Readonly<Record<Refusal, string>> = {
  insecure:
    'This copy of the site is served over plain http, and over plain http no browser keeps pages. Everything works while you are connected. To keep courses, open the site over https, or on the computer that serves it.',
  unsupported:
    'This browser keeps no pages for offline use: the window may be private, or the browser too old. Use a normal window or another browser.',
  refused:
    'Offline use could not be set up: the browser blocks it for this site, or the connection broke off. Allow this site to store data, then reload.',
}

const failures: Readonly<Record<KeepFailure, string>> = {
  'no-room': 'This device has no room left for the rest. Free some space or remove another course, then continue.',
  'no-connection': 'The connection broke off. Continue when you are online.',
  'not-there': 'The site was renewed in the meantime. Reload the page, then continue.',
  stopped: 'You stopped it.',
}

const megabytes = new Intl.NumberFormat('en-GB', {
  style: 'unit',
  unit: 'megabyte',
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
})
const size = (bytes: number) => megabytes.format(bytes / 1e6)

type Act = 'keep' | 'stop' | 'drop'

/** What is said of a course, and what may be done. */
export function wordsOf({ phase, doneBytes, loadBytes, roomBytes, failure }: CourseState): {
  readonly words: string
  readonly acts: readonly { readonly type: Act; readonly label: string }[]
} {
  const left = size(loadBytes - doneBytes)
  switch (phase) {
    case 'absent':
      return {
        words: `It takes ${size(roomBytes)} of room on this device.`,
        acts: [{ type: 'keep', label: `Keep this course offline (${left})` }],
      }
    case 'keeping':
      return {
        words: 'It is on its way. You may go on reading meanwhile.',
        acts: [{ type: 'stop', label: 'Stop' }],
      }
    case 'part': {
      const here =
        doneBytes > 0
          ? `Kept in part: ${size(doneBytes)} of ${size(loadBytes)}. What is here works offline.`
          : 'Nothing of it is kept yet.'
      return {
        words: failure ? `${here} ${failures[failure]}` : here,
        acts: [
          { type: 'keep', label: `Continue (${left})` },
          { type: 'drop', label: 'Remove what is here' },
        ],
      }
    }
    case 'kept':
      return {
        words: `Kept on this device (${size(roomBytes)}). It works without a connection, and is brought up to date when there is one.`,
        acts: [{ type: 'drop', label: 'Remove from this device' }],
      }
    default:
      return unreachable(phase)
  }
}

export async function showKeeping() {
  const places = new Map(
    [...document.querySelectorAll<HTMLElement>('[data-keep]')].map((element) => [
      element.dataset['keep'] ?? '',
      placeIn(element),
    ]),
  )
  const refuse = (why: Refusal) => places.forEach((place) => place.say(refusals[why]))
  const registered = await register()
  if (registered.kind === 'refused') return refuse(registered.why)
  const { registration } = registered
  const first = await atWork(registration)
  if (!first) return refuse('refused')
  const worker = () => registration.active ?? first

  let isKeeping = false
  onTold((told) => {
    if (told.type !== 'courses') return
    isKeeping = told.courses.some(({ phase }) => phase === 'keeping')
    for (const state of told.courses)
      places.get(state.id)?.show(state, (type) => {
        // Whoever keeps a course wants the browser not to clear it away.
        if (type === 'keep') void navigator.storage?.persist?.().catch(() => {})
        ask(worker(), { type, course: state.id })
      })
  })
  // A browser may end a service worker at work; then the page must not show it working.
  setInterval(() => isKeeping && ask(worker(), { type: 'courses' }), 5000)
  ask(worker(), { type: 'courses' })
}

/** Where one course is shown: a sentence, how far it is, and what may be done. */
function placeIn(element: HTMLElement) {
  const text = document.createElement('p')
  const meter = document.createElement('progress')
  const figures = document.createElement('small')
  const actions = document.createElement('div')
  meter.setAttribute('aria-label', 'Kept so far')
  actions.className = 'actions'
  let shown = ''

  const say = (words: string) => {
    if (text.textContent !== words) text.textContent = words
  }
  const place = (...parts: readonly Node[]) => element.replaceChildren(...parts)
  place(text)

  return {
    say,
    show: (state: CourseState, act: (type: Act) => void) => {
      const { words, acts } = wordsOf(state)
      say(words)
      meter.max = state.loadBytes
      meter.value = state.doneBytes
      figures.textContent = `${size(state.doneBytes)} of ${size(state.loadBytes)}`
      // As long as the buttons are the same ones, they stay, and the focus with them.
      const now = JSON.stringify(acts)
      if (now === shown) return
      shown = now
      const hadFocus = actions.contains(document.activeElement)
      actions.replaceChildren(
        ...acts.map(({ type, label }) =>
          buttonOf(type === 'drop' ? 'quiet-button' : 'button', label, () => {
            // Said aloud from the first action on, not when the page opens.
            text.setAttribute('role', 'status')
            act(type)
          }),
        ),
      )
      place(text, ...(state.phase === 'keeping' ? [meter, figures] : []), actions)
      if (hadFocus) actions.querySelector('button')?.focus()
    },
  }
}
