import { createSignal, createUniqueId, For, Show } from 'solid-js'
import { certainties, type Certainty } from '../../core/certainty.ts'
import { mark, type Mark } from '../../core/marking.ts'
import type { OptionId, Question, Response } from '../../core/question.ts'
import type { NewResponse } from '../../store/progress.ts'
import { loadProgress, queue } from '../primitives/device.ts'
import { whenMounted } from '../primitives/mounted.ts'
import './question.css'

/** Fired on the document when a question was answered, so that the page around an island can follow. */
export const answered = 'aimward:answered'

const words = {
  sure: 'How sure are you?',
  optional: 'optional',
  levels: { 1: 'under 67 %', 2: '67 to 80 %', 3: 'over 80 %' } satisfies Record<Certainty, string>,
  check: 'Check',
  again: 'Answer again',
  right: 'Right',
  partial: 'Partly right',
  wrong: 'Not right',
  key: 'right answer',
  chosen: 'your answer',
  chooseFirst: 'Choose an answer first.',
  refused: 'Your answer is kept on this page, but could not be saved yet. It will be tried again.',
} as const

type Asking = { readonly phase: 'asking'; readonly chosen: readonly OptionId[]; readonly assisted: boolean }
type Checked = { readonly phase: 'checked'; readonly chosen: readonly OptionId[]; readonly mark: Mark }

export type QuizProps = {
  readonly question: Question
  /** The order in which the options are shown. */
  readonly order: readonly OptionId[]
  readonly context: NewResponse['context']
  readonly attemptId?: string | undefined
  readonly onAnswered?: ((mark: Mark) => void) | undefined
}

/** One question: choose, say how sure if you like, check, read why. */
export function Quiz(props: QuizProps) {
  const id = createUniqueId()
  const shownAt = performance.now()
  const [state, setState] = createSignal<Asking | Checked>({ phase: 'asking', chosen: [], assisted: false })
  const [certainty, setCertainty] = createSignal<Certainty>()
  const [message, setMessage] = createSignal('')
  const [isMounted, setMounted] = createSignal(false)
  let legend: HTMLElement | undefined
  let options: HTMLFieldSetElement | undefined

  whenMounted(() => {
    setMounted(true)
    // Chosen before the script was there.
    for (const input of options?.querySelectorAll<HTMLInputElement>('input:checked') ?? []) choose(input.value, true)
  })

  const prompt = () => props.question.prompt
  const isMultiple = () => prompt().kind === 'multiple'
  const pick = () => {
    const asked = prompt()
    return asked.kind === 'multiple' ? asked.pick : 1
  }
  const shown = () => props.order.flatMap((option) => prompt().options.filter((one) => one.id === option))
  const isKey = (option: OptionId) => props.question.key.options.includes(option)
  const rationale = (option: OptionId) => props.question.rationales.find((one) => one.option === option)?.text
  const checked = () => {
    const now = state()
    return now.phase === 'checked' ? now : undefined
  }

  function choose(option: OptionId, on: boolean) {
    const now = state()
    if (now.phase !== 'asking') return
    const kept = isMultiple() ? now.chosen.filter((one) => one !== option) : []
    const chosen = on ? [...kept, option].slice(-pick()) : kept
    setState({ ...now, chosen })
    setMessage('')
  }

  async function check() {
    const now = state()
    if (now.phase !== 'asking') return
    if (now.chosen.length < pick()) {
      setMessage(isMultiple() ? `Choose ${pick()} answers first.` : words.chooseFirst)
      return
    }
    const response: Response = { kind: 'chosen', options: now.chosen }
    const result = mark(props.question, response)
    setState({ phase: 'checked', chosen: now.chosen, mark: result })
    props.onAnswered?.(result)
    document.dispatchEvent(new CustomEvent(answered, { detail: props.question.id }))
    const saved = await queue.record({
      questionId: props.question.id,
      version: props.question.version,
      concept: props.question.concept,
      domain: props.question.domain,
      context: props.context,
      attemptId: props.attemptId,
      response,
      mark: result,
      certainty: certainty(),
      assisted: now.assisted,
      at: Date.now(),
      spentMs: Math.round(performance.now() - shownAt),
    })
    if (!saved.ok) setMessage(words.refused)
  }

  function again() {
    setState({ phase: 'asking', chosen: [], assisted: true })
    setCertainty(undefined)
    legend?.focus()
  }

  const verdict = (result: Mark) =>
    result.kind === 'right' ? `✓ ${words.right}` : result.kind === 'partial' ? `${words.partial}` : `✗ ${words.wrong}`

  return (
    <form
      class="question"
      data-phase={state().phase}
      onSubmit={(event) => {
        event.preventDefault()
        void check()
      }}
      onFocusIn={() => void loadProgress().catch(() => undefined)}
      onPointerEnter={() => void loadProgress().catch(() => undefined)}
    >
      <fieldset ref={(element) => (options = element)}>
        <legend ref={(element) => (legend = element)} tabIndex={-1}>
          {prompt().stem}
        </legend>
        <For each={shown()}>
          {(option) => (
            <div
              class="option"
              data-mark={checked() && (isKey(option.id) ? 'right' : 'wrong')}
              data-chosen={state().chosen.includes(option.id)}
            >
              <label>
                <input
                  type={isMultiple() ? 'checkbox' : 'radio'}
                  name={`answer-${id}`}
                  value={option.id}
                  checked={state().chosen.includes(option.id)}
                  disabled={checked() !== undefined}
                  onChange={(event) => choose(option.id, event.currentTarget.checked)}
                />
                <span>{option.text}</span>
              </label>
              <Show when={checked()}>
                <p class="rationale">
                  <strong>
                    {isKey(option.id) ? `✓ ${words.key}` : '✗'}
                    {state().chosen.includes(option.id) ? `${isKey(option.id) ? ', ' : ' '}${words.chosen}` : ''}
                  </strong>{' '}
                  {rationale(option.id)}
                </p>
              </Show>
            </div>
          )}
        </For>
      </fieldset>
      <Show when={!checked()}>
        <fieldset class="certainty">
          <legend>
            {words.sure} <small>({words.optional})</small>
          </legend>
          <For each={certainties}>
            {(level) => (
              <label>
                <input
                  type="radio"
                  name={`sure-${id}`}
                  value={level}
                  checked={certainty() === level}
                  onChange={() => setCertainty(level)}
                />
                <span>{words.levels[level]}</span>
              </label>
            )}
          </For>
        </fieldset>
      </Show>
      <div class="actions">
        <Show
          when={checked()}
          fallback={
            <button class="button" type="submit" disabled={!isMounted()}>
              {words.check}
            </button>
          }
        >
          <button class="quiet-button" type="button" onClick={again}>
            {words.again}
          </button>
        </Show>
        <output>
          <Show when={checked()}>
            {(result) => <strong data-mark={result().mark.kind}>{verdict(result().mark)}</strong>}
          </Show>{' '}
          {message()}
        </output>
      </div>
    </form>
  )
}
