import { createSignal, Show, type ComponentProps } from 'solid-js'
import { whenMounted } from '../primitives/mounted.ts'
import type { FindingReview } from './FindingReview.tsx'

const [loaded, setLoaded] = createSignal<{ readonly FindingReview: typeof FindingReview }>()
const [hasFailed, setFailed] = createSignal(false)

/** Fetches the review, so that no answer waits for it. */
export async function loadFindingReview() {
  try {
    const { FindingReview } = await import('./FindingReview.tsx')
    setLoaded({ FindingReview })
  } catch {
    setFailed(true)
  }
}

/** `FindingReview`, fetched when the first finding needs it. */
export function LazyFindingReview(props: ComponentProps<typeof FindingReview>) {
  whenMounted(() => {
    if (!loaded()) void loadFindingReview()
  })
  return (
    <Show
      when={loaded()}
      keyed
      fallback={
        <p role="status">
          {hasFailed() ? 'The reasons did not load. Check the connection and answer again.' : 'One moment…'}
        </p>
      }
    >
      {({ FindingReview }) => <FindingReview {...props} />}
    </Show>
  )
}
