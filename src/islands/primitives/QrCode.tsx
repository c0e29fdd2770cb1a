import { encode } from 'uqr'
import './qr.css'

/** A QR code as one path; black on white in every theme, because cameras want it so. */
export function QrCode(props: {
  readonly text: string
  /** What it is, for whoever cannot see it. */
  readonly label: string
  /** How much of it may be lost: `M` where it is photographed from afar. */
  readonly ecc?: 'L' | 'M' | undefined
}) {
  const code = () => encode(props.text, { ecc: props.ecc ?? 'L', border: 2 })
  const path = () =>
    code()
      .data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
      .join('')
  return (
    <svg viewBox={`0 0 ${code().size} ${code().size}`} role="img" aria-label={props.label} class="qr">
      <rect width="100%" height="100%" />
      <path d={path()} />
    </svg>
  )
}
