import { createSignal, Show } from 'solid-js'
import { CopyButton } from '../primitives/CopyButton.tsx'
import { whenMounted } from '../primitives/mounted.ts'
import { QrCode } from '../primitives/QrCode.tsx'
import { address } from '../primitives/address.ts'
import { isHereAlone, linkTo, reachableBase } from './form-link.ts'
import { words } from './words.ts'

/**
 * Where a class finds its form: the code, its QR code and the address. `path` runs from the root of the site, such as
 * `exams/foundation-40/?form=47AY1-5NM70`. The projector shows it large by its own style.
 */
export function FormCard(props: {
  /** As people write it; undefined where a form has none. */
  readonly code: string | undefined
  readonly path: string
  /** What the QR code and the address lead to, for whoever cannot see them. */
  readonly label: string
  /** Without it, there is nothing to press. */
  readonly withCopy?: boolean | undefined
}) {
  const [base, setBase] = createSignal<string>()
  whenMounted(() => void reachableBase().then(setBase))
  const link = () => linkTo(props.path, base())

  return (
    <div class="form-card">
      <Show when={base() !== undefined} fallback={<div class="qr" aria-hidden="true" />}>
        <QrCode text={link()} ecc="M" label={`QR code: ${props.label}`} />
      </Show>
      <div class="form-words">
        <Show when={props.code}>
          {(code) => (
            <p class="form-code">
              <span>Form</span> <strong>{code()}</strong>
            </p>
          )}
        </Show>
        <p class="form-address">{base() === undefined ? address(props.path) : link()}</p>
        <Show when={isHereAlone(base())}>
          <p class="note" data-kind="warning">
            {words.localOnly}
          </p>
        </Show>
        <Show when={props.withCopy}>
          <div class="actions no-print">
            <CopyButton text={link()} label="Copy the address" otherwise={words.uncopied} />
          </div>
        </Show>
      </div>
    </div>
  )
}
