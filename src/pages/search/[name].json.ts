import type { APIRoute, GetStaticPaths } from 'astro'
import { loadCatalogue } from '../../catalogue/load.ts'
import { entriesOf, questionTexts, searchTexts, type SearchText } from './_search.ts'

type Props = { readonly texts: readonly SearchText[]; readonly part: 'entries' | 'texts' }

export const getStaticPaths = (() => {
  const catalogue = loadCatalogue()
  const [site, questions] = [searchTexts(catalogue), questionTexts(catalogue)]
  return [
    { params: { name: 'entries' }, props: { texts: site, part: 'entries' as const } },
    { params: { name: 'texts' }, props: { texts: site, part: 'texts' as const } },
    { params: { name: 'question-entries' }, props: { texts: questions, part: 'entries' as const } },
    { params: { name: 'question-texts' }, props: { texts: questions, part: 'texts' as const } },
  ]
}) satisfies GetStaticPaths

export const GET: APIRoute<Props> = ({ props: { texts, part } }) =>
  Response.json(part === 'texts' ? texts.map(({ text }) => text) : entriesOf(texts, loadCatalogue()))
