import type { APIRoute, GetStaticPaths } from 'astro'
import { loadCatalogue } from '../../catalogue/load.ts'
import { shelvesEdition } from '../exams/_shelf.ts'
import { bankEditions, choicesEdition, signpostEdition } from './_editions.ts'

export const getStaticPaths = (() => {
  const catalogue = loadCatalogue()
  const banks = bankEditions(catalogue)
  const list = banks.map(({ hash, course, date, path }) => ({ hash, course, date, path }))
  const others = [signpostEdition(catalogue), choicesEdition(catalogue), shelvesEdition(catalogue)]
  return [
    ...banks.map(({ hash, body }) => ({ params: { name: hash }, props: { body } })),
    ...others.map(({ name, body }) => ({ params: { name }, props: { body } })),
    { params: { name: 'editions' }, props: { body: JSON.stringify(list) } },
  ]
}) satisfies GetStaticPaths

export const GET: APIRoute<{ readonly body: string }> = ({ props }) =>
  new Response(props.body, { headers: { 'content-type': 'application/json' } })
