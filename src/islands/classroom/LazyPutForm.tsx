import { createSignal, Show, type ComponentProps } from 'solid-js'
import { Coming } from '../primitives/Coming.tsx'
import { whenMounted } from '../primitives/mounted.ts'
import type { PutFormDialog } from './PutFormDialog.tsx'

/** Choosing a form, with what finds forms by their codes: fetched when it is asked for. */
export function LazyPutForm(props: ComponentProps<typeof PutFormDialog>) {
  const [loaded, setLoaded] = createSignal<{ readonly Part: typeof PutFormDialog }>()
  const [hasFailed, setFailed] = createSignal(false)
  whenMounted(
    () =>
      void import('./PutFormDialog.tsx').then(
        ({ PutFormDialog }) => setLoaded({ Part: PutFormDialog }),
        () => setFailed(true),
      ),
  )
  return (
    <Show when={loaded()} keyed fallback={<Coming what="The list of forms" hasFailed={hasFailed()} />}>
      {({ Part }) => <Part {...props} />}
    </Show>
  )
}
