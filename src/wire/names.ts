import { known } from '../core/result.ts'

// Names that offend nobody: a colour and a bird, told apart by ear as well.
const colours = 'Amber Azure Bronze Copper Coral Crimson Golden Green Indigo Ivory Jade Olive Ruby Silver Violet White'
const birds = 'Crane Curlew Dove Falcon Finch Gull Heron Kestrel Lark Martin Osprey Owl Plover Raven Swift Wren'
const colourList = colours.split(' ')
const birdList = birds.split(' ')

/** A name for somebody, from the pid; where it is taken, the next that is free, or one with a number. */
export function generatedName(pid: string, taken: ReadonlySet<string>): string {
  const from = parseInt(pid.slice(0, 4), 16) || 0
  const all = colourList.length * birdList.length
  const name = (at: number) =>
    `${known(colourList[(at >> 4) % colourList.length])} ${known(birdList[at % birdList.length])}`
  for (let step = 0; step < all; step++) {
    const candidate = name((from + step) % all)
    if (!taken.has(candidate)) return candidate
  }
  for (let number = 2; ; number++) {
    const candidate = `${name(from % all)} ${number}`
    if (!taken.has(candidate)) return candidate
  }
}
