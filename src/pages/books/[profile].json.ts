import type { APIRoute, GetStaticPaths } from 'astro'
import { loadCatalogue } from '../../catalogue/load.ts'
import { bookOf } from './_book.ts'

type Props = { readonly course: string }

// Not named by its content, unlike the bank: an exam that is under way must find its book in the next release too.
export const getStaticPaths = (() =>
  loadCatalogue().exams.map(({ profile, course }) => ({
    params: { profile: profile.id },
    props: { course },
  }))) satisfies GetStaticPaths

export const GET: APIRoute<Props> = ({ props }) =>
  new Response(JSON.stringify(bookOf(loadCatalogue(), props.course)), {
    headers: { 'content-type': 'application/json' },
  })
