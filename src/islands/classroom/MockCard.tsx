import { createSignal, Show, type ParentProps } from 'solid-js'
import type { Shown } from '../../core/shown.ts'
import { linkTo, reachableBase } from '../class-report/form-link.ts'
import { whenMounted } from '../primitives/mounted.ts'
import { QrCode } from '../primitives/QrCode.tsx'
import { siteOf, type Joining } from './picture.ts'

/** A form that everybody sits: its code, its minutes and where it is opened, at the address that the room has, if any. */
export function MockCard(
  props: ParentProps<{
    readonly mock: Extract<Shown, { kind: 'mock' }>
    readonly joining: Joining | undefined
  }>,
) {
  const [own, setOwn] = createSignal<string>()
  whenMounted(() => void reachableBase().then(setOwn))
  const base = () => siteOf(props.joining) ?? own()
  /** An exam of the trainer's own, which is on no other copy. */
  const isHanded = () => props.mock.path.startsWith('exams/class/')
  return (
    <div class="stage-join">
      <Show when={base()} fallback={<div />}>
        {(root) => (
          <QrCode text={linkTo(props.mock.path, root())} label={`Code to open form ${props.mock.form}`} ecc="M" />
        )}
      </Show>
      <div>
        <p class="kicker">
          Practice exam, {props.mock.minutes} minutes
          <Show when={props.joining?.kind === 'rehearsal'}> (a rehearsal)</Show>
        </p>
        <h1 class={/^\w{5}-\w{5}$/.test(props.mock.form) ? 'code' : undefined}>{props.mock.form}</h1>
        <p>
          Scan the code, open the address, or {isHanded() ? 'open the file from your trainer on' : 'find this form on'}{' '}
          the exams page of your own copy.
        </p>
        <Show when={base()}>
          {(root) => <p class="form-address">{linkTo(props.mock.path, root()).replace(/^https?:\/\//, '')}</p>}
        </Show>
        {props.children}
      </div>
    </div>
  )
}
