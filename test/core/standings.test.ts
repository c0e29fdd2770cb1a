import { describe, expect, it } from 'vitest'
import { standingsOf } from '../../src/core/standings.ts'

const rows = (people: Readonly<Record<string, number>>) =>
  standingsOf(Object.entries(people).map(([name, right]) => ({ name, right }))).map(
    ({ place, name, right }) => `${place}. ${name}: ${right}`,
  )

describe('standings', () => {
  it.each([
    { people: {}, are: [], because: 'nobody is there' },
    { people: { Ada: 0 }, are: [], because: 'nobody has anything right' },
    {
      people: { Eve: 1, Ada: 9, Bob: 4, Cyd: 7, Dan: 2, Fay: 1, Gus: 0 },
      are: ['1. Ada: 9', '2. Cyd: 7', '3. Bob: 4', '4. Dan: 2', '5. Eve: 1', '5. Fay: 1'],
      because: 'the best come first, and the fifth place is the last',
    },
    {
      people: { Cyd: 3, Bob: 8, Ada: 8, Dan: 3, Eve: 2, Fay: 1 },
      are: ['1. Ada: 8', '1. Bob: 8', '3. Cyd: 3', '3. Dan: 3', '5. Eve: 2'],
      because: 'as many share a place, and the next one is counted from all before it',
    },
    {
      people: { Zoe: 9, ...Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`P${at}`, 5])) },
      are: ['1. Zoe: 9', '2. 10 people: 5'],
      because: 'a place that too many share has a number',
    },
  ])('are $are where $because', ({ people, are }) => {
    expect(rows(people)).toEqual(are)
  })
})
