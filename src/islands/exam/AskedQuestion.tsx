import { For, Show, type JSX } from 'solid-js'
import type { ExamQuestion, Sheet } from '../../core/exam.ts'
import { chosenOptions, filling, isSelected, pickOf, type OptionId } from '../../core/question.ts'
import { LazyArrangement } from '../quiz/LazyArrangement.tsx'
import { markingRule } from '../quiz/marking-rule.ts'

export const letterOf = (index: number) => 'ABCDEF'.charAt(index)

/** The options of a question as they are shown in this attempt. */
export const optionsShown = ({ question, optionOrder }: ExamQuestion) =>
  optionOrder.flatMap((id) => question.prompt.options.filter((option) => option.id === id))

/** What is chosen once an option is taken or left: the same again where no more may be chosen. */
export function choiceAfter({ question }: ExamQuestion, { response }: Sheet, option: OptionId): readonly OptionId[] {
  const chosen = chosenOptions(response)
  const { prompt } = question
  if (prompt.kind === 'single') return [option]
  if (prompt.kind === 'nonconformity')
    return chosenOptions(filling(prompt, response, { option, on: !chosen.includes(option) }))
  if (chosen.includes(option)) return chosen.filter((one) => one !== option)
  return chosen.length < pickOf(prompt) ? [...chosen, option] : chosen
}

/** A question that is put to a candidate: its stem, its options, and nothing that tells the key. */
export function AskedQuestion(props: {
  readonly asked: ExamQuestion
  /** The words of the stem, with what is highlighted in them. */
  readonly stem: JSX.Element
  readonly sheet: Sheet
  readonly isReadOnly: boolean
  readonly onChoose: (option: OptionId) => void
  readonly onStrike: (option: OptionId, on: boolean) => void
  readonly onOrder: (options: readonly OptionId[]) => void
  readonly onPlace: (option: OptionId, target: string | undefined) => void
}) {
  const prompt = () => props.asked.question.prompt
  const isMultiple = () => prompt().kind === 'multiple'
  const isChosen = (option: OptionId) => chosenOptions(props.sheet.response).includes(option)
  const isStruck = (option: OptionId) => props.sheet.struck.includes(option)

  return (
    <fieldset class="asked" disabled={props.isReadOnly}>
      <legend>{props.stem}</legend>
      <Show when={markingRule(prompt().kind, 'exam')}>{(rule) => <p class="rule">{rule()}</p>}</Show>
      <Show when={isMultiple()}>
        <output class="chosen-count">
          {chosenOptions(props.sheet.response).length} of {pickOf(prompt())}
          <span class="visually-hidden"> chosen</span>
        </output>
      </Show>
      <Show when={!isSelected(prompt()) && props.asked} keyed>
        {({ question, optionOrder }) => (
          <LazyArrangement
            prompt={question.prompt}
            order={optionOrder}
            response={props.sheet.response}
            onOrder={props.onOrder}
            onPlace={props.onPlace}
            onFill={(option, on) => {
              if (on !== isChosen(option)) props.onChoose(option)
            }}
          />
        )}
      </Show>
      <For each={isSelected(prompt()) ? optionsShown(props.asked) : []}>
        {(option, index) => (
          <div
            class="option"
            data-option={option.id}
            data-chosen={isChosen(option.id) ? '' : undefined}
            data-struck={isStruck(option.id) ? '' : undefined}
            onContextMenu={(event) => {
              // A long press selects text.
              if (props.isReadOnly || ('pointerType' in event && event.pointerType === 'touch')) return
              event.preventDefault()
              props.onStrike(option.id, !isStruck(option.id))
            }}
          >
            <label>
              <input
                type={isMultiple() ? 'checkbox' : 'radio'}
                name={`asked-${props.asked.question.id}`}
                value={option.id}
                checked={isChosen(option.id)}
                onChange={(event) => {
                  props.onChoose(option.id)
                  // The cap may have refused it.
                  event.currentTarget.checked = isChosen(option.id)
                }}
              />
              <span class="letter">{letterOf(index())}</span>{' '}
              <span class="words">
                {option.text}
                <Show when={isStruck(option.id)}>
                  <span class="visually-hidden"> (struck out)</span>
                </Show>
              </span>
            </label>
            <button
              class="strike"
              type="button"
              aria-label={`Strike out ${letterOf(index())}`}
              aria-pressed={isStruck(option.id)}
              title={isStruck(option.id) ? 'Take the strike away (X)' : 'Strike out (X)'}
              disabled={isChosen(option.id)}
              onClick={() => props.onStrike(option.id, !isStruck(option.id))}
            >
              <svg
                viewBox="0 0 24 24"
                width="22"
                height="22"
                fill="none"
                stroke="currentColor"
                stroke-width="1.75"
                aria-hidden="true"
              >
                <path d="M6.5 18.5 12 5l5.5 13.5M3.5 13h17" />
              </svg>
              <span class="wide-only">Strike out</span>
            </button>
          </div>
        )}
      </For>
    </fieldset>
  )
}
