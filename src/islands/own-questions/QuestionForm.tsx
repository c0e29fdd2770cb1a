import { createEffect, createMemo, createSignal, For, Index, on, Show } from 'solid-js'
import { buildOrder } from '../../core/option-order.ts'
import { levels } from '../../core/question.ts'
import type { Signposts } from '../exam/signposts.ts'
import { createFocusTarget } from '../primitives/createFocusTarget.ts'
import { whenMounted } from '../primitives/mounted.ts'
import { Quiz } from '../quiz/Quiz.tsx'
import type { Json } from '../../store/progress.ts'
import type { Advice, checkFields } from './author.ts'
import { draftOf, fieldsOf, keptFields, mostOptions, newDraft, ofType, type Draft, type DraftOption } from './draft.ts'
import { words } from './words.ts'

const letterOf = (at: number) => 'ABCDEF'.charAt(at)

/** Writes one question, with what the rules say beside each field and the question as learners get it below. */
export function QuestionForm(props: {
  /** What is kept of it; undefined for a new one. */
  readonly fields: Json | undefined
  readonly check: typeof checkFields
  readonly concepts: Signposts['concepts']
  readonly onKeep: (id: string, fields: Json) => Promise<string | undefined>
  readonly onClose: () => void
}) {
  const [draft, setDraft] = createSignal<Draft>(newDraft())
  const [isTouched, setTouched] = createSignal(false)
  const [said, setSaid] = createSignal('')
  const heading = createFocusTarget<HTMLHeadingElement>()
  createEffect(
    on(
      () => props.fields,
      (fields) => {
        const kept = fields === undefined ? undefined : draftOf(fields)
        if (kept) setDraft(kept)
        setTouched(fields !== undefined)
      },
    ),
  )
  whenMounted(() => heading.focus())

  const checked = createMemo(() => props.check(fieldsOf(draft())))
  /** A new question is not scolded before somebody has written in it. */
  const advice = (field: string, option?: number): readonly Advice[] =>
    isTouched() ? checked().advice.filter((one) => one.field === field && one.option === option) : []
  const others = () => (isTouched() ? checked().advice.filter(({ field }) => !['stem', 'options'].includes(field)) : [])
  const change = (part: Partial<Draft>) => {
    setDraft({ ...draft(), ...part })
    setSaid('')
  }
  const changeOption = (at: number, part: Partial<DraftOption>) =>
    change({ options: draft().options.map((option, index) => (index === at ? { ...option, ...part } : option)) })
  const markKey = (at: number, isKey: boolean) =>
    change({
      options: draft().options.map((option, index) =>
        draft().type === 'single' ? { ...option, isKey: index === at } : index === at ? { ...option, isKey } : option,
      ),
    })

  async function keep() {
    setTouched(true)
    const why = await props.onKeep(draft().id, keptFields(draft(), props.fields))
    setSaid(why ?? 'Kept on this device.')
  }

  const concepts = createMemo(() =>
    Object.entries(props.concepts).toSorted(([, a], [, b]) => a.title.localeCompare(b.title)),
  )
  const preview = createMemo(() => checked().question)

  return (
    <section class="question-form">
      <h2 ref={heading.ref} tabIndex={-1}>
        {props.fields === undefined ? 'A new question' : 'A question of yours'}
      </h2>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void keep()
        }}
        onFocusOut={() => setTouched(true)}
        noValidate
      >
        <fieldset>
          <legend>Answered by choosing</legend>
          <div class="choices">
            <label class="check">
              <input
                type="radio"
                name="type"
                checked={draft().type === 'single'}
                onChange={() => setDraft(ofType(draft(), 'single'))}
              />
              <span>one of three</span>
            </label>
            <label class="check">
              <input
                type="radio"
                name="type"
                checked={draft().type === 'multiple'}
                onChange={() => setDraft(ofType(draft(), 'multiple'))}
              />
              <span>several of four to six</span>
            </label>
          </div>
        </fieldset>
        <div class="field">
          <label for="own-stem">Stem: the situation, and at its end what is asked</label>
          <textarea
            id="own-stem"
            rows={4}
            value={draft().stem}
            aria-describedby="own-stem-advice"
            onInput={(event) => change({ stem: event.currentTarget.value })}
          />
          <AdviceList id="own-stem-advice" advice={advice('stem')} />
        </div>
        <fieldset class="own-options">
          <legend>Options, and for each why it is right or why it tempts and fails</legend>
          <Index each={draft().options}>
            {(option, at) => (
              <div class="own-option" role="group" aria-label={`Option ${letterOf(at)}`}>
                <label class="check key">
                  <input
                    type={draft().type === 'single' ? 'radio' : 'checkbox'}
                    name="key"
                    checked={option().isKey}
                    onChange={(event) => markKey(at, event.currentTarget.checked)}
                  />
                  <span>{letterOf(at)} is right</span>
                </label>
                <label>
                  <span>Option {letterOf(at)}</span>
                  <textarea
                    rows={2}
                    value={option().text}
                    onInput={(event) => changeOption(at, { text: event.currentTarget.value })}
                  />
                </label>
                <label>
                  <span>Why ({letterOf(at)})</span>
                  <textarea
                    rows={2}
                    value={option().rationale}
                    onInput={(event) => changeOption(at, { rationale: event.currentTarget.value })}
                  />
                </label>
                <AdviceList advice={advice('options', at)} />
              </div>
            )}
          </Index>
          <Show when={draft().type === 'multiple'}>
            <div class="actions">
              <button
                class="button"
                type="button"
                disabled={draft().options.length >= mostOptions}
                onClick={() => change({ options: [...draft().options, { text: '', rationale: '', isKey: false }] })}
              >
                Add an option
              </button>
              <button
                class="quiet-button"
                type="button"
                disabled={draft().options.length <= 4}
                onClick={() => change({ options: draft().options.slice(0, -1) })}
              >
                Remove the last
              </button>
            </div>
          </Show>
          <AdviceList advice={advice('options')} />
        </fieldset>
        <div class="pair">
          <label>
            <span>Level</span>
            <select
              value={draft().level}
              onChange={(event) =>
                change({ level: levels.find((one) => one === event.currentTarget.value) ?? 'apply' })
              }
            >
              <For each={levels}>{(level) => <option value={level}>{level}</option>}</For>
            </select>
          </label>
          <label>
            <span>Difficulty, 1 to 5</span>
            <input
              type="number"
              min="1"
              max="5"
              step="0.5"
              value={draft().difficulty}
              onInput={(event) => change({ difficulty: event.currentTarget.valueAsNumber })}
            />
          </label>
          <label>
            <span>Belongs to (a report then links the lesson)</span>
            <select value={draft().concept} onChange={(event) => change({ concept: event.currentTarget.value })}>
              <option value="">nothing in the courses</option>
              <For each={concepts()}>{([id, { title }]) => <option value={id}>{title}</option>}</For>
            </select>
          </label>
        </div>
        <label class="check">
          <input
            type="checkbox"
            checked={!draft().shuffle}
            onChange={(event) => change({ shuffle: !event.currentTarget.checked })}
          />
          <span>The options have an order of their own (numbers, dates): never shuffle them</span>
        </label>
        <AdviceList advice={others()} />
        <div class="actions">
          <button class="button" type="submit" data-weight="first">
            Keep it
          </button>
          <button class="button" type="button" onClick={() => props.onClose()}>
            Back to the list
          </button>
        </div>
        <p role="status">
          {said()} {isTouched() ? verdictText(checked().advice) : ''}
        </p>
      </form>
      <section aria-label="Preview">
        <h3>As learners get it</h3>
        <Show
          when={preview()}
          keyed
          fallback={<p class="quiet">The preview stands here once the question is whole.</p>}
        >
          {(question) => <Quiz question={question} order={buildOrder(question)} context="practice" isTrial />}
        </Show>
      </section>
    </section>
  )
}

function AdviceList(props: { readonly id?: string; readonly advice: readonly Advice[] }) {
  return (
    <ul class="advice-list" role="list" id={props.id}>
      <For each={props.advice}>
        {({ severity, what, remedy }) => (
          <li data-severity={severity}>
            <strong>{severity === 'error' ? 'To mend:' : 'Better:'}</strong> {what} {remedy}
          </li>
        )}
      </For>
    </ul>
  )
}

function verdictText(advice: readonly Advice[]): string {
  if (advice.length === 0) return words.sound
  const errors = advice.filter(({ severity }) => severity === 'error').length
  return errors > 0
    ? `${errors} ${words.mend}; it can be kept all the same.`
    : 'It can be used; see what could be better.'
}
