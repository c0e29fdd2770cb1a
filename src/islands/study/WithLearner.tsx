import { For, Show, type JSX } from 'solid-js'
import { unreachable } from '../../core/result.ts'
import { KeepingNotes } from '../keeping/KeepingNotes.tsx'
import { learners } from '../../store/learners.ts'
import { blockedText } from '../keeping/words.ts'
import { address } from '../primitives/address.ts'
import { Boundary } from '../primitives/Boundary.tsx'
import { chosenCourse, type CourseName } from './course-choice.ts'
import { createLearner, type Learner, type LearnerState } from './createLearner.ts'
import './course-choice.css'

/**
 * A page about one learner and one of the courses: shows what is known once it is read, and says why where it cannot be.
 * The address chooses the course (`?course=`), and the choice stays.
 */
export function WithLearner(props: {
  readonly courses: readonly CourseName[]
  /** Its root class. */
  readonly class: string
  readonly children: (learner: () => Learner) => JSX.Element
}) {
  const state = createLearner(() => chosenCourse(props.courses).id)
  const learner = () => {
    const now = state()
    return now.kind === 'there' ? now.learner : undefined
  }
  const failure = () => whyNot(state())
  return (
    <Boundary>
      <div class={props.class}>
        <Show when={failure()}>
          {(why) => (
            <p class="note" data-kind="warning" role="alert">
              {why()}
            </p>
          )}
        </Show>
        <Show
          when={learner()}
          fallback={<Show when={!failure()}>{<p>Reading what is stored on this device …</p>}</Show>}
        >
          {(known) => (
            <>
              <WhoLearns />
              <KeepingNotes kept={known()} />
              <CourseChoice courses={props.courses} chosen={known().facts.id} />
              {props.children(known)}
            </>
          )}
        </Show>
      </div>
    </Boundary>
  )
}

/** Where there are several courses, which one this page is about now. */
const CourseChoice = (props: { readonly courses: readonly CourseName[]; readonly chosen: string }) => (
  <Show when={props.courses.length > 1}>
    <nav class="course-choice no-print" aria-label="Course">
      <ul role="list">
        <For each={props.courses}>
          {({ id, title }) => (
            <li>
              <a href={`?course=${id}`} aria-current={id === props.chosen ? 'true' : undefined}>
                {title}
              </a>
            </li>
          )}
        </For>
      </ul>
    </nav>
  </Show>
)

/** Where several share the device, whose page this is. */
function WhoLearns() {
  const { current, all } = learners()
  return (
    <Show when={all.length > 1}>
      <p class="quiet who">
        {all.find(({ id }) => id === current)?.name} learns here now.{' '}
        <a href={address('settings/#learners-title')}>Change</a>
      </p>
    </Show>
  )
}

function whyNot({ kind }: LearnerState): string | undefined {
  switch (kind) {
    case 'failed':
      return 'A part of this page did not load. Check the connection and reload; nothing that is stored is lost.'
    case 'blocked':
      return blockedText
    case 'loading':
    case 'there':
      return undefined
    default:
      return unreachable(kind)
  }
}
