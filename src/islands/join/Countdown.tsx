import { createSignal, Show } from 'solid-js'
import { whenMounted } from '../primitives/mounted.ts'
import { words } from './words.ts'

/** Minutes and seconds until a moment by this device's clock. It is derived at each tick, and silent for screen readers. */
export function Countdown(props: { readonly endsAt: number }) {
  const [now, setNow] = createSignal(Date.now())
  whenMounted(() => {
    const ticking = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(ticking)
  })
  const seconds = () => Math.max(0, Math.ceil((props.endsAt - now()) / 1000))
  return (
    <p class="countdown" role="timer">
      <Show when={seconds() > 0} fallback={words.timeUp}>
        {words.timeLeft} {Math.floor(seconds() / 60)}:{String(seconds() % 60).padStart(2, '0')}
      </Show>
    </p>
  )
}
