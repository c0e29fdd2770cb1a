import mdx from '@astrojs/mdx/server.js'
import { experimental_AstroContainer } from 'astro/container'
import { getEntry, render } from 'astro:content'
import { loadCatalogue } from '../../../../catalogue/load.ts'
import { lessonSlides } from '../../../../catalogue/slides.ts'
import { marked } from '../../../../components/slides/slides.ts'
import { known } from '../../../../core/result.ts'
import type { Deck } from '../../../../core/run-sheet.ts'

/** The modules that have lessons, as routes. */
export function moduleRoutes() {
  const modules = new Map(
    loadCatalogue().lessons.map(({ course, module }) => [`${course}/${module.slug}`, { course, module: module.slug }]),
  )
  return [...modules.values()].map((params) => ({ params }))
}

/** What is shown of a module, and what only the trainer reads, by slide. */
export async function slidesOf(course: string, module: string) {
  const lessons = loadCatalogue().lessons.filter((one) => one.course === course && one.module.slug === module)
  const container = await experimental_AstroContainer.create()
  container.addServerRenderer({ name: 'mdx', renderer: mdx })
  const cut = await Promise.all(
    lessons.map(async (lesson) => {
      const { Content } = await render(known(await getEntry('lessons', lesson.file)))
      const components = marked(lesson.hasActivities ? 'Activity' : 'Check')
      const html = await container.renderToString(Content, { props: { components } })
      const { id, number, title, path, summary } = lesson
      const slug = known(id.split('/').at(-1))
      const objectives = lesson.objectives.map(({ text }) => text)
      const { cards, notes } = lessonSlides(html, { slug, number, title, summary, objectives })
      const asked = cards.filter((card) => card.kind === 'slide' || lesson.asked.includes(card.question))
      return { lesson: { id, number, title, path, cards: asked }, notes }
    }),
  )
  const deck: Deck = {
    id: `${course}/${module}`,
    title: lessons[0]?.module.title ?? '',
    lessons: cut.map(({ lesson }) => lesson),
  }
  return { deck, notes: Object.assign({}, ...cut.map(({ notes }) => notes)) as Readonly<Record<string, string>> }
}
