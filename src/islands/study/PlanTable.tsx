import { For, Show } from 'solid-js'
import { calendarFile, type StudyDay, type StudyPlan } from '../../core/study-plan.ts'
import { address } from '../primitives/address.ts'
import { download } from '../primitives/download.ts'
import { dayText, isoOf } from './learner-day.ts'

const counted = (n: number, thing: string) => `${n} ${thing}${n === 1 ? '' : 's'}`

/** The days before the exam, each with what it holds; as a file for any calendar too. */
export function PlanTable(props: {
  readonly course: { readonly id: string; readonly title: string }
  readonly exam: { readonly title: string; readonly profile: string }
  readonly plan: StudyPlan
  readonly today: number
}) {
  const shown = () => props.plan.days.filter((day) => day.kind !== 'rest' || day.reviews > 0)

  function save() {
    const stamp = `${new Date().toISOString().replace(/[-:]|\.\d+/g, '')}`
    const entries = shown()
      .map((day) => ({ day, text: textOf(day, props.exam.title) }))
      .filter(({ text }) => text.length > 0)
      .map(({ day, text }) => ({
        uid: `${props.course.id}-${isoOf(day.day)}@aimward`,
        title: day.kind === 'exam' ? `Exam: ${props.exam.title}` : `Aimward: ${text[0] ?? ''}`,
        text: text.join('\n'),
        date: isoOf(day.day).replaceAll('-', ''),
        until: isoOf(day.day + 1).replaceAll('-', ''),
      }))
    download(`aimward-${props.course.id}-plan.ics`, calendarFile(entries, stamp), 'text/calendar')
  }

  return (
    <section class="plan" aria-labelledby="plan-title">
      <h2 id="plan-title">The days to the exam</h2>
      <p class="quiet">
        Drawn anew each day from what is left, so a day you missed needs no repair. Practice exams stand where they help
        most: about three weeks, ten days and four days before.
      </p>
      <Show when={props.plan.unplaced.length > 0}>
        <p class="note" data-kind="warning">
          {counted(props.plan.unplaced.length, 'lesson')} will not fit before the exam at this pace, from “
          {props.plan.unplaced[0]?.title}” on. More minutes a day, fewer days without study or a later exam would make
          room.
        </p>
      </Show>
      <ol role="list">
        <For each={shown()}>
          {(day) => (
            <li data-kind={day.kind} data-today={day.day === props.today}>
              <h3>
                <time datetime={isoOf(day.day)}>{day.day === props.today ? 'Today' : dayText(day.day)}</time>
                <Show when={day.minutes > 0}>
                  <small>{day.minutes} min</small>
                </Show>
              </h3>
              <ul role="list">
                <For each={day.lessons}>
                  {(lesson) => (
                    <li>
                      <span class="number">{lesson.number}</span>{' '}
                      <a href={address(lesson.path ?? '')}>{lesson.title}</a>
                    </li>
                  )}
                </For>
                <Show when={day.mock}>
                  <li>
                    <a href={address(`exams/${props.exam.profile}/`)}>A whole practice exam</a>
                  </li>
                </Show>
                <Show when={day.reviews > 0}>
                  <li>{counted(day.reviews, 'review')}</li>
                </Show>
                <Show when={day.kind === 'study' && day.minutes === 0}>
                  <li>Whatever is due</li>
                </Show>
                <Show when={day.kind === 'light'}>
                  <li>The due reviews and nothing new. See to the way there, your papers and some sleep.</li>
                </Show>
                <Show when={day.kind === 'exam'}>
                  <li>
                    <strong>The exam</strong>
                  </li>
                </Show>
              </ul>
            </li>
          )}
        </For>
      </ol>
      <button class="button" type="button" onClick={save}>
        Save for your calendar (.ics)
      </button>
    </section>
  )
}

function textOf({ lessons, mock, reviews, kind }: StudyDay, exam: string): readonly string[] {
  if (kind === 'exam') return [exam]
  return [
    ...(mock ? ['A whole practice exam'] : []),
    ...lessons.map(({ number, title }) => `${number} ${title}`),
    ...(reviews > 0 ? [counted(reviews, 'review')] : []),
    ...(kind === 'light' && reviews === 0 ? ['Nothing new today'] : []),
  ]
}
