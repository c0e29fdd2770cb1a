import { expect, it } from 'vitest'
import { runModel } from '../support/room-model.ts'

// Ten thousand of them: npm run bench room-model.
const seeds = 300

it(`the last answer of each counts, once and in its time, whatever is lost, doubled, late, full or restarted (${seeds} rooms)`, async () => {
  let given = 0
  let faults = 0
  for (let seed = 1; seed <= seeds; seed++) {
    const run = await runModel(seed)
    given += run.given
    faults += run.faults
    expect({ seed, ...run, given: 0, faults: 0 }).toEqual({
      seed,
      given: 0,
      lost: [],
      double: 0,
      wrongTime: [],
      stuck: 0,
      isTallyRight: true,
      faults: 0,
    })
  }
  // The bad luck was real.
  expect(given).toBeGreaterThan(seeds)
  expect(faults).toBeGreaterThan(10 * seeds)
})
