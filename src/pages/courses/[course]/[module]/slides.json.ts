import type { APIRoute, GetStaticPaths } from 'astro'
import { moduleRoutes, slidesOf } from './_slides.ts'

export const getStaticPaths = (() => moduleRoutes()) satisfies GetStaticPaths

export const GET: APIRoute = async ({ params: { course = '', module = '' } }) =>
  Response.json((await slidesOf(course, module)).deck)
