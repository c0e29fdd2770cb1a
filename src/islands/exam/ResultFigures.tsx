import { createMemo, For, Show } from 'solid-js'
import type { DomainReport, Report } from '../../core/grading.ts'
import { clockText, durationText, plural } from './clock.ts'

/** Below this many questions a share says nothing about a domain. */
export const enough = 5

export const percentText = (share: number) => `${Math.round(100 * share)} %`

/** The domains with their shares and intervals, as a table whose bars say the same as its words. */
export function Domains(props: { readonly report: Report }) {
  return (
    <table class="domains">
      <thead>
        <tr>
          <th scope="col">Domain</th>
          <th scope="col">Right</th>
          <th scope="col">
            <span class="visually-hidden">Bar of the share that was right, with its range</span>
          </th>
          <th scope="col">Range (95 %)</th>
        </tr>
      </thead>
      <tbody>
        <For each={props.report.domains}>
          {(domain) => (
            <tr>
              <th scope="row">{domain.title}</th>
              <td>
                {domain.right} of {domain.of}
                <Show when={shareOfPass(domain)}>{(text) => <small>{text()}</small>}</Show>
              </td>
              <td class="bar-cell">
                <svg class="bar" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
                  <rect class="bar-field" width="100" height="12" />
                  <rect class="bar-share" width={domain.of === 0 ? 0 : (100 * domain.right) / domain.of} height="12" />
                  <Show when={domain.of >= enough}>
                    <rect
                      class="bar-range"
                      x={100 * domain.interval.low}
                      y="4.5"
                      width={100 * (domain.interval.high - domain.interval.low)}
                      height="3"
                    />
                  </Show>
                </svg>
              </td>
              <td>
                <Show when={domain.of >= enough} fallback="not enough">
                  {percentText(domain.interval.low)} to {percentText(domain.interval.high)}
                </Show>
              </td>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  )
}

/** What a domain adds to the pass rule, where that asks for more than questions: its marks, and what it needs. */
function shareOfPass({ marks, floor }: DomainReport): string | undefined {
  const parts = [
    ...(marks ? [`${marks.earned} of ${marks.of} marks`] : []),
    ...(floor ? [`${floor.needed} needed ${floor.reached ? '✓' : '✗'}`] : []),
  ]
  return parts.length === 0 ? undefined : parts.join('; ')
}

/** Time used, question by question, against an even budget. */
export function PaceLine(props: { readonly report: Report }) {
  const pace = createMemo(() => paceLineOf(props.report))
  return (
    <figure class="pace">
      <figcaption>{pace().caption}</figcaption>
      <svg viewBox="-1 -4 322 128" aria-hidden="true">
        <path class="pace-axis" d="M0 0V120H320" />
        <Show when={pace().budgetLine}>{(line) => <path class="pace-budget" d={line()} />}</Show>
        <path class="pace-actual" d={pace().usedLine} />
      </svg>
      <table>
        <thead>
          <tr>
            <th scope="col">After question</th>
            <For each={props.report.pace.quarters}>{(quarter) => <th scope="col">{quarter.questions}</th>}</For>
          </tr>
        </thead>
        <tbody>
          <Show when={pace().budgetLine}>
            <tr>
              <th scope="row">
                <svg class="key" viewBox="0 0 24 4" aria-hidden="true">
                  <path class="pace-budget" d="M0 2H24" />
                </svg>
                Budget
              </th>
              <For each={props.report.pace.quarters}>{(quarter) => <td>{clockText(quarter.budgetMs ?? 0)}</td>}</For>
            </tr>
          </Show>
          <tr>
            <th scope="row">
              <svg class="key" viewBox="0 0 24 4" aria-hidden="true">
                <path class="pace-actual" d="M0 2H24" />
              </svg>
              Used
            </th>
            <For each={props.report.pace.quarters}>{(quarter) => <td>{clockText(quarter.actualMs)}</td>}</For>
          </tr>
        </tbody>
      </table>
    </figure>
  )
}

/** The line and the words of a pace: time against questions in a field of 320 by 120. */
function paceLineOf({ questions, usedMs, limitMs }: Report) {
  const top = Math.max(usedMs, limitMs ?? 0, 1)
  const y = (ms: number) => (120 - (120 * ms) / top).toFixed(1)
  const x = (index: number) => ((320 * index) / questions.length).toFixed(1)
  let sum = 0
  const points = questions.map(({ spentMs }, index) => `L${x(index + 1)} ${y((sum += spentMs))}`)
  const each = (ms: number) => durationText(ms / questions.length)
  const left = limitMs === undefined ? 0 : limitMs - usedMs
  return {
    usedLine: `M0 120${points.join('')}`,
    budgetLine: limitMs === undefined ? undefined : `M0 120L320 ${y(limitMs)}`,
    caption:
      limitMs === undefined
        ? `You took ${each(usedMs)} a question.`
        : `You had ${each(limitMs)} a question and took ${each(usedMs)}.${left >= 60_000 ? ` Left at the end: ${durationText(left)}.` : ''}`,
  }
}

export function changesText({ changes: { wrongToRight, rightToWrong, wrongToWrong } }: Report): string {
  const all = wrongToRight + rightToWrong + wrongToWrong
  if (all === 0) return 'You changed no answer.'
  return `You changed ${plural(all, 'answer')}: right to wrong ${rightToWrong}, wrong to right ${wrongToRight}, wrong to wrong ${wrongToWrong}.`
}
