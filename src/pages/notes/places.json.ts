import type { APIRoute } from 'astro'
import { loadCatalogue } from '../../catalogue/load.ts'
import { notePlaces } from './_places.ts'

export const GET: APIRoute = () => Response.json(notePlaces(loadCatalogue()))
