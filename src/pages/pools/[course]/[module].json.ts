import type { APIRoute, GetStaticPaths } from 'astro'
import { loadCatalogue } from '../../../catalogue/load.ts'
import { moduleTests } from '../../../catalogue/module-test.ts'

export const getStaticPaths = (() =>
  moduleTests(loadCatalogue()).map(({ course, module, questions }) => ({
    params: { course, module },
    props: { questions },
  }))) satisfies GetStaticPaths

export const GET: APIRoute = ({ props }) => Response.json(props['questions'])
