import { createSignal, createUniqueId, For, Show, untrack } from 'solid-js'
import { certainties, type Certainty } from '../../core/certainty.ts'
import { mark, type Mark } from '../../core/marking.ts'
import {
  chosenOptions,
  filling,
  isComplete,
  isSelected,
  pickOf,
  placing,
  type OptionId,
  type Prompt,
  type Question,
  type Response,
} from '../../core/question.ts'
import { unreachable } from '../../core/result.ts'
import type { NewResponse } from '../../store/progress.ts'
import { responseId } from '../../store/ids.ts'
import { LazyAfterAnswer } from '../notes/LazyAfterAnswer.tsx'
import { loadProgress, queue } from '../primitives/device.ts'
import { whenMounted } from '../primitives/mounted.ts'
import type { Arrangement } from './Arrangement.tsx'
import { AnswerReview } from './AnswerReview.tsx'
import { LazyArrangement } from './LazyArrangement.tsx'
import { markingRule } from './marking-rule.ts'
import './question.css'

/** Fired on the document when a question was answered, so that the page around an island can follow. */
export const answered = 'aimward:answered'

const words = {
  sure: 'How sure are you?',
  optional: 'optional',
  levels: { 1: 'under 67 %', 2: '67 to 80 %', 3: 'over 80 %' } satisfies Record<Certainty, string>,
  check: 'Check',
  next: 'Next',
  again: 'Answer again',
  right: 'Right',
  partial: 'Partly right',
  wrong: 'Not right',
  refused: 'Your answer is kept on this page, but could not be saved yet. It will be tried again.',
} as const

type Asking = { readonly phase: 'asking'; readonly response: Response; readonly assisted: boolean }
type Checked = {
  readonly phase: 'checked'
  readonly response: Response
  readonly mark: Mark
  readonly responseId: string
}

/** What a quiz needs of a question: a page that shows one carries no more. */
export type Quizzed = Pick<Question, 'id' | 'version' | 'domain' | 'concept' | 'prompt' | 'key' | 'rationales'>

export type QuizProps = {
  readonly question: Quizzed
  /** The order in which the options are shown. */
  readonly order: readonly OptionId[]
  readonly context: NewResponse['context']
  readonly attemptId?: string | undefined
  /** Why practice chose the question. */
  readonly sampling?: NewResponse['sampling']
  readonly onAnswered?: ((mark: Mark, responseId: string) => void) | undefined
  /** Whether the answer is judged at once, or only kept: then whoever shows the question goes on. */
  readonly feedback?: 'at-once' | 'later' | undefined
  /** Tried out by whoever writes it: nothing is kept of the answer. */
  readonly isTrial?: boolean | undefined
  /** The controls for all that is not selected; without them they are fetched, which only works in the browser. */
  readonly Arrangement?: typeof Arrangement | undefined
}

/** One question: answer, say how sure if you like, check, read why. */
export function Quiz(props: QuizProps) {
  const id = createUniqueId()
  const shownAt = performance.now()
  const [state, setState] = createSignal<Asking | Checked>({
    phase: 'asking',
    response: { kind: 'none' },
    assisted: false,
  })
  const Controls = untrack(() => props.Arrangement ?? LazyArrangement)
  const [certainty, setCertainty] = createSignal<Certainty>()
  const [message, setMessage] = createSignal('')
  const [isMounted, setMounted] = createSignal(false)
  let legend: HTMLElement | undefined
  let options: HTMLFieldSetElement | undefined

  whenMounted(() => {
    setMounted(true)
    // Chosen before the script was there.
    for (const input of options?.querySelectorAll<HTMLInputElement>('.option input:checked') ?? [])
      choose(input.value, true)
  })

  const prompt = () => props.question.prompt
  const isMultiple = () => prompt().kind === 'multiple'
  const shown = () => props.order.flatMap((option) => prompt().options.filter((one) => one.id === option))
  const chosen = () => chosenOptions(state().response)
  const checked = () => {
    const now = state()
    return now.phase === 'checked' ? now : undefined
  }

  function respond(response: Response) {
    const now = state()
    if (now.phase !== 'asking') return
    setState({ ...now, response })
    setMessage('')
  }

  function choose(option: OptionId, on: boolean) {
    const kept = isMultiple() ? chosen().filter((one) => one !== option) : []
    respond({ kind: 'chosen', options: on ? [...kept, option].slice(-pickOf(prompt())) : kept })
  }

  function fill(option: OptionId, on: boolean) {
    const asked = prompt()
    if (asked.kind === 'nonconformity') respond(filling(asked, state().response, { option, on }))
  }

  async function check() {
    const now = state()
    if (now.phase !== 'asking') return
    const { response } = now
    if (!isComplete(prompt(), response)) {
      setMessage(answerFirst(prompt()))
      return
    }
    const result = mark(props.question, response)
    const { context, attemptId } = props
    const id = responseId({ context, attemptId, questionId: props.question.id })
    // Whoever hears of the answer may show another question at once: what is kept of this one is read before.
    const given: NewResponse = {
      id,
      questionId: props.question.id,
      version: props.question.version,
      concept: props.question.concept,
      domain: props.question.domain,
      context,
      attemptId,
      response,
      mark: result,
      certainty: certainty(),
      sampling: props.sampling,
      assisted: now.assisted,
      at: Date.now(),
      spentMs: Math.round(performance.now() - shownAt),
    }
    if (props.feedback !== 'later') setState({ phase: 'checked', response, mark: result, responseId: id })
    props.onAnswered?.(result, id)
    if (props.isTrial) return
    document.dispatchEvent(new CustomEvent(answered, { detail: given.questionId }))
    const saved = await queue.record(given)
    if (!saved.ok) setMessage(words.refused)
  }

  function again() {
    setState({ phase: 'asking', response: { kind: 'none' }, assisted: true })
    setCertainty(undefined)
    legend?.focus()
  }

  return (
    <>
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
          <Show
            when={checked()}
            fallback={
              <>
                <Show when={markingRule(prompt().kind, 'practice')}>{(rule) => <p class="rule">{rule()}</p>}</Show>
                <Show
                  when={isSelected(prompt())}
                  fallback={
                    <Controls
                      prompt={prompt()}
                      order={props.order}
                      response={state().response}
                      onOrder={(options) => respond({ kind: 'ordered', options })}
                      onPlace={(option, target) => respond(placing(state().response, option, target))}
                      onFill={fill}
                    />
                  }
                >
                  <For each={shown()}>
                    {(option) => (
                      <label class="option">
                        <input
                          type={isMultiple() ? 'checkbox' : 'radio'}
                          name={`answer-${id}`}
                          value={option.id}
                          checked={chosen().includes(option.id)}
                          onChange={(event) => choose(option.id, event.currentTarget.checked)}
                        />
                        <span>{option.text}</span>
                      </label>
                    )}
                  </For>
                </Show>
              </>
            }
          >
            {(now) => <AnswerReview question={props.question} order={props.order} response={now().response} isOpen />}
          </Show>
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
                {props.feedback === 'later' ? words.next : words.check}
              </button>
            }
          >
            <button class="quiet-button" type="button" onClick={again}>
              {words.again}
            </button>
          </Show>
          <output>
            <Show when={checked()}>
              {(result) => <strong data-mark={result().mark.kind}>{verdictText(result().mark)}</strong>}
            </Show>{' '}
            {message()}
          </output>
        </div>
      </form>
      <Show when={!props.isTrial && checked()} keyed>
        {({ mark, responseId }) => (
          <LazyAfterAnswer
            questionId={props.question.id}
            responseId={responseId}
            mark={mark}
            isReview={props.context === 'review'}
          />
        )}
      </Show>
    </>
  )
}

/** What is still to be done before a response can be checked. */
function answerFirst(prompt: Prompt): string {
  switch (prompt.kind) {
    case 'single':
      return 'Choose an answer first.'
    case 'multiple':
      return `Choose ${prompt.pick} answers first.`
    case 'order':
      return 'Place every step first.'
    case 'match':
    case 'classify':
      return 'Give every row an answer first.'
    case 'nonconformity':
      return 'Fill every part first.'
    default:
      return unreachable(prompt)
  }
}

function verdictText({ kind, credit }: Mark): string {
  if (kind === 'right') return `✓ ${words.right}`
  return kind === 'partial' ? `${words.partial}, ${Math.round(100 * credit)} %` : `✗ ${words.wrong}`
}
