import { createSignal, Show, type Component } from 'solid-js'
import { Coming } from '../../primitives/Coming.tsx'
import { whenMounted } from '../../primitives/mounted.ts'
import type { RoomSeam } from '../room-seam.ts'

/** The panel of a live room, with the machines behind it, once the presenter is there. */
export function LazyRoomPanel(props: { readonly seam: RoomSeam }) {
  const [panel, setPanel] = createSignal<{ readonly Panel: Component<{ readonly seam: RoomSeam }> }>()
  const [hasFailed, setFailed] = createSignal(false)
  whenMounted(
    () =>
      void import('./RoomPanel.tsx').then(
        ({ RoomPanel }) => setPanel({ Panel: RoomPanel }),
        () => setFailed(true),
      ),
  )
  return (
    <Show when={panel()} fallback={<Coming what="The panel of the live room" hasFailed={hasFailed()} />}>
      {(loaded) => {
        const { Panel } = loaded()
        return <Panel seam={props.seam} />
      }}
    </Show>
  )
}
