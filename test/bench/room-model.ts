/**
 * Ten thousand rooms with bad luck: `npm run bench room-model`. Loss, doubling, disorder, a full disk, people put out,
 * restarts of broker, trainer's page and phones; what must come out is the last answer of each, once, and in time where it
 * was. Says how many rooms and seeds went wrong.
 */
import { runModel } from '../support/room-model.ts'

const rooms = Number(process.env['ROOMS'] ?? 10_000)
const total = { given: 0, faults: 0, lost: 0, double: 0, wrongTime: 0, stuck: 0, wrongTallies: 0 }
const wrong: number[] = []
for (let seed = 1; seed <= rooms; seed++) {
  const { given, faults, lost, double, wrongTime, stuck, isTallyRight } = await runModel(seed)
  total.given += given
  total.faults += faults
  total.lost += lost.length
  total.double += double
  total.wrongTime += wrongTime.length
  total.stuck += stuck
  total.wrongTallies += isTallyRight ? 0 : 1
  if (lost.length + double + wrongTime.length > 0 || stuck > 0 || !isTallyRight) wrong.push(seed)
}
const { given, faults, lost, double, wrongTime, stuck, wrongTallies } = total
console.log(
  `${rooms} rooms: ${given} answers, ${faults} messages lost or doubled · ${lost} answers lost · ${double} counted twice · ${wrongTime} in the wrong time · ` +
    `${stuck} never acknowledged · ${wrongTallies} tallies wrong${wrong.length > 0 ? ` (seeds ${wrong.join(', ')})` : ''}`,
)
if (wrong.length > 0) process.exitCode = 1
