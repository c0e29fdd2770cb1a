import { onCleanup, untrack, type ParentProps } from 'solid-js'
import { insert } from 'solid-js/web'

/** Shows its children in a place elsewhere in the page. Solid's `Portal` does more than is needed, and weighs more. */
export function Into(props: ParentProps<{ readonly mount: Element }>) {
  const host = document.createElement('div')
  untrack(() => props.mount.append(host))
  // oxlint-disable-next-line solid/reactivity -- `insert` tracks what it is given.
  insert(host, () => props.children)
  onCleanup(() => host.remove())
  return null
}
