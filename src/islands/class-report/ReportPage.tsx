import { createSignal, For, Show } from 'solid-js'
import { fetched, type Shelf } from '../exam/form-finder.ts'
import { noSignposts, type Signposts } from '../exam/signposts.ts'
import { memoryText } from '../keeping/words.ts'
import { queried } from '../primitives/address.ts'
import { Boundary } from '../primitives/Boundary.tsx'
import { createFetched } from '../primitives/createFetched.ts'
import { loadProgress } from '../primitives/device.ts'
import { whenMounted } from '../primitives/mounted.ts'
import type { Keeping, OwnWork, StoredClass } from '../../store/progress.ts'
import { classFormOf } from '../../core/class-report.ts'
import { isSelected } from '../../core/question.ts'
import { ownWorkOf, planOfOwn } from '../own-questions/own-work.ts'
import { ClassPage } from './ClassPage.tsx'
import { canSit } from './form-of.ts'
import { NewClass, type OwnChoice } from './NewClass.tsx'
import { dayText, ownText, words } from './words.ts'
import './class-report.css'

export type ReportProps = {
  /** The address of where the forms of every exam come from, `readonly Shelf[]`. */
  readonly shelves: string
  /** The address of where lessons are. */
  readonly signposts: string
}

/** Class forms, and what came back. */
export function ReportPage(props: ReportProps) {
  return (
    <Boundary>
      <Pages {...props} />
    </Boundary>
  )
}

function Pages(props: ReportProps) {
  const [shelves, setShelves] = createSignal<readonly Shelf[]>([])
  const [own, setOwn] = createSignal<readonly OwnChoice[]>([])
  const [classes, setClasses] = createSignal<readonly StoredClass[]>()
  const [keeping, setKeeping] = createSignal<Keeping>({ keeps: 'device' })
  const [openId, setOpenId] = createSignal<string>()
  const [why, setWhy] = createSignal('')
  const signposts = createFetched<Signposts>(() => props.signposts, noSignposts)

  whenMounted(() => {
    let stop = () => {}
    const start = async () => {
      setOpenId(queried('class'))
      const [all, progress] = await Promise.all([fetched<readonly Shelf[]>(props.shelves), loadProgress()])
      if (all) setShelves(all.filter(canSit))
      else
        setWhy(
          'The questions could not be loaded, so no form can be made. Check the connection and reload. What came in before is below.',
        )
      setKeeping(await progress.ready)
      stop = progress.watchClasses(setClasses)
      const work = await ownWorkOf(progress)
      const choices = [...work.exams].map(([id, exam]) => ({
        id,
        title: exam.title,
        form: () => ownForm({ id, exam }, work),
      }))
      setOwn(choices)
    }
    start().catch(() => setWhy(words.broken))
    return () => stop()
  })

  async function ownForm(kept: Parameters<typeof planOfOwn>[0], work: OwnWork) {
    const plan = await planOfOwn(kept, { work, shelves: shelves() })
    if (!plan.ok) return ownText(plan.failure)
    if (!plan.value.questions.every(({ question }) => isSelected(question.prompt))) return words.notByChoosing
    return classFormOf(plan.value)
  }

  const open = (id: string | undefined) => {
    setOpenId(id)
    history.replaceState(history.state, '', id === undefined ? location.pathname : `?class=${encodeURIComponent(id)}`)
  }
  const given = () => classes()?.find(({ id }) => id === openId())
  const inMemory = () => {
    const now = keeping()
    return now.keeps === 'memory' ? memoryText(now.reason) : undefined
  }

  return (
    <div class="class-report">
      <Show when={inMemory()}>
        {(text) => (
          <p class="note" data-kind="warning">
            {text()}
          </p>
        )}
      </Show>
      <p role="alert">{why()}</p>
      <Show when={classes()} fallback={<p role="status">{why() ? '' : words.opening}</p>}>
        {(all) => (
          <Show
            when={given()}
            fallback={
              <>
                <section>
                  <h2>A new form for a class</h2>
                  <NewClass shelves={shelves()} own={own()} onMade={open} />
                </section>
                <section>
                  <h2>Your classes</h2>
                  <Show when={all().length > 0} fallback={<p>{words.none}</p>}>
                    <ul role="list" class="classes">
                      <For each={all()}>
                        {(one) => (
                          <li>
                            <button class="linked" type="button" onClick={() => open(one.id)}>
                              {one.form.title}
                              {one.form.code === undefined ? '' : `, form ${one.form.code}`}
                            </button>{' '}
                            <span class="quiet">
                              of {dayText(one.createdAt)}; deleted on {dayText(one.deleteAt)}
                            </span>
                          </li>
                        )}
                      </For>
                    </ul>
                  </Show>
                </section>
              </>
            }
          >
            {(one) => <ClassPage given={one()} signposts={signposts()} onBack={() => open(undefined)} />}
          </Show>
        )}
      </Show>
    </div>
  )
}
