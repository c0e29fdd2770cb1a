import type { APIRoute, GetStaticPaths } from 'astro'
import { loadCatalogue } from '../../../../catalogue/load.ts'
import { known } from '../../../../core/result.ts'
import { moduleRoutes } from './_slides.ts'

export const getStaticPaths = (() => moduleRoutes()) satisfies GetStaticPaths

/** The questions that stand in the lessons of a module, with their keys: the pool of the module has all others. */
export const GET: APIRoute = ({ params: { course, module } }) => {
  const { lessons, questions } = loadCatalogue()
  const mine = lessons.filter((one) => one.course === course && one.module.slug === module)
  const ids = new Set(mine.flatMap(({ checks, asked }) => [...checks, ...asked]))
  return Response.json([...ids].map((id) => known(questions.get(id)).question))
}
