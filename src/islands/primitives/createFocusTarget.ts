/** An element that takes the focus when the screen around it was replaced. Give it `tabindex="-1"`. */
export function createFocusTarget<Target extends HTMLElement>() {
  let element: Target | undefined
  return {
    ref: (target: Target) => {
      element = target
    },
    /** After the changes of this turn are on the page, and after a dialog that closes has given the focus back. */
    focus: () => queueMicrotask(() => element?.focus()),
  }
}
