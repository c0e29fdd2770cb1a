import { createSignal, createUniqueId } from 'solid-js'
import { scenarioPassage, type Range } from '../../core/exam.ts'
import { whenMounted } from '../primitives/mounted.ts'
import { Prose } from './Prose.tsx'
import { scenarioHeading, type ScenarioSet } from './scenario-set.ts'

/** Where each stimulus was scrolled to and whether it is folded, for the way back to its questions. */
export type Places = Map<string, { readonly scrolled: number; readonly isFolded: boolean }>

/** What the questions of a scenario share: beside the question, or above it and folded where there is no room. */
export function Stimulus(props: {
  readonly set: ScenarioSet
  readonly ranges: readonly Range[]
  readonly places: Places
}) {
  const id = createUniqueId()
  const key = () => props.set.scenario.id
  const place = () => props.places.get(key()) ?? { scrolled: 0, isFolded: false }
  const [isFolded, setFolded] = createSignal(place().isFolded)
  let text: HTMLDivElement | undefined

  whenMounted(() => {
    if (text) text.scrollTop = place().scrolled
  })

  function fold(on: boolean) {
    setFolded(on)
    props.places.set(key(), { ...place(), isFolded: on })
  }

  return (
    <section class="stimulus" aria-labelledby={`${id}-heading`} data-folded={isFolded() ? '' : undefined}>
      <header>
        <h2 id={`${id}-heading`}>{scenarioHeading(props.set)}</h2>
        <button
          type="button"
          aria-expanded={!isFolded()}
          aria-controls={`${id}-text`}
          onClick={() => fold(!isFolded())}
        >
          {isFolded() ? 'Show the scenario' : 'Hide the scenario'}
        </button>
      </header>
      <div
        ref={text}
        id={`${id}-text`}
        class="stimulus-text"
        role="region"
        aria-label={props.set.scenario.title}
        // A keyboard can scroll only what can have the focus.
        tabIndex={0}
        onScroll={(event) => props.places.set(key(), { ...place(), scrolled: event.currentTarget.scrollTop })}
      >
        <p class="stimulus-title">{props.set.scenario.title}</p>
        <div data-passage={scenarioPassage(key())}>
          <Prose markdown={props.set.scenario.stimulus} ranges={props.ranges} />
        </div>
      </div>
    </section>
  )
}
