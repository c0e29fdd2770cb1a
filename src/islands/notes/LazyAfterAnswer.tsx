import { createSignal, Show, type Component, type ComponentProps } from 'solid-js'
import { whenMounted } from '../primitives/mounted.ts'
import type { AfterAnswer } from './AfterAnswer.tsx'

type Props = ComponentProps<typeof AfterAnswer>

/** `AfterAnswer`, fetched once there was an answer. Where it cannot be had, the answer and its reasons stand without it. */
export function LazyAfterAnswer(props: Props) {
  const [loaded, setLoaded] = createSignal<{ readonly AfterAnswer: Component<Props> }>()
  whenMounted(() => void import('./AfterAnswer.tsx').then(setLoaded, () => {}))
  return (
    <Show when={loaded()} keyed>
      {({ AfterAnswer }) => <AfterAnswer {...props} />}
    </Show>
  )
}
