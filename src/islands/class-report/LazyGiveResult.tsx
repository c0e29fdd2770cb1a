import { createSignal, Show, type ComponentProps } from 'solid-js'
import { canTell } from '../../core/tellable.ts'
import type { GiveResult } from './GiveResult.tsx'
// Styles of what is imported later do not come with it.
import './give-result.css'

const words = {
  open: 'Give this to your trainer',
  why: 'Was this a form of your class? Your answers go to your trainer by a QR code, the chat or a file.',
  failed: 'This part did not load. Check the connection, close it and open it again.',
} as const

/** Offers to hand a result over, where it can be; all of it is fetched when somebody opens it. */
export function LazyGiveResult(props: ComponentProps<typeof GiveResult>) {
  const [loaded, setLoaded] = createSignal<{ readonly Part: typeof GiveResult }>()
  const [hasFailed, setFailed] = createSignal(false)
  const load = () => {
    setFailed(false)
    import('./GiveResult.tsx').then(
      ({ GiveResult }) => setLoaded({ Part: GiveResult }),
      () => setFailed(true),
    )
  }
  return (
    <Show when={canTell(props.exam.plan)}>
      <details class="giving no-print" onToggle={(event) => event.currentTarget.open && !loaded() && load()}>
        <summary>{words.open}</summary>
        <p>{words.why}</p>
        <Show when={loaded()} keyed fallback={<p role="status">{hasFailed() ? words.failed : 'One moment…'}</p>}>
          {({ Part }) => <Part {...props} />}
        </Show>
      </details>
    </Show>
  )
}
