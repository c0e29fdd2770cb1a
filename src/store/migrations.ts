import type { TableName } from './tables.ts'

export type AnyRow = { readonly [field: string]: unknown }

/** One change of shape: for each table it touches, a pure function from the old row to the new one. */
export type Step = { readonly [Name in TableName]?: (row: AnyRow) => AnyRow }

/** Step 1 leads from version 1 to version 2, and so on. Shipped steps are never edited. */
export const steps: readonly Step[] = [
  // Versions 2, 3 and 4 bring tables of their own and leave the rows that were there as they are.
  {},
  {},
  {},
]

/** The version of the database, of a backup and of each row that this release writes. */
export const version = steps.length + 1

/** The row after all steps that lead away from version `from` and later ones. Untouched rows stay as they are. */
export function upgradeRow(
  row: AnyRow,
  { table, from, steps }: { table: string; from: number; steps: readonly Step[] },
) {
  return steps.slice(from - 1).reduce<AnyRow>((old, step, index) => {
    const change = Object.entries(step).find(([name]) => name === table)?.[1]
    return change ? { ...change(old), schema: from + index + 1 } : old
  }, row)
}
