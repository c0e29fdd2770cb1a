import { QrCode } from '../primitives/QrCode.tsx'
import type { Joining } from './picture.ts'

/** The address to join as a code to scan, and as what one types. */
export function JoinCode(props: { readonly joining: Joining }) {
  return (
    <div class="stage-join">
      <QrCode text={props.joining.address} label="Code to join, to be scanned" ecc="M" />
      <div>
        <h1>Join</h1>
        <p>Scan the code, or open</p>
        <p class="address">{props.joining.address.replace(/#.*$/, '').replace(/^https?:\/\//, '')}</p>
        <p>and type</p>
        <p class="code">{props.joining.code}</p>
      </div>
    </div>
  )
}
