/** One component as an author wrote it in a lesson: name, attributes, line in the file. */
export type Use = { readonly name: string; readonly attributes: ReadonlyMap<string, string>; readonly line: number }

export const components = {
  Clause: ['id'],
  Term: ['id'],
  Check: ['question'],
  Figure: ['name', 'title', 'alt'],
  Contrast: ['caption'],
  Extract: ['title', 'from'],
  Case: ['id'],
  Workbook: ['id'],
  Source: ['name', 'checked'],
  Aside: ['title'],
  Misconceptions: [],
  InOneBreath: [],
  // Of the classroom alone: nothing of it stands in the lesson.
  Slide: ['title'],
  Step: [],
  Notes: [],
  Activity: ['question'],
  // Of the guide to the real exams alone.
  RealExams: [],
  PracticeProfiles: [],
  // Of the guide to hosting alone.
  HostingFile: ['name'],
} as const

const attributesSource = String.raw`(?:\s+\w+=(?:"[^"]*"|'[^']*'|\{[^}]*\}))*`
const tag = new RegExp(String.raw`<([A-Z]\w*)(${attributesSource})\s*/?>`, 'g')
const attribute = /(\w+)=(?:"([^"]*)"|'([^']*)'|\{[`'"]?([^}`'"]*)[`'"]?\})/g

/** Every component used in the text of an MDX file, in order. */
export function usesIn(text: string): readonly Use[] {
  return [...text.matchAll(tag)].map((found) => ({
    name: found[1] ?? '',
    attributes: new Map([...(found[2] ?? '').matchAll(attribute)].map((a) => [a[1] ?? '', a[2] ?? a[3] ?? a[4] ?? ''])),
    line: text.slice(0, found.index).split('\n').length,
  }))
}

/** What is for the classroom alone, as blocks: a slide with all in it, notes, an activity. */
const classroom = new RegExp(String.raw`<(Slide|Notes|Activity)\b${attributesSource}\s*(?:/>|>[\s\S]*?</\1>)`, 'g')

/** The text of a lesson as it is read: lines keep their numbers, and what is for the classroom alone is left out. */
export const withoutClassroom = (text: string): string =>
  text.replace(classroom, (block) => block.replace(/[^\n]/g, ''))

/** Words of running prose, without front matter, tags and table rules. */
export function wordsIn(text: string): number {
  const body = withoutClassroom(text)
    .replace(/^---[\s\S]*?\n---/, '')
    .replace(/<[^>]+>/g, ' ')
  return body.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
}

export type Heading = { readonly text: string; readonly line: number; readonly depth: number }

export function headingsIn(text: string): readonly Heading[] {
  return text.split('\n').flatMap((line, index) => {
    const found = /^(#{2,4})\s+(.+)$/.exec(line)
    return found ? [{ text: found[2] ?? '', line: index + 1, depth: (found[1] ?? '').length }] : []
  })
}
