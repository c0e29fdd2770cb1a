import type { APIRoute, GetStaticPaths } from 'astro'
import { loadCatalogue } from '../../catalogue/load.ts'
import { bankEdition, signpostEdition, type Edition } from './_editions.ts'

export const getStaticPaths = (() => {
  const catalogue = loadCatalogue()
  const editions = [...catalogue.banks.map(bankEdition), signpostEdition(catalogue)]
  return editions.map((edition) => ({ params: { name: edition.name }, props: edition }))
}) satisfies GetStaticPaths

export const GET: APIRoute<Edition> = ({ props }) =>
  new Response(props.body, { headers: { 'content-type': 'application/json' } })
