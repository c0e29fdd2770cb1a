import { createMemo, For, Show } from 'solid-js'
import { readiness, type DomainEstimate, type Readiness } from '../../core/readiness.ts'
import { unreachable } from '../../core/result.ts'
import type { Learner } from '../study/createLearner.ts'
import { evidenceOf } from '../study/evidence.ts'

const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' })
const percent = (share: number) => `${Math.round(share * 100)} %`

/** “Am I ready?”, answered as far as the evidence goes and no further. */
export function ReadinessPart(props: { readonly learner: Learner }) {
  const exam = () => props.learner.facts.exam
  const found = createMemo(() =>
    readiness(evidenceOf(props.learner.facts, props.learner.responses), exam(), Date.now()),
  )
  return (
    <section class="readiness" aria-labelledby="readiness-title">
      <h2 id="readiness-title">Am I ready?</h2>
      <p class="claim">{claimText(found())}</p>
      <Show when={found().claim.kind === 'percent'}>
        <p>
          In an exam like this one, {exam().questions} questions with {exam().cut} to pass, you would most likely get
          between {found().low} and {found().high} right.
        </p>
      </Show>
      <Show when={found().isDisputed}>
        <p class="note" data-kind="warning">
          A second, simpler estimate says something rather different. Take neither as settled; a whole practice exam
          with new questions would tell more.
        </p>
      </Show>
      <Show when={found().claim.kind !== 'not-enough'}>
        <Domains readiness={found()} learner={props.learner} />
        <p class="quiet">
          Based on {found().answers} first answers{since(found())}, each counted once, without help, older ones less.
          Difficulty is rated by authors. The estimate is not validated against real exam results, and the real exam may
          differ. Seventy of a hundred on one practice exam is a coin toss; nearly eighty, twice, on new questions, is
          what to aim for.
        </p>
      </Show>
    </section>
  )
}

const since = ({ firstAt }: Readiness) => (firstAt === undefined ? '' : ` since ${date.format(firstAt)}`)

export function claimText({ claim }: Readiness): string {
  switch (claim.kind) {
    case 'not-enough':
      return `Not enough evidence yet: ${claim.have} of ${claim.need} first answers. Lesson checks, practice and exams all count, each question once, older answers less.`
    case 'stale':
      return `Your last answer is from ${date.format(claim.lastAt)}. After 45 days nothing is claimed any more: answer some questions, and the estimate comes back.`
    case 'words':
      return `${wordsOf[claim.words]} A figure is given from 80 answers on, over all domains, older ones counted less.`
    case 'percent':
      return `About ${claim.percent} % to pass, if the exam were today.`
    default:
      return unreachable(claim)
  }
}

const wordsOf = {
  'not-yet': 'Not yet: a pass today would be luck.',
  'toss-up': 'A toss-up: today it could go either way.',
  leaning: 'Leaning towards a pass, with some way to go.',
  likely: 'Likely to pass, as far as these answers tell.',
} as const

// The field of the drawing, in its own units.
const width = 300

/** Each domain as a range; where a domain has fewer than five answers nothing is drawn. */
function Domains(props: { readonly readiness: Readiness; readonly learner: Learner }) {
  const rows = () =>
    props.learner.facts.exam.domains.flatMap(({ id, title }) => {
      const estimate = props.readiness.domains.find((one) => one.id === id)
      return estimate ? [{ title, estimate }] : []
    })
  const cut = () => props.learner.facts.exam.cut / props.learner.facts.exam.questions
  return (
    <figure class="domains">
      <figcaption>Expected share of right answers in the exam, with the range it is in four times of five</figcaption>
      <dl>
        <For each={rows()}>
          {({ title, estimate }) => (
            <div>
              <dt>{title}</dt>
              <dd>
                <Show when={estimate.answers >= 5} fallback={<span class="quiet">fewer than five answers</span>}>
                  <svg viewBox={`0 0 ${width} 18`} aria-hidden="true">
                    <path class="track" d={`M0 9H${width}`} />
                    <path class="cut" d={`M${cut() * width} 1V17`} />
                    <path class="range" d={`M${estimate.low * width} 9H${estimate.high * width}`} />
                    <circle cx={estimate.mean * width} cy="9" r="5" />
                  </svg>
                  <span>{rangeText(estimate)}</span>
                </Show>
              </dd>
            </div>
          )}
        </For>
      </dl>
      <p class="quiet">
        The upright line is the pass mark.{' '}
        <Show when={overlaps(rows().map(({ estimate }) => estimate))}>
          The ranges overlap: which domain is the weaker one is not known yet.
        </Show>
      </p>
    </figure>
  )
}

const rangeText = ({ mean, low, high, answers }: DomainEstimate) =>
  `${percent(mean)}, from ${percent(low)} to ${percent(high)}; ${answers} answers`

const overlaps = (domains: readonly DomainEstimate[]) =>
  domains.length > 1 && Math.max(...domains.map(({ low }) => low)) <= Math.min(...domains.map(({ high }) => high))
