import {
  choiceCredit,
  findingCredit,
  inPairs,
  keyOptions,
  keyTargets,
  placeCredit,
  plusMinus,
  type PartCredit,
} from './marking.ts'
import { pickOf, type OptionId, type Question, type Slot } from './question.ts'
import { known, unreachable } from './result.ts'

// What guessing earns: the floor under every estimate of what somebody knows.

type Asked = Pick<Question, 'prompt' | 'key'>

/** The mean credit, from 0 to 1, of someone who gives a complete response blindly and is marked by `mark`. */
export function expectedByChance({ prompt, key }: Asked): number {
  switch (prompt.kind) {
    case 'single':
    case 'multiple': {
      const options = prompt.options.length
      const keys = keyOptions(key).length
      const pick = pickOf(prompt)
      const chanceOf = (hits: number) =>
        (combinations(keys, hits) * combinations(options - keys, pick - hits)) / combinations(options, pick)
      return sum(
        Array.from({ length: keys + 1 }, (_, hits) => chanceOf(hits) * plusMinus({ hits, chosen: pick, keys })),
      )
    }
    case 'order': {
      const orders = ordersByPairs(prompt.options.length)
      const pairs = orders.length - 1
      return sum(orders.map((count, right) => count * inPairs(right, pairs))) / sum(orders)
    }
    case 'match':
    case 'classify': {
      const credits = Object.values(keyTargets(key)).flatMap((right) =>
        prompt.targets.map(({ id }) => placeCredit(prompt, { right, given: id })),
      )
      return mean(credits)
    }
    case 'nonconformity':
      return sum(
        prompt.slots
          .reduce<readonly { readonly chance: number; readonly parts: readonly PartCredit[] }[]>(
            (all, slot) =>
              all.flatMap(({ chance, parts }) =>
                slotChances(slot, keyOptions(key)).map((one) => ({
                  chance: chance * one.chance,
                  parts: [...parts, { name: slot.name, credit: one.credit }],
                })),
              ),
            [{ chance: 1, parts: [] }],
          )
          .map(({ chance, parts }) => chance * findingCredit(parts)),
      )
    default:
      return unreachable(prompt)
  }
}

/** The same for `markStrict`: one in as many complete responses as there are. */
export function expectedByChanceStrict({ prompt }: Pick<Question, 'prompt'>): number {
  switch (prompt.kind) {
    case 'single':
    case 'multiple':
      return 1 / combinations(prompt.options.length, pickOf(prompt))
    case 'order':
      return 1 / sum(ordersByPairs(prompt.options.length))
    case 'match':
    case 'classify':
      return prompt.targets.length ** -prompt.options.length
    case 'nonconformity':
      return prompt.slots.reduce(
        (chance, { name, options }) => chance / (name === 'evidence' ? 2 ** options.length - 1 : options.length),
        1,
      )
    default:
      return unreachable(prompt)
  }
}

/** What a blind choice may earn in one part, and how likely: of evidence each selection but the empty one is as likely. */
function slotChances({ name, options }: Slot, all: readonly OptionId[]) {
  const keys = options.filter((option) => all.includes(option))
  if (name !== 'evidence')
    return options.map((given) => ({
      chance: 1 / options.length,
      credit: choiceCredit({ right: known(keys[0]), given, isGrade: name === 'grade' }),
    }))
  const others = options.length - keys.length
  const selections = 2 ** options.length - 1
  return Array.from({ length: keys.length + 1 }, (_, hits) =>
    Array.from({ length: others + 1 }, (_, misses) => ({
      chance: hits + misses === 0 ? 0 : (combinations(keys.length, hits) * combinations(others, misses)) / selections,
      credit: plusMinus({ hits, chosen: hits + misses, keys: keys.length }),
    })),
  ).flat()
}

function combinations(of: number, take: number): number {
  if (take < 0 || take > of) return 0
  return take === 0 ? 1 : (combinations(of - 1, take - 1) * of) / take
}

/** How many orders of n steps have 0, 1, … all of their pairs in the right order. */
function ordersByPairs(steps: number): readonly number[] {
  let orders: readonly number[] = [1]
  // A further step can stand right towards none, one, … all of those before it.
  for (let before = 1; before < steps; before++) {
    orders = Array.from({ length: orders.length + before }, (_, pairs) =>
      sum(orders.filter((_, fewer) => fewer <= pairs && pairs - fewer <= before)),
    )
  }
  return orders
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
const mean = (values: readonly number[]) => sum(values) / values.length
