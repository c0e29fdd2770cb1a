/** How long the largest exam takes to draw: 80 questions with scenarios from a bank of 2,000. Run by `npm run bench forms`. */
import { readFileSync } from 'node:fs'
import { parseExamFile } from '../../src/catalogue/exam-file.ts'
import { assembleForm } from '../../src/core/form.ts'
import { aBank } from '../support/builders.ts'

const file = 'quizzes/exams/implementer-80.yaml'
const parsed = parseExamFile(file, readFileSync(file, 'utf8'))
if (!parsed.ok) throw new Error(`${file} cannot be read.`)
const { profile } = parsed.value
const bank = aBank({ questions: 1800, scenarios: 40, domains: profile.blueprint.domains.map(({ id }) => id) })

const times = Array.from({ length: 100 }, (_, seed) => {
  const from = performance.now()
  const drawn = assembleForm(bank, profile, seed)
  if (!drawn.ok) throw new Error(`Seed ${seed} draws no form: ${JSON.stringify(drawn.failure)}`)
  return performance.now() - from
}).sort((one, other) => one - other)

console.log(
  `${`a form of ${profile.id} from ${bank.questions.length} made-up questions`.padEnd(58)} median ${times[50]?.toFixed(1)} ms, slowest ${times.at(-1)?.toFixed(1)} ms (goal 20)`,
)
