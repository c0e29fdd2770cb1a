import { defineCollection } from 'astro:content'
import { glob } from 'astro/loaders'
import { lessonFile } from './catalogue/lesson-file.ts'
import { caseFile, pageFile } from './catalogue/page-file.ts'

// Entries are named by their path, as the catalogue names files; the body is compiled, not stored.
const mdx = (base: string) =>
  glob({ base, pattern: '**/*.mdx', generateId: ({ entry }) => `${base}/${entry}`, retainBody: false })

export const collections = {
  lessons: defineCollection({ loader: mdx('content/courses'), schema: lessonFile }),
  cases: defineCollection({ loader: mdx('content/cases'), schema: caseFile }),
  pages: defineCollection({ loader: mdx('content/pages'), schema: pageFile }),
}
