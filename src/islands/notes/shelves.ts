import type { Annotated, Annotation } from '../../store/progress.ts'
import { pathOf, placeOf, questionPath, sectionOf } from './place.ts'
import { quotedIn, writtenIn } from './written.ts'

/** A page that can have notes. */
export type NotePlace = {
  /** As it is kept: `lesson:…`, `standard:…`. */
  readonly place: string
  /** The course, or `standard`. */
  readonly shelf: string
  readonly label: string
  readonly title: string
  readonly path: string
  /** Id and title of its parts, in order. */
  readonly sections: readonly (readonly [id: string, title: string])[]
}
export type NotePlaces = {
  readonly shelves: readonly { readonly id: string; readonly title: string }[]
  readonly places: readonly NotePlace[]
}

/** What names a question. */
export type Stem = { readonly stem: string; readonly label: string; readonly course: string }

export const itemKinds = ['note', 'highlight', 'bookmark', 'flag'] as const
export type ItemKind = (typeof itemKinds)[number]
export type ItemAnnotation = Extract<Annotation, { readonly kind: ItemKind }>

/** One note or mark with what is shown of it. */
export type Item = {
  readonly id: string
  readonly at: number
  readonly place: string
  readonly annotation: ItemAnnotation
  readonly course: string
  /** The part of the page; undefined where it is the whole page or its beginning. */
  readonly section: string | undefined
  /** Undefined where its place is no longer there. */
  readonly path: string | undefined
}
export type Group = {
  readonly place: string
  readonly label: string
  readonly title: string
  readonly path: string | undefined
  readonly items: readonly Item[]
}
export type Shelf = { readonly id: string; readonly title: string; readonly groups: readonly Group[] }

/** What a list shows: everything that fits all that is named. */
export type ItemFilter = {
  readonly kind: 'all' | 'written' | Exclude<ItemKind, 'note'> | 'lost'
  /** A course, or `standard`; undefined for all. */
  readonly course: string | undefined
  readonly query: string
}

export const isItem = (annotated: Annotated): annotated is Annotated & { readonly annotation: ItemAnnotation } =>
  itemKinds.some((kind) => kind === annotated.annotation.kind)

/** Notes and marks in the order in which one reads: by course, page and part; then the standard, questions, and the rest. */
export function shelvesOf(
  annotated: readonly Annotated[],
  { shelves, places }: NotePlaces,
  stems: ReadonlyMap<string, Stem>,
): readonly Shelf[] {
  const byPlace = new Map<string, Annotated[]>()
  for (const one of annotated) {
    const before = byPlace.get(one.place)
    if (before) before.push(one)
    else byPlace.set(one.place, [one])
  }
  const onPages = places.flatMap((page): readonly (Group & { readonly shelf: string })[] => {
    const mine = byPlace.get(page.place)
    byPlace.delete(page.place)
    return mine ? [{ ...page, items: itemsOn(page, mine) }] : []
  })
  const rest = [...byPlace].map(([place, mine]): Group & { readonly shelf: string } => {
    const found = placeOf(place)
    const stem = found?.kind === 'question' ? stems.get(found.id) : undefined
    const path = found && stem && questionPath(stem.course, found.id)
    const items = mine
      .filter(isItem)
      .map((one): Item => ({ ...one, course: stem?.course ?? '', section: undefined, path }))
    const isQuestion = found?.kind === 'question'
    const title = stem?.stem ?? (isQuestion ? `Question ${found.id}` : place.replace(/^\w+:/, ''))
    return { shelf: isQuestion ? 'questions' : 'gone', place, label: stem?.label ?? '', title, path, items }
  })
  const groups = [
    ...onPages,
    ...rest.toSorted((one, other) => one.label.localeCompare(other.label, 'en', { numeric: true })),
  ]
  return [...shelves, { id: 'questions', title: 'Questions' }, { id: 'gone', title: 'Pages that are no longer here' }]
    .map(({ id, title }) => ({
      id,
      title,
      groups: groups.filter(({ shelf, items }) => shelf === id && items.length > 0),
    }))
    .filter((shelf) => shelf.groups.length > 0)
}

function itemsOn(page: NotePlace, annotated: readonly Annotated[]): readonly Item[] {
  const rank = new Map(page.sections.map(([id], index) => [id, index]))
  const titles = new Map(page.sections)
  const order = ({ annotation }: Annotated) => {
    const section = sectionOf(annotation)
    return section === undefined ? -1 : (rank.get(section) ?? page.sections.length)
  }
  const within = ({ annotation }: Annotated) => (annotation.kind === 'highlight' ? annotation.from : -1)
  return annotated
    .filter(isItem)
    .toSorted((one, other) => order(one) - order(other) || within(one) - within(other) || one.at - other.at)
    .map((one) => {
      const id = sectionOf(one.annotation)
      const section = id === undefined ? undefined : (titles.get(id) ?? 'A section that is no longer there')
      const path = id !== undefined && titles.has(id) ? pathOf(one) : page.path
      return { ...one, course: page.shelf, section, path }
    })
}

/** The shelves with what fits a filter. `lost` names the highlights whose words are gone. */
export function filterShelves(
  shelves: readonly Shelf[],
  { kind, course, query }: ItemFilter,
  lost: ReadonlySet<string>,
): readonly Shelf[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const isOfKind = ({ id, annotation }: Item) =>
    kind === 'all' ||
    annotation.kind === kind ||
    (kind === 'written' && writtenIn(annotation) !== '') ||
    (kind === 'lost' && lost.has(id))
  const fits = (item: Item, around: string) => {
    if (!isOfKind(item) || (course !== undefined && item.course !== course)) return false
    const text =
      `${writtenIn(item.annotation)} ${quotedIn(item.annotation)} ${item.section ?? ''} ${around}`.toLowerCase()
    return words.every((word) => text.includes(word))
  }
  return withItems(shelves, (item, group) => fits(item, `${group.label} ${group.title}`))
}

export type Span = { readonly from: number; readonly to: number }

/** The items from one place in their order to another, and whatever shelves and groups they stand in. */
export function sliceOf(shelves: readonly Shelf[], { from, to }: Span): readonly Shelf[] {
  let at = -1
  return withItems(shelves, () => {
    at += 1
    return at >= from && at < to
  })
}

const withItems = (shelves: readonly Shelf[], isIn: (item: Item, group: Group) => boolean): readonly Shelf[] =>
  shelves
    .map((shelf) => ({
      ...shelf,
      groups: shelf.groups
        .map((group) => ({ ...group, items: group.items.filter((item) => isIn(item, group)) }))
        .filter(({ items }) => items.length > 0),
    }))
    .filter(({ groups }) => groups.length > 0)

export const itemsOf = (shelves: readonly Shelf[]): readonly Item[] =>
  shelves.flatMap(({ groups }) => groups.flatMap(({ items }) => items))
