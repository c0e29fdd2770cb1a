import { known } from './result.ts'

/** Where somebody stands by right answers; people with as many share a place. */
export type Standing = { readonly place: number; readonly name: string; readonly right: number }

/** The best of a class, of so many questions whose answer has been shown. */
export type Board = { readonly top: readonly Standing[]; readonly of: number }

const places = 5
const mostNames = 10

/**
 * The places from 1 to 5, the best first. Whoever has nothing right has no place; a place that is shared by more people
 * than there is room for is shown by their number.
 */
export function standingsOf(people: readonly Omit<Standing, 'place'>[]): readonly Standing[] {
  const placed = people
    .filter(({ right }) => right > 0)
    .map((one) => ({ ...one, place: 1 + people.filter(({ right }) => right > one.right).length }))
    .filter(({ place }) => place <= places)
    .toSorted((one, other) => one.place - other.place || one.name.localeCompare(other.name))
  return [...new Set(placed.map(({ place }) => place))].reduce<readonly Standing[]>((top, place) => {
    const group = placed.filter((one) => one.place === place)
    const isTooMany = top.length + group.length > mostNames
    return [...top, ...(isTooMany ? [{ place, name: `${group.length} people`, right: known(group[0]).right }] : group)]
  }, [])
}
