import type { APIRoute, GetStaticPaths } from 'astro'
import { loadCatalogue } from '../../../catalogue/load.ts'
import { exampleFields, exampleKinds } from '../../../catalogue/workbook-file.ts'

export const getStaticPaths = (() =>
  exampleKinds.map((kind) => ({ params: { kind }, props: { kind } }))) satisfies GetStaticPaths

/** One example of all workbooks, as the fields of a binder. */
export const GET: APIRoute<{ kind: (typeof exampleKinds)[number] }> = ({ props }) =>
  Response.json(Object.fromEntries(exampleFields(loadCatalogue().workbooks, props.kind)))
