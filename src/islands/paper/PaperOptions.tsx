import { For, Show } from 'solid-js'
import type { ExamQuestion } from '../../core/exam.ts'
import { letterAt } from '../../core/paper.ts'
import { isPlaced, type Option } from '../../core/question.ts'
import { known } from '../../core/result.ts'
import { slotWords } from '../quiz/finding-words.ts'

/**
 * Options called by letters; where rows are matched or classified, the rows by numbers and the targets by letters; where
 * a finding is put together, by its parts.
 */
export function PaperOptions(props: { readonly asked: ExamQuestion }) {
  const prompt = () => props.asked.question.prompt
  const options = () => props.asked.optionOrder.map((id) => known(prompt().options.find((option) => option.id === id)))
  const targets = (): readonly Option[] => {
    const now = prompt()
    return isPlaced(now) ? now.targets : []
  }
  const slots = () => {
    const now = prompt()
    return now.kind === 'nonconformity' ? now.slots : []
  }
  return (
    <>
      <Show when={targets().length > 0}>
        <Lettered options={options()} nameAt={(at) => `${at + 1}.`} />
        <p class="task">For each number write one of these letters, in their order:</p>
      </Show>
      <For
        each={slots()}
        fallback={<Lettered options={targets().length > 0 ? targets() : options()} nameAt={letterAt} />}
      >
        {(slot) => (
          <>
            <p class="task">
              {slotWords[slot.name].title}: write{' '}
              {slot.name === 'evidence'
                ? 'the letters of all that carries the finding, its grade included.'
                : 'one letter.'}
            </p>
            <Lettered
              options={options().filter(({ id }) => slot.options.includes(id))}
              nameAt={(at) => letterAt(options().findIndex(({ id }) => slot.options.includes(id)) + at)}
            />
          </>
        )}
      </For>
      <Show when={prompt().kind === 'order'}>
        <p class="task">Write the letters in the right order.</p>
      </Show>
    </>
  )
}

function Lettered(props: { readonly options: readonly Option[]; readonly nameAt: (place: number) => string }) {
  return (
    <ul role="list">
      <For each={props.options}>
        {(option, at) => (
          <li>
            <span class="letter">{props.nameAt(at())}</span> {option.text}
          </li>
        )}
      </For>
    </ul>
  )
}
