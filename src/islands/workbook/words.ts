import { unreachable } from '../../core/result.ts'
import type { Check } from '../../core/workbook-checks.ts'
import type { ImportFailure } from '../../core/workbook-csv.ts'
import type { StorageFailure } from '../../store/progress.ts'
import { address } from '../primitives/address.ts'

export const words = {
  opening: 'Reading what is stored on this device …',
  broken: 'A part of this page did not load. Check the connection and reload; nothing that is stored is lost.',
  memory:
    'This browser keeps nothing for this site: the window may be private, or storage is blocked or full. You can go on, but your work is gone when you close the page, unless you export it.',
  outdated:
    'A newer release of Aimward is open in another tab. Nothing more is saved from this one: reload the page to go on.',
  mine: 'My company',
} as const

export const counted = (n: number, thing: string, things = `${thing}s`) => `${n} ${n === 1 ? thing : things}`

/** Why what was typed is not on the device. It still stands on the page. */
export function storageTrouble(failure: StorageFailure): string {
  switch (failure.kind) {
    case 'full':
      return 'Not saved: the browser has no room left for this site. Free some space and go on writing; all of it is then saved. Or export it now.'
    case 'newer-version':
      return `Not saved. ${words.outdated}`
    case 'blocked':
    case 'unknown-attempt':
      return 'Not saved: the browser refuses to store anything. Leave the private window or allow storage for this site. What you wrote stands here until you close the page: export it before.'
    default:
      return unreachable(failure)
  }
}

export function importTrouble(failure: ImportFailure): string {
  switch (failure.kind) {
    case 'empty':
      return 'There is nothing in this file. Export the table, edit that file, and import it again.'
    case 'open-quote':
      return `A quotation mark in line ${failure.line} is never closed, so it cannot be told where its cell ends. Close or remove it.`
    case 'too-many-rows':
      return `The file has ${failure.rows} rows, and a table takes 2,000. Split it, or leave out what does not belong here.`
    case 'foreign':
      return `None of its columns is one of this table (${failure.columns.slice(0, 6).join(', ')}). Choose a file that was exported here, or give its first line the titles of our columns.`
    case 'other-table':
      return `These are the columns of the table “${failure.table}” in the workbook “${failure.workbook}”. Import it there.`
    case 'no-key':
      return `The column ${failure.columns.map((column) => `“${column}”`).join(' and ')} is missing, so no row can be recognised. Add it to the file.`
    default:
      return unreachable(failure)
  }
}

/** Where a reference leads and how it is called. */
export type References = Readonly<Record<string, { readonly label: string; readonly path: string }>>

export const askedBy = (check: Check, references: References): string => {
  const label = references[check.ref]?.label ?? check.ref
  switch (check.asks) {
    case 'requirement':
      return `Required by ${label}`
    case 'control':
      return `Required where ${label} is among your controls`
    case 'practice':
      return 'Good practice'
    default:
      return unreachable(check.asks)
  }
}

/** A text in which `[[6.1.2]]` stands for a reference, as plain words. */
export const plainText = (text: string, references: References): string =>
  text.replace(/\[\[([^\]]+)\]\]/g, (_, id: string) => references[id]?.label ?? id)

export const examplePath = (kind: string): string => address(`workbooks/examples/${kind}.json`)
