import { createSignal } from 'solid-js'
import { isServer } from 'solid-js/web'
import type {
  Annotated,
  Attempt,
  ForecastRow,
  Keeping,
  Lessons,
  Progress,
  Settings,
  StoredResponse,
} from '../../store/progress.ts'
import { loadProgress, queue } from '../primitives/device.ts'
import { whenMounted } from '../primitives/mounted.ts'

/** All that this device holds of a learner. */
export type Kept = {
  readonly progress: Progress
  readonly keeping: Keeping
  /** When something was last kept that the browser has cleared away since. */
  readonly lostAt: number | undefined
  readonly responses: readonly StoredResponse[]
  readonly lessons: Lessons
  readonly attempts: readonly Attempt[]
  readonly annotations: readonly Annotated[]
  readonly forecasts: readonly ForecastRow[]
  readonly settings: Settings
  /** How many fields of workbooks are filled in. */
  readonly fields: number
}

export type KeptState =
  | { readonly kind: 'loading' }
  /** Another tab holds what is stored; the page waits for it. */
  | { readonly kind: 'blocked' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'there'; readonly kept: Kept }

/** Follows what this device holds. It is there once all of it was read, and each part is read once. */
export function createKept(): () => KeptState {
  const [state, setState] = createSignal<KeptState>({ kind: 'loading' })
  // On its way before the page is drawn: nothing can be shown without it.
  if (!isServer) loadProgress().catch(() => {})
  whenMounted(() => {
    const stops: (() => void)[] = []
    const follow = async () => {
      const progress = await loadProgress()
      void progress.blocked.then(() => setState((now) => (now.kind === 'loading' ? { kind: 'blocked' } : now)))
      await queue.flush()
      let now: Partial<Kept> = { progress }
      const show = (part: Partial<Kept>) => {
        now = { ...now, ...part }
        if (isWhole(now)) setState({ kind: 'there', kept: { ...now, lostAt: lostAt(now) } })
      }
      stops.push(
        progress.watchResponses({}, (responses) => show({ responses })),
        progress.watchLessons((lessons) => show({ lessons })),
        progress.watchAttempts((attempts) => show({ attempts })),
        progress.watchAnnotations({}, (annotations) => show({ annotations })),
        progress.watchSettings((settings) => show({ settings })),
        progress.watchBinders(() => void progress.countFields().then((fields) => show({ fields }))),
      )
      show({ keeping: await progress.ready, forecasts: await progress.forecasts() })
    }
    follow().catch(() => setState({ kind: 'failed' }))
    return () => stops.forEach((stop) => stop())
  })
  return state
}

type Parts = Omit<Kept, 'lostAt'>

const isWhole = (kept: Partial<Kept>): kept is Parts =>
  [
    kept.keeping,
    kept.forecasts,
    kept.lessons,
    kept.responses,
    kept.attempts,
    kept.annotations,
    kept.settings,
    kept.fields,
  ].every((part) => part !== undefined)

const lostAt = ({ progress, keeping, lessons, responses, attempts, annotations, settings, fields }: Parts) =>
  keeping.keeps === 'device' &&
  responses.length +
    attempts.length +
    annotations.length +
    fields +
    settings.size +
    lessons.visits.size +
    lessons.studied.size ===
    0
    ? progress.keptAt()
    : undefined
