import { For } from 'solid-js'
import { address } from '../primitives/address.ts'
import type { References } from './words.ts'

/** A text in which `[[6.1.2]]` becomes a link. */
export function Referring(props: { readonly text: string; readonly references: References }) {
  const parts = () => props.text.split(/(\[\[[^\]]+\]\])/).filter(Boolean)
  return (
    <For each={parts()}>
      {(part) => {
        const id = /^\[\[(.+)\]\]$/.exec(part)?.[1]
        const reference = id === undefined ? undefined : props.references[id]
        return reference ? (
          <a class="ref" href={address(reference.path)}>
            {reference.label}
          </a>
        ) : (
          part
        )
      }}
    </For>
  )
}
