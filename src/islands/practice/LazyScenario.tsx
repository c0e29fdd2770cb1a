import { createSignal, Show } from 'solid-js'
import type { Scenario } from '../../core/profile.ts'
import type { ScenarioText } from '../exam/ScenarioText.tsx'
import { Coming } from '../primitives/Coming.tsx'
import { whenMounted } from '../primitives/mounted.ts'

type Text = { readonly kind: 'absent' | 'failed' } | { readonly kind: 'loaded'; readonly Text: typeof ScenarioText }

/** The stimulus of a question, fetched with what sets it, because most questions stand alone. */
export function LazyScenario(props: { readonly scenario: Scenario }) {
  const [text, setText] = createSignal<Text>({ kind: 'absent' })
  const loaded = () => {
    const now = text()
    return now.kind === 'loaded' ? now.Text : undefined
  }
  whenMounted(() => {
    import('../exam/ScenarioText.tsx').then(
      ({ ScenarioText }) => setText({ kind: 'loaded', Text: ScenarioText }),
      () => setText({ kind: 'failed' }),
    )
  })
  return (
    <Show
      when={loaded()}
      keyed
      fallback={<Coming what="The scenario of this question" hasFailed={text().kind === 'failed'} />}
    >
      {(Text) => <Text scenario={props.scenario} isOpen={true} />}
    </Show>
  )
}
