import { createSignal, For, Show } from 'solid-js'
import { address } from '../primitives/address.ts'
import { whenMounted } from '../primitives/mounted.ts'
import type { CourseName } from '../study/course-choice.ts'
import type { Learner } from '../study/createLearner.ts'
import { WithLearner } from '../study/WithLearner.tsx'
import { CertaintyPart } from './CertaintyPart.tsx'
import { MasteryMap } from './MasteryMap.tsx'
import { MissesPart } from './MissesPart.tsx'
import { MocksPart } from './MocksPart.tsx'
import { ReadinessPart } from './ReadinessPart.tsx'
import type { WordingPart } from './WordingPart.tsx'
import { RealResultsPart, type KnownExam } from './RealResultsPart.tsx'
import './progress.css'

/** Where one stands: what may be said of it, and what it rests on. */
export const ProgressPage = (props: {
  readonly courses: readonly CourseName[]
  readonly exams: readonly KnownExam[]
}) => (
  <WithLearner courses={props.courses} class="progress-page">
    {(learner) => (
      <>
        <ReadinessPart learner={learner()} />
        <MasteryMap learner={learner()} />
        <MocksPart learner={learner()} />
        <RealResultsPart learner={learner()} exams={props.exams} />
        <CertaintyPart learner={learner()} />
        <MissesPart learner={learner()} />
        <OwnWordings learner={learner()} />
        <Studied learner={learner()} />
        <p>
          All of this is stored in this browser and nowhere else. Export, import and erase it under{' '}
          <a href={address('settings/')}>Settings</a>; what you wrote stands under <a href={address('notes/')}>Notes</a>
          .
        </p>
      </>
    )}
  </WithLearner>
)

/** Nonconformities in one's own words: most learners have none, so the part comes when there is something to show. */
function OwnWordings(props: { readonly learner: Learner }) {
  const [part, setPart] = createSignal<{ readonly WordingPart: typeof WordingPart }>()
  const isWanted = () =>
    props.learner.annotations.some(({ annotation }) => annotation.kind === 'wording') ||
    props.learner.facts.questions.some(({ task }) => task === 'nonconformity')
  whenMounted(() => {
    // Without it the rest of the page still tells what it knows.
    if (isWanted())
      import('./WordingPart.tsx').then(
        ({ WordingPart }) => setPart({ WordingPart }),
        () => {},
      )
  })
  return (
    <Show when={part()} keyed>
      {({ WordingPart }) => <WordingPart learner={props.learner} />}
    </Show>
  )
}

function Studied(props: { readonly learner: Learner }) {
  const lessons = () => props.learner.facts.lessons.filter(({ path }) => path !== undefined)
  const read = () => lessons().filter(({ id }) => props.learner.lessons.studied.has(id)).length
  return (
    <section aria-labelledby="studied-title">
      <h2 id="studied-title">Lessons</h2>
      <p>
        {read()} of {lessons().length} studied.
      </p>
      <For each={props.learner.facts.modules}>
        {(module) => {
          const mine = () => lessons().filter((lesson) => lesson.module === module.id)
          const done = () => mine().filter(({ id }) => props.learner.lessons.studied.has(id)).length
          return (
            <details class="module" open={done() > 0 && done() < mine().length}>
              <summary>
                {module.id} {module.title} <span class="quiet">{`${done()} of ${mine().length}`}</span>
              </summary>
              <ol role="list">
                <For each={mine()}>
                  {(lesson) => (
                    <li>
                      <span class="done" data-on={props.learner.lessons.studied.has(lesson.id)}>
                        {props.learner.lessons.studied.has(lesson.id)
                          ? '✓ studied'
                          : props.learner.lessons.visits.has(lesson.id)
                            ? 'begun'
                            : 'not yet'}
                      </span>
                      <a href={address(lesson.path ?? '')}>{lesson.title}</a>
                    </li>
                  )}
                </For>
              </ol>
            </details>
          )
        }}
      </For>
    </section>
  )
}
