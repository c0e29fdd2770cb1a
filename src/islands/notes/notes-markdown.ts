import type { Item, Shelf } from './shelves.ts'
import { quotedIn, writtenIn } from './written.ts'

const quoted = (text: string) =>
  text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n')

/** Notes and marks as a text that any editor reads. `addressOf` makes a whole address of a path. */
export function notesMarkdown(
  shelves: readonly Shelf[],
  { date, addressOf }: { readonly date: string; readonly addressOf: (path: string) => string },
): string {
  const linked = (title: string, path: string | undefined) =>
    path === undefined ? title : `[${title}](${addressOf(path)})`
  const blocks = shelves.flatMap((shelf) => [
    `## ${shelf.title}`,
    ...shelf.groups.flatMap((group) => [
      `### ${linked([group.label, group.title].filter(Boolean).join(' '), group.path)}`,
      ...group.items.flatMap((item, index) => {
        const isNew = item.section !== undefined && item.section !== group.items[index - 1]?.section
        return [...(isNew ? [`#### ${linked(item.section ?? '', item.path)}`] : []), ...itemBlocks(item)]
      }),
    ]),
  ])
  return `${['# Notes on ISO/IEC 42001', `From Aimward, ${date}.`, ...blocks].join('\n\n')}\n`
}

function itemBlocks({ annotation }: Item): readonly string[] {
  const written = writtenIn(annotation)
  switch (annotation.kind) {
    case 'note':
      return [written]
    case 'highlight':
      return [quoted(quotedIn(annotation)), ...(written ? [written] : [])]
    case 'bookmark':
      return ['*Bookmarked.*']
    case 'flag':
      return ['*Flagged.*']
  }
}
