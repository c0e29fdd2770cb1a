import { z } from 'astro/zod'
import type { Situation } from '../core/drill.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { clauseNumbers, contentStems, words } from './lint/wording.ts'
import type { Problem } from './problem.ts'
import { parsePart, parseYaml } from './yaml-file.ts'

const text = z.string().trim().min(1, 'Write a text here.')
const sentence = text.min(20, 'Write a sentence that explains it.')
const number = z
  .string('Put the number in quotes.')
  .regex(/^(?:\d+|A\.\d+)(?:\.\d+)+$/, 'Write the number of a clause or control, such as 6.1.3 or A.6.2.4.')

const situation = z.strictObject({
  id: z.string().regex(/^d-\d{3}$/, 'Write an id such as d-007.'),
  situation: text.refine((value) => words(value).length <= 60, 'Keep it under 60 words: it is read against a clock.'),
  place: number,
  reason: sentence,
  near: z
    .array(z.strictObject({ id: number, why: sentence }))
    .min(1, 'Name at least one place it is confused with.')
    .max(3, 'Three neighbours are enough.'),
})
const drillFile = z.strictObject({ situations: z.array(situation) })

/** What a situation may belong to. */
type Place = { readonly id: string; readonly title: string }

export const drillPath = 'quizzes/drills/clauses.yaml'

/** No place comes up more often, so that nobody finds it by expecting it. */
const mostPerPlace = 2

/** The situations of the clause finder, held against the clauses and controls there are. */
export function parseDrillFile(
  content: string,
  places: readonly Place[],
): Result<readonly Situation[], readonly Problem[]> {
  const yaml = parseYaml(drillPath, content)
  if (!yaml.ok) return yaml
  const parsed = parsePart(yaml.value, drillFile, { path: [] })
  if (!parsed.ok) return parsed
  const { situations } = parsed.value
  const problems = situations.flatMap((one, at) =>
    faultsOf(one, situations.slice(0, at), places).map(({ field, what, remedy }) => ({
      where: `${drillPath}:${yaml.value.lineOf(['situations', at, field])} ${one.id}`,
      what,
      remedy,
    })),
  )
  return problems.length > 0 ? fail(problems) : ok(situations)
}

type Fault = { readonly field: keyof Situation; readonly what: string; readonly remedy: string }

function faultsOf(one: Situation, before: readonly Situation[], places: readonly Place[]): readonly Fault[] {
  const found: Fault[] = []
  const report = (field: keyof Situation, what: string, remedy: string) => found.push({ field, what, remedy })

  if (before.some(({ id }) => id === one.id)) report('id', 'The id is taken.', 'Take the next free number.')
  for (const [field, id] of [['place', one.place], ...one.near.map(({ id }) => ['near', id])] as const) {
    if (!places.some((place) => place.id === id)) {
      report(
        field === 'place' ? 'place' : 'near',
        `${id} is no clause that holds requirements itself, and no control.`,
        'Write a number that is not divided further.',
      )
    }
  }
  if (before.filter(({ place }) => place === one.place).length >= mostPerPlace)
    report('place', `${one.place} has ${mostPerPlace} situations already.`, 'Write one for another place.')
  const near = one.near.map(({ id }) => id)
  if (near.includes(one.place) || new Set(near).size < near.length)
    report(
      'near',
      'A neighbour is the place itself, or stands here twice.',
      'Name places it is confused with, each once.',
    )
  if (clauseNumbers(one.situation).has(one.place))
    report('situation', `It names ${one.place} itself.`, 'Describe what is there or missing, without the number.')
  const title = [...contentStems(places.find(({ id }) => id === one.place)?.title ?? '')]
  const told = contentStems(one.situation)
  if (title.length > 0 && title.every((word) => told.has(word)))
    report('situation', 'It holds every word of the title.', 'Say it in other words: one could search for the title.')
  return found
}
