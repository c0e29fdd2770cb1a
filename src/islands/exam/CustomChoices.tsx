import { For } from 'solid-js'
import type { Choice, Choices, CustomExam, ListName } from '../../core/custom.ts'
import { levels } from '../../core/question.ts'

type ChoiceList = {
  readonly name: ListName
  readonly title: string
  readonly groups: readonly { readonly title?: string; readonly choices: readonly Choice[] }[]
}

/** What a custom exam can be about, list by list. */
export function CustomChoices(props: {
  readonly choices: Choices
  readonly custom: CustomExam
  readonly onToggle: (name: ListName, id: string) => void
}) {
  const lists = (): readonly ChoiceList[] => [
    {
      name: 'refs',
      title: 'Clauses, controls and sources',
      groups: [
        { title: 'Clauses', choices: props.choices.refs.filter(isClause) },
        { title: 'Annex A, areas and controls', choices: props.choices.refs.filter(isControl) },
        { title: 'Annexes and other sources', choices: props.choices.refs.filter(isOther) },
      ],
    },
    { name: 'modules', title: 'Modules', groups: [{ choices: props.choices.modules }] },
    {
      name: 'concepts',
      title: 'Concepts',
      groups: props.choices.modules.map(({ title, concepts }) => ({ title, choices: concepts })),
    },
    { name: 'domains', title: 'Domains', groups: [{ choices: props.choices.domains }] },
    { name: 'levels', title: 'Levels', groups: [{ choices: levels.map((id) => ({ id, title: id })) }] },
  ]
  return (
    <div class="lists">
      <For each={lists()}>
        {({ name, title, groups }) => (
          <details>
            <summary>
              {title}: {props.custom[name].length === 0 ? 'all' : `${props.custom[name].length} chosen`}
            </summary>
            <For each={groups}>
              {(group) => (
                <fieldset>
                  <legend class={group.title === undefined ? 'visually-hidden' : undefined}>
                    {group.title ?? title}
                  </legend>
                  <For each={group.choices}>
                    {(choice) => (
                      <label class="box">
                        <input
                          type="checkbox"
                          checked={props.custom[name].includes(choice.id)}
                          onChange={() => props.onToggle(name, choice.id)}
                        />
                        <span>{choice.title}</span>
                      </label>
                    )}
                  </For>
                </fieldset>
              )}
            </For>
          </details>
        )}
      </For>
    </div>
  )
}

const isClause = ({ id }: Choice) => /^\d/.test(id)
const isControl = ({ id }: Choice) => id.startsWith('A.')
const isOther = (choice: Choice) => !isClause(choice) && !isControl(choice)
