import { createSignal, Show, type Component } from 'solid-js'
import { Coming } from './Coming.tsx'
import { whenMounted } from './mounted.ts'

/** A part of a page that is fetched when it is shown. */
export function Lazy<Props extends object>(props: {
  /** What is coming, as the beginning of a sentence. */
  readonly what: string
  readonly load: () => Promise<Component<Props>>
  readonly with: Props
}) {
  const [loaded, setLoaded] = createSignal<{ readonly Part: Component<Props> }>()
  const [hasFailed, setFailed] = createSignal(false)
  whenMounted(
    () =>
      void props.load().then(
        (Part) => setLoaded({ Part }),
        () => setFailed(true),
      ),
  )
  return (
    <Show when={loaded()} keyed fallback={<Coming what={props.what} hasFailed={hasFailed()} />}>
      {({ Part }) => <Part {...props.with} />}
    </Show>
  )
}
