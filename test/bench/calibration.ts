/** How well the readiness of simulated learners fits what comes of them. Run by `npm run bench calibration`. */
import { calibration, coverage } from '../../src/core/calibration.ts'
import { known } from '../../src/core/result.ts'
import { examOfEighty, simulate, worlds } from '../support/simulated-learners.ts'

for (const world of worlds) {
  const outcomes = simulate({ learners: 500, ...world }, examOfEighty)
  const measured = known(calibration(outcomes.map(({ chance, passed }) => ({ chance, came: passed }))))
  const covered = coverage(outcomes.map(({ low, high, right }) => ({ low, high, came: right })))
  const ratio = measured.brier / measured.climatology
  console.log(
    `${`readiness after ${world.answers} answers, 500 simulated learners`.padEnd(58)} Brier ${ratio.toFixed(2)} of climatology (at most 0.80), error ${measured.error.toFixed(3)} (0.10), interval holds ${(100 * covered).toFixed(0)} % (75 to 90)`,
  )
}
