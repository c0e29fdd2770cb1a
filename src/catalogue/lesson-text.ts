import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Lesson } from './link.ts'
import { usesIn, withoutClassroom } from './body.ts'
import type { Reference } from './reference.ts'

/** A part of a lesson under one heading, as Markdown without components. The first part has no heading. */
export type Section = { readonly heading: string | undefined; readonly text: string }

type Reading = {
  /** Of the deepest headings that begin a section. */
  readonly depth?: 2 | 3
  /** Whether the documents of the case organisations are read too. */
  readonly documents?: boolean
}

/** Reads the sections of a lesson or of another page; what is empty is left out. */
export const readSections = (
  { file }: Pick<Lesson, 'file'>,
  references: ReadonlyMap<string, Pick<Reference, 'label'>>,
  reading: Reading = {},
): readonly Section[] => sectionsOf(readFileSync(join(process.cwd(), file), 'utf8'), references, reading)

export function sectionsOf(
  mdx: string,
  references: ReadonlyMap<string, Pick<Reference, 'label'>>,
  { depth = 2, documents = true }: Reading = {},
): readonly Section[] {
  const heading = depth === 2 ? '##' : '###?'
  const whole = withoutClassroom(mdx).replace(/^---\n[\s\S]*?\n---\n/, '')
  const body = withoutComponents(documents ? whole : whole.replace(/<Extract\b[\s\S]*?<\/Extract>/g, ''), references)
  return body
    .split(new RegExp(`^(?=${heading}\\s)`, 'm'))
    .map((part): Section => {
      const line = new RegExp(`^${heading}\\s+(.+)$`, 'm')
      const text = part.replace(line, '')
      return { heading: line.exec(part)?.[1], text: text.replace(/\n{3,}/g, '\n\n').trim() }
    })
    .filter(({ text }) => text !== '')
}

/** What each component says in words: a clause its number, a figure its title and alternative, a wrapper what it holds. */
function withoutComponents(text: string, references: ReadonlyMap<string, Pick<Reference, 'label'>>): string {
  const empty = text.replace(/<[A-Z]\w*(?:\s+\w+=(?:"[^"]*"|'[^']*'|\{[^}]*\}))*\s*\/>/g, (tag) => {
    const [use] = usesIn(tag)
    const value = (name: string) => use?.attributes.get(name) ?? ''
    if (use?.name === 'Clause') return references.get(value('id'))?.label ?? value('id')
    if (use?.name === 'Figure') return `${value('title')}. ${value('alt')}`
    return ''
  })
  return empty
    .replace(/<(?:Extract|Contrast|Aside)\b[^>]*?(?:title|caption)="([^"]*)"[^>]*>/g, '\n**$1**\n')
    .replace(/<(Misconceptions|InOneBreath)\b[^>]*>/g, (_, name: string) =>
      name === 'Misconceptions' ? '\n## Misconceptions\n' : '\n## In one breath\n',
    )
    .replace(/<\/?[A-Z]\w*[^>]*>/g, '')
    .replace(/\{\/\*[\s\S]*?\*\/\}/g, '')
}
