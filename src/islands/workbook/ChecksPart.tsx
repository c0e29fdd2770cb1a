import { createMemo, For, Show } from 'solid-js'
import type { Check, CheckResult, Finding } from '../../core/workbook-checks.ts'
import { Referring } from './Referring.tsx'
import type { Aim } from './TablePart.tsx'
import { askedBy, counted, type References } from './words.ts'

const shownAtOnce = 5
const marks = { passes: '✓', waits: '·' } as const

/** What the checks say, each finding a way to its field. */
export function ChecksPart(props: {
  readonly results: readonly CheckResult[]
  readonly references: References
  readonly onAim: (aim: Aim) => void
}) {
  // Results are new with every change of any field; checks are the same, so that what is unfolded stays so.
  const inState = (state: CheckResult['state']) =>
    props.results.filter((result) => result.state === state).map(({ check }) => check)
  const failing = createMemo(() => inState('fails'), [], { equals: isSame })
  const passing = createMemo(() => inState('passes'), [], { equals: isSame })
  const waiting = createMemo(() => inState('waits'), [], { equals: isSame })
  const findings = createMemo(() => new Map(props.results.map((result) => [result.check, result.findings])))
  const line = (mark: keyof typeof marks) => (check: Check) => (
    <li data-state={mark}>
      <span class="mark" aria-hidden="true">
        {marks[mark]}
      </span>{' '}
      {check.title}
      <span class="asks">{` ${mark === 'waits' ? 'waits for entries' : askedBy(check, props.references)}`}</span>
    </li>
  )
  return (
    <section class="checks no-print" aria-labelledby="checks-title">
      <div role="status">
        <h2 id="checks-title">
          {passing().length} of {counted(props.results.length, 'check')} pass
          {waiting().length > 0 ? `; ${counted(waiting().length, 'waits', 'wait')} for entries` : ''}
        </h2>
      </div>
      <ul role="list">
        <For each={failing()}>
          {(check) => (
            <li data-state="fails">
              <details>
                <summary>
                  <span class="mark" aria-hidden="true">
                    ✗
                  </span>{' '}
                  {check.title}
                  <span class="visually-hidden"> (does not pass)</span>
                  <span class="asks">
                    {` ${askedBy(check, props.references)} · ${counted(findings().get(check)?.length ?? 0, 'place')}`}
                  </span>
                </summary>
                <p>
                  <Referring text={check.why} references={props.references} />
                </p>
                <Findings findings={findings().get(check) ?? []} onAim={props.onAim} />
              </details>
            </li>
          )}
        </For>
      </ul>
      <Show when={passing().length + waiting().length > 0}>
        <details class="passing">
          <summary>
            {counted(passing().length, 'check passes', 'checks pass')}
            {waiting().length > 0 ? `, ${counted(waiting().length, 'waits', 'wait')}` : ''}
          </summary>
          <ul role="list">
            <For each={passing()}>{line('passes')}</For>
            <For each={waiting()}>{line('waits')}</For>
          </ul>
        </details>
      </Show>
    </section>
  )
}

function Findings(props: { readonly findings: readonly Finding[]; readonly onAim: (aim: Aim) => void }) {
  const all = createMemo(() => props.findings, [], {
    equals: (one, other) => one.length === other.length && one.every(({ says }, at) => says === other[at]?.says),
  })
  const list = (findings: readonly Finding[]) => (
    <ul role="list" class="findings">
      <For each={findings}>
        {(finding) => (
          <li>
            <button class="quiet-button" type="button" onClick={() => props.onAim({ ...finding })}>
              {finding.says}
            </button>
          </li>
        )}
      </For>
    </ul>
  )
  return (
    <>
      {list(all().slice(0, shownAtOnce))}
      <Show when={all().length > shownAtOnce}>
        <details>
          <summary>And {all().length - shownAtOnce} more</summary>
          {list(all().slice(shownAtOnce))}
        </details>
      </Show>
    </>
  )
}

const isSame = (one: readonly Check[], other: readonly Check[]): boolean =>
  one.length === other.length && one.every((check, at) => check === other[at])
