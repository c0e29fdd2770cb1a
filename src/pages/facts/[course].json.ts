import type { APIRoute, GetStaticPaths } from 'astro'
import { courseFacts } from '../../catalogue/course-facts.ts'
import { loadCatalogue } from '../../catalogue/load.ts'

export const getStaticPaths = (() =>
  courseFacts(loadCatalogue()).map((facts) => ({
    params: { course: facts.id },
    props: { facts },
  }))) satisfies GetStaticPaths

export const GET: APIRoute = ({ props }) => Response.json(props['facts'])
