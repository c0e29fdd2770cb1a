import type { Annex, Area, Clause, Control, Neighbour } from './standard-file.ts'

/** Something a lesson, a question or a page can point to by id. */
export type Reference = {
  readonly id: string
  readonly kind: 'clause' | 'area' | 'control' | 'annex' | 'neighbour'
  /** How the number is set: `6.1.4`, `A.5.2`, `Annex B`, `ISO/IEC 22989`. */
  readonly label: string
  readonly title: string
  readonly brief: string
  /** From the site's root, without a leading slash. */
  readonly path: string
}

export function referencesOf(map: {
  clauses: readonly Clause[]
  areas: readonly Area[]
  controls: readonly Control[]
  annexes: readonly Annex[]
  neighbours: readonly Neighbour[]
}): ReadonlyMap<string, Reference> {
  const own = (kind: Reference['kind']) => (entry: { id: string; title: string; brief: string }) =>
    ({
      id: entry.id,
      kind,
      label: entry.id,
      title: entry.title,
      brief: entry.brief,
      path: `standard/${entry.id}/`,
    }) as const
  const all: Reference[] = [
    ...map.clauses.map(own('clause')),
    ...map.areas.map(own('area')),
    ...map.controls.map(own('control')),
    ...map.annexes.map((annex) => ({ ...own('annex')(annex), label: `Annex ${annex.letter}` })),
    ...map.annexes.flatMap((annex) =>
      [...(annex.objectives ?? []), ...(annex.riskSources ?? [])].map((listed) => ({
        id: listed.id,
        kind: 'annex' as const,
        label: listed.id,
        title: listed.title,
        brief: listed.means,
        path: `standard/${annex.id}/#${listed.id}`,
      })),
    ),
    ...map.neighbours.map((neighbour) => ({
      id: neighbour.id,
      kind: 'neighbour' as const,
      // Editions are told where they matter; in running text the number is enough.
      label: neighbour.label ?? neighbour.name.replace(/:\d{4}.*$/, ''),
      title: neighbour.title,
      brief: neighbour.brief,
      path: `standard/#${neighbour.id}`,
    })),
  ]
  return new Map(all.map((reference) => [reference.id, reference]))
}

export type Part = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'ref'; readonly id: string }

/** Splits `as [[6.1.2]] asks` into its text and its references. */
export function partsOf(text: string): readonly Part[] {
  return text
    .split(/(\[\[[^\]]+\]\])/)
    .filter((part) => part !== '')
    .map((part) =>
      part.startsWith('[[') ? { kind: 'ref', id: part.slice(2, -2).trim() } : ({ kind: 'text', text: part } as const),
    )
}

export const idsIn = (text: string) => partsOf(text).flatMap((part) => (part.kind === 'ref' ? [part.id] : []))
