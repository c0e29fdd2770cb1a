/**
 * Keeps the present questions of each course as an edition: `npm run freeze:edition`. Codes of its forms work for as long
 * as it is there, whatever becomes of the questions; mocks are drawn from it. Run it when a release is published.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bankEdition } from '../catalogue/edition.ts'
import { editionsFolder, editionsPath, type FrozenEdition } from '../catalogue/edition-file.ts'
import { explain, readCatalogue } from '../catalogue/load.ts'
import type { Problem } from '../catalogue/problem.ts'
import { drawMocks } from '../core/mocks.ts'
import { ok, type Result } from '../core/result.ts'

/** What is new below `root` is written as of an ISO date; what was done is told. */
export function freezeEditions(
  root: string,
  /** `attempts`: how many threes of mocks are drawn, to keep those nearest to each other in difficulty. */
  { date, attempts }: { readonly date: string; readonly attempts: number },
): Result<readonly string[], readonly Problem[]> {
  const catalogue = readCatalogue(root)
  if (!catalogue.ok) return catalogue
  const { banks, exams, editions } = catalogue.value
  const told: string[] = []

  const frozen = banks.flatMap(({ course, bank }): readonly FrozenEdition[] => {
    const { hash, body } = bankEdition({ bank })
    if (editions.some((edition) => edition.hash === hash)) {
      told.push(`${course.id}: edition ${hash} is frozen already.`)
      return []
    }
    const mocks = exams.flatMap(({ course: owner, profile }) => {
      if (owner !== course.id) return []
      const drawn = drawMocks(bank, profile, attempts)
      if (drawn.ok) return drawn.value.map((mock) => ({ profile: profile.id, ...mock }))
      told.push(`${profile.id}: the questions do not fill three mocks, so none are offered.`)
      return []
    })
    told.push(`${course.id}: froze edition ${hash}, ${bank.questions.length} questions and ${mocks.length} mocks.`)
    return [{ hash, course: course.id, date, body, mocks }]
  })

  if (frozen.length > 0) mkdirSync(join(root, editionsFolder), { recursive: true })
  for (const { hash, body } of frozen) writeFileSync(join(root, `${editionsFolder}${hash}.json`), body)
  if (frozen.length > 0) writeFileSync(join(root, editionsPath), listOf([...editions, ...frozen]))
  return ok(told)
}

const listOf = (
  editions: readonly FrozenEdition[],
) => `# Written by npm run freeze:edition, oldest first. What was frozen is never edited.
editions:
${editions.map(entryOf).join('')}`

const entryOf = ({ hash, course, date, mocks }: FrozenEdition) => `  - hash: '${hash}'
    course: ${course}
    date: ${date}
    mocks:${mocks.length === 0 ? ' []' : ''}
${mocks.map(mockOf).join('')}`

const mockOf = ({ profile, letter, seed, questions }: FrozenEdition['mocks'][number]) => `      - profile: ${profile}
        letter: ${letter}
        seed: ${seed}
        questions: [${questions.join(', ')}]
`

if (import.meta.main) {
  const result = freezeEditions(join(import.meta.dirname, '../..'), {
    date: new Date().toISOString().slice(0, 10),
    attempts: 400,
  })
  process.stdout.write(result.ok ? `${result.value.join('\n')}\n` : explain(result.failure))
  process.exitCode = result.ok ? 0 : 1
}
