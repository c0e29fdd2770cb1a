import type { APIRoute, GetStaticPaths } from 'astro'
import { hostingFiles } from '../../../catalogue/hosting-files.ts'

export const getStaticPaths = (() =>
  hostingFiles().map(({ name, text }) => ({ params: { file: name }, props: { text } }))) satisfies GetStaticPaths

export const GET: APIRoute = ({ props }) => new Response(String(props['text']))
