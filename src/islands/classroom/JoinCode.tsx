import { Show } from 'solid-js'
import { QrCode } from '../primitives/QrCode.tsx'
import { roomIn, type Joining } from './picture.ts'

/** The address to join as a code to scan, and as what one types. In a rehearsal there is nowhere to lead anybody. */
export function JoinCode(props: { readonly joining: Joining }) {
  return (
    <Show
      when={roomIn(props.joining)}
      fallback={
        <div class="stage-title">
          <h1>This is a rehearsal</h1>
          <p>With a class, the code to join stands here.</p>
        </div>
      }
    >
      {(room) => (
        <div class="stage-join">
          <QrCode text={room().address} label="Code to join, to be scanned" ecc="M" />
          <div>
            <h1>Join</h1>
            <p>Scan the code, or open</p>
            <p class="address">
              {room()
                .address.replace(/#.*$/, '')
                .replace(/^https?:\/\//, '')}
            </p>
            <p>and type</p>
            <p class="code">{room().code}</p>
          </div>
        </div>
      )}
    </Show>
  )
}
