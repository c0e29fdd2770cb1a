import { encode } from 'uqr'
import type { Joining } from './picture.ts'

/** The address to join as a code to scan, and as what one types. */
export function JoinCode(props: { readonly joining: Joining }) {
  const drawn = () => {
    const { data, size } = encode(props.joining.address, { border: 2 })
    const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
    return { path, size }
  }
  return (
    <div class="stage-join">
      <svg viewBox={`0 0 ${drawn().size} ${drawn().size}`} role="img" aria-label="Code to join, to be scanned">
        <rect width="100%" height="100%" class="paper" />
        <path d={drawn().path} class="ink" />
      </svg>
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
