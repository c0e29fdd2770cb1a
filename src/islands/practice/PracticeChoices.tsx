import { createUniqueId, For, Show } from 'solid-js'
import type { CourseFacts } from '../../core/course-facts.ts'
import { levels, tasks, type Level, type Task } from '../../core/question.ts'
import { everything, states, type Filter, type State } from './filter.ts'

const words = {
  states: {
    any: 'All questions',
    new: 'Questions new to me',
    missed: 'Missed when last answered',
    sure: 'Missed although I was sure',
    flagged: 'Flagged',
  } satisfies Record<State, string>,
  tasks: {
    single: 'One right option',
    multiple: 'Several right options',
    order: 'Steps to order',
    match: 'Pairs to match',
    classify: 'Evidence to grade',
    finding: 'Findings',
    nonconformity: 'Nonconformities',
  } satisfies Record<Task, string>,
  levels: {
    remember: 'Remember',
    understand: 'Understand',
    apply: 'Apply',
    analyse: 'Analyse',
    evaluate: 'Evaluate',
  } satisfies Record<Level, string>,
} as const

type Choice = { readonly id: string; readonly title: string }

/** What may be asked, and how much of it: each choice narrows the others. */
export function PracticeChoices(props: {
  readonly facts: CourseFacts
  readonly filter: Filter
  readonly onFilter: (filter: Filter) => void
}) {
  const change = (part: Partial<Filter>) => props.onFilter({ ...props.filter, ...part })
  const concepts = () => {
    const lessons = new Set(
      props.facts.lessons.flatMap(({ id, module }) => (module === props.filter.module ? [id] : [])),
    )
    return props.facts.concepts.filter(({ lesson }) => props.filter.module === undefined || lessons.has(lesson))
  }
  const kinds = () => tasks.filter((task) => props.facts.questions.some((question) => question.task === task))
  const asked = () => new Set(props.facts.questions.map(({ level }) => level))

  return (
    <div class="choices">
      <Choose
        label="Module"
        all="All modules"
        choices={props.facts.modules.map(({ id, title }) => ({ id, title: `${id} ${title}` }))}
        chosen={props.filter.module}
        onChoose={(module) => change({ module, concept: undefined })}
      />
      <Choose
        label="Concept"
        all="All concepts"
        choices={concepts()}
        chosen={props.filter.concept}
        onChoose={(concept) => change({ concept })}
      />
      <Choose
        label="Clause or control"
        all="All of them"
        choices={props.facts.requirements.map(({ id, title }) => ({ id, title: `${id} ${title}` }))}
        chosen={props.filter.requirement}
        onChoose={(requirement) => change({ requirement })}
      />
      <Choose
        label="Domain of the exam"
        all="All domains"
        choices={props.facts.exam.domains}
        chosen={props.filter.domain}
        onChoose={(domain) => change({ domain })}
      />
      <Choose
        label="Kind of question"
        all="All kinds"
        choices={kinds().map((task) => ({ id: task, title: words.tasks[task] }))}
        chosen={props.filter.task}
        onChoose={(task) => change({ task: tasks.find((one) => one === task) })}
      />
      <Choose
        label="What you did with them"
        all={undefined}
        choices={states.map((state) => ({ id: state, title: words.states[state] }))}
        chosen={props.filter.state}
        onChoose={(state) => change({ state: states.find((one) => one === state) ?? everything.state })}
      />
      <fieldset>
        <legend>Levels</legend>
        <For each={levels.filter((level) => asked().has(level))}>
          {(level) => (
            <label>
              <input
                type="checkbox"
                checked={props.filter.levels.includes(level)}
                onChange={(event) =>
                  change({
                    levels: levels.filter((one) =>
                      one === level ? event.currentTarget.checked : props.filter.levels.includes(one),
                    ),
                  })
                }
              />
              {words.levels[level]}
            </label>
          )}
        </For>
      </fieldset>
    </div>
  )
}

/** A native list, with a first entry that narrows nothing. */
function Choose(props: {
  readonly label: string
  readonly all: string | undefined
  readonly choices: readonly Choice[]
  readonly chosen: string | undefined
  readonly onChoose: (id: string | undefined) => void
}) {
  const id = createUniqueId()
  return (
    <p>
      <label for={id}>{props.label}</label>
      <select id={id} onChange={(event) => props.onChoose(event.currentTarget.value || undefined)}>
        <Show when={props.all}>
          {(all) => (
            <option value="" selected={props.chosen === undefined}>
              {all()}
            </option>
          )}
        </Show>
        <For each={props.choices}>
          {(choice) => (
            <option value={choice.id} selected={choice.id === props.chosen}>
              {choice.title}
            </option>
          )}
        </For>
      </select>
    </p>
  )
}
