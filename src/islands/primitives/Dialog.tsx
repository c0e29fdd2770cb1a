import type { ParentProps } from 'solid-js'
import { whenMounted } from './mounted.ts'

/**
 * A modal dialog that is open as long as it is in the page. Escape asks to close it; whoever shows it takes it away, and
 * the focus goes back to where it was. Inside, `autofocus` says what has the focus first.
 */
export function Dialog(
  props: ParentProps<{
    readonly class?: string | undefined
    /** The id of its heading. */
    readonly labelledBy: string
    readonly describedBy?: string | undefined
    readonly onClose: () => void
  }>,
) {
  let dialog: HTMLDialogElement | undefined
  let isShown = true

  whenMounted(() => {
    dialog?.showModal()
    return () => {
      isShown = false
      dialog?.close()
    }
  })

  return (
    <dialog
      ref={dialog}
      class={props.class}
      aria-labelledby={props.labelledBy}
      aria-describedby={props.describedBy}
      onCancel={(event) => {
        event.preventDefault()
        props.onClose()
      }}
      // A browser may close it without asking, on a second Escape.
      onClose={() => isShown && props.onClose()}
    >
      {props.children}
    </dialog>
  )
}
