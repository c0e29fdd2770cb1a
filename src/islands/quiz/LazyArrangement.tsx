import { createSignal, Show } from 'solid-js'
import { Coming } from '../primitives/Coming.tsx'
import { whenMounted } from '../primitives/mounted.ts'
import type { Arrangement, ArrangementProps } from './Arrangement.tsx'
// Styles of what is imported later do not come with it.
import './arrangement.css'

type Controls =
  { readonly phase: 'absent' | 'failed' } | { readonly phase: 'loaded'; readonly Arrangement: typeof Arrangement }

const [controls, setControls] = createSignal<Controls>({ phase: 'absent' })

/** Fetches the controls, so that no later question waits for them. */
export async function loadArrangement() {
  try {
    const { Arrangement } = await import('./Arrangement.tsx')
    setControls({ phase: 'loaded', Arrangement })
  } catch {
    setControls({ phase: 'failed' })
  }
}

const loaded = () => {
  const now = controls()
  return now.phase === 'loaded' ? now.Arrangement : undefined
}

/**
 * `Arrangement`, fetched when the first question needs it: most are selected. Not with `lazy`, because what is around it
 * would be taken away meanwhile, with the focus in it.
 */
export function LazyArrangement(props: ArrangementProps) {
  whenMounted(() => {
    if (!loaded()) void loadArrangement()
  })
  return (
    <Show
      when={loaded()}
      keyed
      fallback={<Coming what="What this question is answered with" hasFailed={controls().phase === 'failed'} />}
    >
      {(Arrangement) => <Arrangement {...props} />}
    </Show>
  )
}
