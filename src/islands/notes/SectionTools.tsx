import { createUniqueId, Show } from 'solid-js'

/** What can be done with a section: behind one button, which shows what is there. */
export function SectionTools(props: {
  readonly title: string
  readonly isBookmarked: boolean
  readonly hasNote: boolean
  readonly canListen: boolean
  readonly onNote: () => void
  readonly onBookmark: () => void
  readonly onHighlight: () => void
  readonly onListen: () => void
}) {
  const id = createUniqueId()
  let menu: HTMLDivElement | undefined
  const there = () =>
    [props.isBookmarked ? ', bookmarked' : '', props.hasNote ? ', with a note' : ''].filter(Boolean).join('')

  return (
    <>
      <button
        class="section-button"
        type="button"
        popovertarget={id}
        aria-label={`Note, bookmark, highlight: ${props.title}${there()}`}
        title="Note, bookmark, highlight"
      >
        <Show when={props.isBookmarked}>
          <Ribbon isFull={true} />
        </Show>
        <Show when={props.hasNote}>
          <Sheet />
        </Show>
        <Pen />
      </button>
      <div
        ref={menu}
        id={id}
        popover
        class="section-menu"
        // Before what is pressed is done, because closing gives the focus back to the button.
        on:click={{ capture: true, handleEvent: () => menu?.hidePopover() }}
      >
        <ul role="list">
          <li>
            <button type="button" onClick={() => props.onNote()}>
              {props.hasNote ? 'Open the note' : 'Note on this section'}
            </button>
          </li>
          <li>
            <button type="button" onClick={() => props.onBookmark()}>
              {props.isBookmarked ? 'Remove the bookmark' : 'Bookmark this section'}
            </button>
          </li>
          <li>
            <button type="button" onClick={() => props.onHighlight()}>
              Highlight a sentence
            </button>
          </li>
          <Show when={props.canListen}>
            <li>
              <button type="button" onClick={() => props.onListen()}>
                Listen from here
              </button>
            </li>
          </Show>
        </ul>
      </div>
    </>
  )
}

export const Ribbon = (props: { readonly isFull: boolean }) => (
  <svg viewBox="0 0 16 20" width="14" height="18" aria-hidden="true">
    <path
      d="M2.75 1.75h10.5V18L8 13.75 2.75 18z"
      fill={props.isFull ? 'currentColor' : 'none'}
      stroke="currentColor"
      stroke-width="1.5"
      stroke-linejoin="round"
    />
  </svg>
)

const Sheet = () => (
  <svg
    viewBox="0 0 16 20"
    width="14"
    height="18"
    fill="none"
    stroke="currentColor"
    stroke-width="1.5"
    aria-hidden="true"
  >
    <path d="M1.75 1.75h8L14.25 6.5v11.75H1.75zM9.5 1.75V6.5h4.75M4.5 10.5h7M4.5 14h5" stroke-linejoin="round" />
  </svg>
)

const Pen = () => (
  <svg
    viewBox="0 0 20 20"
    width="18"
    height="18"
    fill="none"
    stroke="currentColor"
    stroke-width="1.5"
    aria-hidden="true"
  >
    <path d="M12.75 3.5 16.5 7.25 7 16.75l-4.25.5.5-4.25zM10.75 5.5l3.75 3.75" stroke-linejoin="round" />
  </svg>
)
