import type { Scenario } from '../../core/profile.ts'
import { Prose } from './Prose.tsx'

/** What the questions of a scenario share, beside one of them outside the exam room. */
export function ScenarioText(props: { readonly scenario: Scenario; readonly isOpen: boolean }) {
  return (
    <details class="scenario-text" open={props.isOpen}>
      <summary>Scenario: {props.scenario.title}</summary>
      <div class="prose">
        <Prose markdown={props.scenario.stimulus} />
      </div>
    </details>
  )
}
