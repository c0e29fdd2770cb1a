import { createEffect, createMemo, createSignal, For, Index, on, Show } from 'solid-js'
import { buildOrder } from '../../core/option-order.ts'
import { grades, levels, tasks, type Task } from '../../core/question.ts'
import type { Signposts } from '../exam/signposts.ts'
import { createFocusTarget } from '../primitives/createFocusTarget.ts'
import { whenMounted } from '../primitives/mounted.ts'
import { Quiz } from '../quiz/Quiz.tsx'
import type { Json } from '../../store/progress.ts'
import { AdviceList } from './AdviceList.tsx'
import type { Advice, checkFields } from './author.ts'
import {
  draftOf,
  fieldsOf,
  gradesOf,
  keptFields,
  newDraft,
  ofType,
  partsOf,
  type Draft,
  type Entry,
  type Part,
} from './draft.ts'
import { EntryList } from './EntryList.tsx'
import { gradeWords, partWords, typeWords, words } from './words.ts'

const mostTargets = 9

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
  // By its own, so that no list is built anew while somebody writes in it.
  const type = createMemo(() => draft().type)
  const parts = createMemo(() => partsOf(type()))
  /** A new question is not scolded before somebody has written in it. */
  const advice = (field: string, option?: number): readonly Advice[] =>
    isTouched() ? checked().advice.filter((one) => one.field === field && one.option === option) : []
  /** What the rules say of an entry; of a list that is the only one, also what they say of all entries together. */
  const adviceOn = (name: Part['name'], at: number | undefined) =>
    at === undefined && parts().length === 1 && name !== 'options'
      ? [...advice(name), ...advice('options')]
      : advice(name, at)
  const placed = () => ['stem', 'right', 'pairs', 'model', ...parts().map(({ name }) => name)]
  const others = () =>
    isTouched()
      ? checked().advice.filter(
          ({ field }) => !placed().includes(field) && !(field === 'options' && parts().length === 1),
        )
      : []
  const change = (part: Partial<Draft>) => {
    setDraft({ ...draft(), ...part })
    setSaid('')
  }
  const changeList = (name: Part['name'], entries: readonly Entry[]) =>
    change({ lists: { ...draft().lists, [name]: entries } })
  /** Of the grades, those that are offered. */
  const skipped = (name: Part['name']) => (name === 'grade' ? grades.length - gradesOf(draft().type).length : 0)
  const givenText = (name: Part['name']) => {
    if (name === 'grade') return (at: number) => gradeWords[gradesOf(draft().type)[at] ?? 'minor']
    if (name !== 'requirement' || draft().type !== 'finding') return undefined
    return (at: number) => (at === draft().lists.requirement.length - 1 ? words.noRequirement : undefined)
  }
  const changeTarget = (at: number, text: string) =>
    change({ targets: draft().targets.map((target, index) => (index === at ? text : target)) })
  /** Who belongs to a target that goes belongs nowhere. */
  const removeTarget = () => {
    const last = String(draft().targets.length - 1)
    change({
      targets: draft().targets.slice(0, -1),
      lists: {
        ...draft().lists,
        left: draft().lists.left.map((entry) => (entry.target === last ? { ...entry, target: '' } : entry)),
      },
    })
  }
  const targetAdvice = () =>
    isTouched() ? checked().advice.filter(({ field }) => field === 'right' || field === 'pairs') : []
  const isFinding = () => draft().type === 'finding' || draft().type === 'nonconformity'
  const targetsOf = (type: Task): readonly { readonly value: string; readonly text: string }[] =>
    type === 'classify'
      ? grades.map((grade) => ({ value: grade, text: gradeWords[grade] }))
      : draft().targets.map((text, at) => ({ value: String(at), text: text || `${words.target} ${at + 1}` }))

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
        <label class="field">
          <span>{words.answeredBy}</span>
          <select
            value={draft().type}
            onChange={(event) =>
              setDraft(ofType(draft(), tasks.find((task) => task === event.currentTarget.value) ?? 'single'))
            }
          >
            <For each={tasks}>{(task) => <option value={task}>{typeWords[task]}</option>}</For>
          </select>
        </label>
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
        <Show when={draft().type === 'match'}>
          <fieldset>
            <legend>{words.targets}</legend>
            <Index each={draft().targets}>
              {(target, at) => (
                <label class="field">
                  <span>
                    {words.target} {at + 1}
                  </span>
                  <input
                    type="text"
                    value={target()}
                    onInput={(event) => changeTarget(at, event.currentTarget.value)}
                  />
                </label>
              )}
            </Index>
            <div class="actions">
              <button
                class="button"
                type="button"
                disabled={draft().targets.length >= mostTargets}
                onClick={() => change({ targets: [...draft().targets, ''] })}
              >
                Add a target
              </button>
              <button class="quiet-button" type="button" disabled={draft().targets.length <= 2} onClick={removeTarget}>
                Remove the last target
              </button>
            </div>
            <AdviceList advice={targetAdvice()} />
          </fieldset>
        </Show>
        <For each={parts()}>
          {(part) => (
            <EntryList
              part={part}
              entries={draft().lists[part.name].slice(skipped(part.name))}
              legend={partWords[part.name].legend}
              thing={partWords[part.name].thing}
              given={givenText(part.name)}
              isOrdered={part.name === 'steps'}
              more={
                part.name === 'left' || part.name === 'rows'
                  ? (entry, at) => (
                      <label>
                        <span>
                          {words.belongs} ({'ABCDEF'.charAt(at)})
                        </span>
                        <select
                          value={entry().target}
                          onChange={(event) =>
                            changeList(
                              part.name,
                              draft().lists[part.name].map((one, index) =>
                                index === at ? { ...one, target: event.currentTarget.value } : one,
                              ),
                            )
                          }
                        >
                          <option value="">{words.nowhere}</option>
                          <For each={targetsOf(draft().type)}>
                            {({ value, text }) => (
                              <option value={value} selected={value === entry().target}>
                                {text}
                              </option>
                            )}
                          </For>
                        </select>
                      </label>
                    )
                  : undefined
              }
              advice={(at) => adviceOn(part.name, at)}
              onChange={(entries) =>
                changeList(part.name, [...draft().lists[part.name].slice(0, skipped(part.name)), ...entries])
              }
            />
          )}
        </For>
        <Show when={isFinding()}>
          <div class="field">
            <label for="own-model">{words.model}</label>
            <textarea
              id="own-model"
              rows={4}
              value={draft().model}
              aria-describedby="own-model-advice"
              onInput={(event) => change({ model: event.currentTarget.value })}
            />
            <AdviceList id="own-model-advice" advice={advice('model')} />
          </div>
        </Show>
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
            <span>Clauses and controls, such as 6.1.3, A.5.2</span>
            <input type="text" value={draft().refs} onInput={(event) => change({ refs: event.currentTarget.value })} />
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

function verdictText(advice: readonly Advice[]): string {
  if (advice.length === 0) return words.sound
  const errors = advice.filter(({ severity }) => severity === 'error').length
  return errors > 0
    ? `${errors} ${words.mend}; it can be kept all the same.`
    : 'It can be used; see what could be better.'
}
