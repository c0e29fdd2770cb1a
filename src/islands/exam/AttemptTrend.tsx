import { createMemo, For, Show } from 'solid-js'
import { trendOf, type Sat, type TrendPoint } from '../../core/trend.ts'
import type { AttemptSummary } from '../../store/progress.ts'

export type TrendProfile = {
  readonly id: string
  readonly title: string
  /** Undefined where a share of questions does not decide: in an exam that is scored in marks. */
  readonly passPercent: number | undefined
}

type Finished = Pick<Sat, 'id' | 'seen'> & { readonly summary: AttemptSummary }

// The field of the drawing, in its own units.
const width = 320
const height = 130
const left = 56

/** How the scores of one exam went, from two attempts on. New questions make a line; seen ones stand beside it and are never joined to it. */
export function AttemptTrend(props: { readonly profile: TrendProfile; readonly attempts: readonly Finished[] }) {
  const trend = createMemo(() =>
    trendOf(
      props.attempts.map(({ id, seen, summary: { endedAt, questions, right } }) => ({
        id,
        endedAt,
        questions,
        right,
        seen,
      })),
    ),
  )
  const x = ({ id }: TrendPoint) => {
    const inTime = props.attempts.toSorted((one, other) => one.summary.endedAt - other.summary.endedAt)
    const step = (width - left - 16) / Math.max(1, inTime.length - 1)
    return left + 8 + step * inTime.findIndex((one) => one.id === id)
  }
  const y = (share: number) => height * (1 - share)
  const line = () =>
    trend()
      .fresh.map((point, at) => `${at === 0 ? 'M' : 'L'}${x(point).toFixed(1)} ${y(point.share).toFixed(1)}`)
      .join('')

  return (
    <Show when={trend().fresh.length >= 2}>
      <figure class="trend">
        <figcaption>
          {props.profile.title}: share of <strong>new</strong> questions that were right, with the range it could be by
          chance. {trendText(trend().fresh)}
        </figcaption>
        <svg viewBox={`0 -8 ${width} ${height + 16}`} aria-hidden="true">
          <For each={[0, 0.5, 1]}>
            {(share) => (
              <>
                <path class="grid" d={`M${left} ${y(share)}H${width}`} />
                <text x={left - 6} y={y(share) + 4}>
                  {share * 100} %
                </text>
              </>
            )}
          </For>
          <Show when={props.profile.passPercent}>
            {(percent) => <path class="pass" d={`M${left} ${y(percent() / 100)}H${width}`} />}
          </Show>
          <path class="line" d={line()} />
          <For each={trend().fresh}>
            {(point) => (
              <>
                <path class="range" d={`M${x(point)} ${y(point.interval.low)}V${y(point.interval.high)}`} />
                <circle class="fresh" cx={x(point)} cy={y(point.share)} r="4.5" />
              </>
            )}
          </For>
          <For each={trend().seen}>
            {(point) => <rect class="seen" x={x(point) - 3.5} y={y(point.share) - 3.5} width="7" height="7" />}
          </For>
        </svg>
        <p class="legend">
          <svg viewBox="0 0 12 12" aria-hidden="true">
            <circle class="fresh" cx="6" cy="6" r="4.5" />
          </svg>
          new{' '}
          <svg viewBox="0 0 12 12" aria-hidden="true">
            <rect class="seen" x="2.5" y="2.5" width="7" height="7" />
          </svg>
          seen before, which says little{' '}
          <Show when={props.profile.passPercent}>
            <svg viewBox="0 0 24 12" aria-hidden="true">
              <path class="pass" d="M0 6H24" />
            </svg>
            pass mark
          </Show>
        </p>
      </figure>
    </Show>
  )
}

/** What the line says in words: whether the last attempt stands outside what chance makes of the first. */
function trendText(fresh: readonly TrendPoint[]): string {
  const first = fresh[0]
  const last = fresh.at(-1)
  if (!first || !last) return ''
  const percent = ({ share }: TrendPoint) => `${Math.round(100 * share)} %`
  const from = `From ${percent(first)} to ${percent(last)} over ${fresh.length} attempts`
  if (last.interval.low > first.share) return `${from}: more than chance explains.`
  if (last.interval.high < first.share) return `${from}: a fall that chance does not explain.`
  return `${from}: within what chance alone can do.`
}
