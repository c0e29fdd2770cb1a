import { createUniqueId, For, type ParentProps } from 'solid-js'
import type { CourseFacts } from '../../core/course-facts.ts'
import { minutesChoices, type Aims } from './aims.ts'
import { dayOf, isoOf } from './learner-day.ts'
import './study.css'

const words = {
  title: 'Your aim',
  exam: 'Date of the exam',
  noExam: 'Leave it empty if there is none yet.',
  minutes: 'Minutes a day',
  rest: 'Days without study',
  weekdays: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  leftOut: 'Modules the plan leaves out',
} as const

/** Monday first, as calendars of most readers have it. */
const weekdays = [1, 2, 3, 4, 5, 6, 0] as const

/** When the exam is, and how much time there is: the day, the plan and the reviews follow from it. */
export function AimForm(
  props: ParentProps<{
    readonly modules: CourseFacts['modules']
    readonly aims: Aims
    readonly today: number
    readonly onChange: (aims: Aims) => void
  }>,
) {
  const id = createUniqueId()
  const change = (part: Partial<Aims>) => props.onChange({ ...props.aims, ...part })

  return (
    <form class="aims" aria-labelledby={`${id}-title`} onSubmit={(event) => event.preventDefault()}>
      <h2 id={`${id}-title`}>{words.title}</h2>
      <div class="fields">
        <p>
          <label for={`${id}-exam`}>{words.exam}</label>
          <input
            id={`${id}-exam`}
            type="date"
            min={isoOf(props.today + 1)}
            value={props.aims.examDay === undefined ? '' : isoOf(props.aims.examDay)}
            aria-describedby={`${id}-none`}
            onChange={(event) => change({ examDay: dayOf(event.currentTarget.value), startDay: props.today })}
          />
          <small id={`${id}-none`}>{words.noExam}</small>
        </p>
        <p>
          <label for={`${id}-minutes`}>{words.minutes}</label>
          <select id={`${id}-minutes`} onChange={(event) => change({ minutes: Number(event.currentTarget.value) })}>
            <For each={minutesChoices}>
              {(minutes) => (
                <option value={minutes} selected={minutes === props.aims.minutes}>
                  {minutes}
                </option>
              )}
            </For>
          </select>
        </p>
      </div>
      <fieldset>
        <legend>{words.rest}</legend>
        <For each={weekdays}>
          {(day) => (
            <label>
              <input
                type="checkbox"
                checked={props.aims.restDays.includes(day)}
                onChange={(event) => change({ restDays: toggled(props.aims.restDays, day, event.currentTarget) })}
              />
              {words.weekdays[day]}
            </label>
          )}
        </For>
      </fieldset>
      <details>
        <summary>
          {words.leftOut}: {props.aims.leftOut.length === 0 ? 'none' : props.aims.leftOut.join(', ')}
        </summary>
        <fieldset class="modules">
          <legend class="visually-hidden">{words.leftOut}</legend>
          <For each={props.modules}>
            {(module) => (
              <label>
                <input
                  type="checkbox"
                  checked={props.aims.leftOut.includes(module.id)}
                  onChange={(event) => change({ leftOut: toggled(props.aims.leftOut, module.id, event.currentTarget) })}
                />
                {module.id} {module.title}
              </label>
            )}
          </For>
        </fieldset>
      </details>
      {props.children}
    </form>
  )
}

const toggled = <Item,>(items: readonly Item[], item: Item, { checked }: HTMLInputElement): readonly Item[] =>
  checked ? [...items, item] : items.filter((one) => one !== item)
