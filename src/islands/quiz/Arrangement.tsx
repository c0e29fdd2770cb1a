import { Match, Switch } from 'solid-js'
import { chosenOptions, isPlaced, targetsOf, type OptionId, type Prompt, type Response } from '../../core/question.ts'
import { whenMounted } from '../primitives/mounted.ts'
import { Building } from './Building.tsx'
import { Classifying } from './Classifying.tsx'
import { Matching } from './Matching.tsx'
import { Ordering } from './Ordering.tsx'

export type ArrangementProps = {
  readonly prompt: Prompt
  /** The order in which options are shown. */
  readonly order: readonly OptionId[]
  readonly response: Response
  readonly onOrder: (options: readonly OptionId[]) => void
  readonly onPlace: (option: OptionId, target: string | undefined) => void
  readonly onFill: (option: OptionId, on: boolean) => void
}

/** The controls of a question whose options are put in order, matched, classified or put together to a finding. */
export function Arrangement(props: ArrangementProps) {
  const shown = () => props.order.flatMap((id) => props.prompt.options.filter((option) => option.id === id))
  const placed = () => (isPlaced(props.prompt) ? props.prompt : undefined)
  const finding = () => (props.prompt.kind === 'nonconformity' ? props.prompt : undefined)
  let root: HTMLDivElement | undefined

  whenMounted(() => {
    // Placed before the script was there.
    for (const control of root?.querySelectorAll('select, input:checked') ?? []) {
      control.dispatchEvent(new Event('change'))
    }
  })

  return (
    <div class="arrangement" ref={root}>
      <Switch>
        <Match when={props.prompt.kind === 'order'}>
          <Ordering steps={shown()} ordered={chosenOptions(props.response)} onOrder={props.onOrder} />
        </Match>
        <Match when={props.prompt.kind === 'match' && placed()}>
          {(prompt) => (
            <Matching
              rows={shown()}
              targets={prompt().targets}
              placed={targetsOf(props.response)}
              onPlace={props.onPlace}
            />
          )}
        </Match>
        <Match when={props.prompt.kind === 'classify' && placed()}>
          {(prompt) => (
            <Classifying
              rows={shown()}
              targets={prompt().targets}
              placed={targetsOf(props.response)}
              onPlace={props.onPlace}
            />
          )}
        </Match>
        <Match when={finding()}>
          {(prompt) => (
            <Building prompt={prompt()} order={props.order} response={props.response} onFill={props.onFill} />
          )}
        </Match>
      </Switch>
    </div>
  )
}
