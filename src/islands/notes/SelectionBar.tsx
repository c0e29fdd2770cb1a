import { createEffect, createUniqueId, For, Show } from 'solid-js'
import { whenMounted } from '../primitives/mounted.ts'
import type { Marks } from './createMarks.ts'
import type { Picking } from './createPicking.ts'
import { rangeAround } from './selection.ts'

const gap = 8

/** What can be done with words that are picked: beside them, or at the foot of the screen where fingers and keys pick. */
export function SelectionBar(props: {
  readonly picking: Picking
  readonly marks: Marks
  readonly canListen: boolean
  readonly onNote: () => void
  readonly onListen: () => void
  readonly onToggle: () => void
  readonly onClose: () => void
  readonly ref: (element: HTMLElement) => void
}) {
  const helpId = createUniqueId()
  let bar: HTMLDivElement | undefined
  const picked = () => props.picking.picked()
  const quotes = () => picked()?.quotes ?? []
  const isStepping = () => picked()?.kind === 'sentences'
  const hasNote = () => props.marks.touched(quotes()).some(({ annotation }) => annotation.note !== undefined)
  const isDocked = () => isStepping() || matchMedia('(pointer: coarse)').matches

  const steps = [
    { name: 'Previous', by: -1, isLonger: false },
    { name: 'Next', by: 1, isLonger: false },
    { name: 'Longer', by: 1, isLonger: true },
    { name: 'Shorter', by: -1, isLonger: true },
  ] as const

  createEffect(() => {
    const range = isDocked() ? undefined : rangeAround(quotes(), props.marks.sections())
    if (!bar) return
    bar.style.insetBlockStart = ''
    bar.style.insetInlineStart = ''
    if (!range) return
    const words = range.getBoundingClientRect()
    const own = bar.getBoundingClientRect()
    const above = words.top - own.height - gap
    const top = above >= gap ? above : Math.min(words.bottom + gap, innerHeight - own.height - gap)
    const left = Math.min(Math.max(words.left, gap), document.documentElement.clientWidth - own.width - gap)
    // With the page, so that it stays at the words when that scrolls.
    bar.style.insetBlockStart = `${top + scrollY}px`
    bar.style.insetInlineStart = `${left}px`
  })
  whenMounted(() => {
    if (isStepping()) bar?.querySelector('button')?.focus()
  })

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape') {
      event.stopPropagation()
      return props.onClose()
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const way = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (way !== undefined && isStepping()) {
      event.preventDefault()
      return props.picking.step(way, event.shiftKey)
    }
    const side = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    const buttons = [...(bar?.querySelectorAll<HTMLElement>('button:enabled') ?? [])]
    const next = buttons[buttons.findIndex((one) => one === document.activeElement) + (side ?? 0)]
    if (side === undefined || !next) return
    event.preventDefault()
    next.focus()
  }

  return (
    <div
      ref={(element) => {
        bar = element
        props.ref(element)
      }}
      class="selection-bar no-print"
      role="toolbar"
      aria-label="The picked words"
      aria-describedby={isStepping() ? helpId : undefined}
      data-docked={isDocked() ? '' : undefined}
      // Pressing it must not take away what is selected.
      onMouseDown={(event) => event.preventDefault()}
      onKeyDown={onKeyDown}
    >
      <Show when={isStepping()}>
        <p class="picked" role="status">
          {quotes()
            .map(({ quote }) => quote)
            .join(' … ')}
        </p>
      </Show>
      <div class="actions">
        <button class="quiet-button" type="button" onClick={() => props.onToggle()}>
          {props.marks.isWhole(quotes()) ? 'Remove highlight' : 'Highlight'}
        </button>
        <button class="quiet-button" type="button" onClick={() => props.onNote()}>
          {hasNote() ? 'Open the note' : 'Note'}
        </button>
        <Show when={props.canListen}>
          <button class="quiet-button" type="button" onClick={() => props.onListen()}>
            Listen from here
          </button>
        </Show>
        <Show when={isStepping()}>
          <For each={steps}>
            {(one) => (
              <button class="quiet-button" type="button" onClick={() => props.picking.step(one.by, one.isLonger)}>
                {one.name}
              </button>
            )}
          </For>
        </Show>
        <button class="quiet-button" type="button" onClick={() => props.onClose()}>
          Close
        </button>
      </div>
      <Show when={isStepping()}>
        <p id={helpId} class="help">
          ↑ and ↓ go by sentences, with Shift they pick more or fewer; Enter does what is framed, Escape closes. Or
          select words with the mouse or a finger.
        </p>
      </Show>
    </div>
  )
}
