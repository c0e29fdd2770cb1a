import type { APIRoute, GetStaticPaths } from 'astro'
import { loadCatalogue } from '../../catalogue/load.ts'
import { indexOf, questionTexts, searchTexts, type SearchText } from './_search.ts'

type Props = { readonly texts: readonly SearchText[] }

export const getStaticPaths = (() => {
  const catalogue = loadCatalogue()
  return [
    { params: { name: 'index' }, props: { texts: searchTexts(catalogue) } },
    { params: { name: 'questions' }, props: { texts: questionTexts(catalogue) } },
  ]
}) satisfies GetStaticPaths

export const GET: APIRoute<Props> = ({ props }) =>
  new Response(Uint8Array.from(indexOf(props.texts)), { headers: { 'content-type': 'application/octet-stream' } })
