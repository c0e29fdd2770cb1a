import { Index, Show, type JSX } from 'solid-js'
import type { Advice } from './author.ts'
import { AdviceList } from './AdviceList.tsx'
import { emptyEntry, type Entry, type Part } from './draft.ts'

/** Entries of a question while they are written: what each says, why, and whether it is right. */
export function EntryList(props: {
  readonly part: Part
  readonly entries: readonly Entry[]
  readonly legend: string
  /** What one of them is called: `Option`, for option A. */
  readonly thing: string
  /** Texts that are given, by place; where none is, one is written. */
  readonly given?: ((at: number) => string | undefined) | undefined
  /** Whether their order is what is right. */
  readonly isOrdered?: boolean
  /** Shown at every entry, such as where it belongs. */
  readonly more?: ((entry: () => Entry, at: number) => JSX.Element) | undefined
  readonly advice: (at?: number) => readonly Advice[]
  readonly onChange: (entries: readonly Entry[]) => void
}) {
  const letterOf = (at: number) => (props.isOrdered ? String(at + 1) : 'ABCDEF'.charAt(at))
  const nameOf = (at: number) => `${props.thing} ${letterOf(at)}`
  const change = (at: number, part: Partial<Entry>) =>
    props.onChange(props.entries.map((entry, index) => (index === at ? { ...entry, ...part } : entry)))
  const markKey = (at: number, isKey: boolean) =>
    props.onChange(
      props.entries.map((entry, index) =>
        props.part.keys === 'one' ? { ...entry, isKey: index === at } : index === at ? { ...entry, isKey } : entry,
      ),
    )
  const moveUp = (at: number) => {
    const [one, before] = [props.entries[at], props.entries[at - 1]]
    if (one && before) props.onChange(props.entries.with(at - 1, one).with(at, before))
  }

  return (
    <fieldset class="own-options">
      <legend>{props.legend}</legend>
      <Index each={props.entries}>
        {(entry, at) => (
          <div class="own-option" role="group" aria-label={nameOf(at)}>
            <Show when={props.part.keys !== 'none'}>
              <label class="check key">
                <input
                  type={props.part.keys === 'one' ? 'radio' : 'checkbox'}
                  name={`key-${props.part.name}`}
                  checked={entry().isKey}
                  onChange={(event) => markKey(at, event.currentTarget.checked)}
                />
                <span>{props.given?.(at) ?? letterOf(at)} is right</span>
              </label>
            </Show>
            <Show when={props.given?.(at) === undefined}>
              <label>
                <span>{nameOf(at)}</span>
                <textarea
                  rows={2}
                  value={entry().text}
                  onInput={(event) => change(at, { text: event.currentTarget.value })}
                />
              </label>
            </Show>
            {props.more?.(entry, at)}
            <label>
              <span>Why ({props.given?.(at) ?? letterOf(at)})</span>
              <textarea
                rows={2}
                value={entry().rationale}
                onInput={(event) => change(at, { rationale: event.currentTarget.value })}
              />
            </label>
            <Show when={props.isOrdered && at > 0}>
              <button class="quiet-button" type="button" onClick={() => moveUp(at)}>
                Up<span class="visually-hidden">: {nameOf(at)}</span>
              </button>
            </Show>
            <AdviceList advice={props.advice(at)} />
          </div>
        )}
      </Index>
      <Show when={props.part.fewest < props.part.most}>
        <div class="actions">
          <button
            class="button"
            type="button"
            disabled={props.entries.length >= props.part.most}
            onClick={() => props.onChange(withOne(props.entries, props.given !== undefined))}
          >
            Add {props.thing === 'Option' ? 'an' : 'a'} {props.thing.toLowerCase()}
          </button>
          <button
            class="quiet-button"
            type="button"
            disabled={props.entries.length <= props.part.fewest}
            onClick={() => props.onChange(withoutOne(props.entries, props.given !== undefined))}
          >
            Remove the last
          </button>
        </div>
      </Show>
      <AdviceList advice={props.advice()} />
    </fieldset>
  )
}

/** The last one stays last where its text is given. */
const withOne = (entries: readonly Entry[], keepsLast: boolean): readonly Entry[] =>
  keepsLast ? [...entries.slice(0, -1), emptyEntry, ...entries.slice(-1)] : [...entries, emptyEntry]
const withoutOne = (entries: readonly Entry[], keepsLast: boolean): readonly Entry[] =>
  keepsLast ? [...entries.slice(0, -2), ...entries.slice(-1)] : entries.slice(0, -1)
