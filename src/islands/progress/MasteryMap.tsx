import { createMemo, For } from 'solid-js'
import { masteryOf, type Mastery } from '../../core/mastery.ts'
import { address } from '../primitives/address.ts'
import { createMemory, type Learner } from '../study/createLearner.ts'

const inkWords = ['nothing yet', 'a beginning', 'about half', 'most of it', 'as good as known'] as const

/** The standard as a map: each square fills with ink as its concepts are known, and fades as they are forgotten. */
export function MasteryMap(props: { readonly learner: Learner }) {
  const { cards, today } = createMemory(() => props.learner)
  const mastery = createMemo(() => {
    const answeredRight = new Set(
      props.learner.responses.flatMap(({ mark, concept }) => (mark.kind === 'right' ? [concept] : [])),
    )
    const all = masteryOf(props.learner.facts, { cards: cards(), answeredRight, today: today() })
    return new Map(all.map((one) => [one.id, one]))
  })
  const requirements = () => props.learner.facts.requirements
  const heads = () => requirements().filter(({ head }) => head === undefined)

  return (
    <section class="mastery" aria-labelledby="mastery-title">
      <h2 id="mastery-title">The standard, as you know it today</h2>
      <p class="quiet">
        Ink is what you would recall today of the concepts behind a clause or control. It fades when nothing is asked.
      </p>
      <ul role="list" class="rows">
        <For each={heads()}>
          {(head) => (
            <li>
              <a class="head" href={address(head.path)}>
                {head.id} {head.title}
              </a>
              <span class="cells">
                <For each={requirements().filter((one) => one.head === head.id)}>
                  {(cell) => (
                    <a
                      class="requirement"
                      data-ink={mastery().get(cell.id)?.ink ?? 0}
                      href={address(cell.path)}
                      title={`${cell.title}: ${masteryText(mastery().get(cell.id))}`}
                      aria-label={`${cell.id} ${cell.title}: ${masteryText(mastery().get(cell.id))}`}
                    >
                      {cell.id}
                    </a>
                  )}
                </For>
              </span>
            </li>
          )}
        </For>
      </ul>
      <p class="legend">
        <For each={inkWords}>
          {(word, ink) => (
            <span>
              <span class="requirement" data-ink={ink()} aria-hidden="true" /> {word}
            </span>
          )}
        </For>
      </p>
    </section>
  )
}

function masteryText(mastery: Mastery | undefined): string {
  if (!mastery || mastery.share === undefined) return 'no question rests on it yet'
  return `${inkWords[mastery.ink]}, ${mastery.met} of ${mastery.concepts} concepts answered right so far`
}
