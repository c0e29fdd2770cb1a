import type { APIRoute } from 'astro'
import { requirementsOf } from '../../catalogue/course-facts.ts'
import { loadCatalogue } from '../../catalogue/load.ts'
import type { Drill } from '../../core/drill.ts'

export const GET: APIRoute = () => {
  const { standard, situations } = loadCatalogue()
  const drill: Drill = { places: requirementsOf(standard), situations }
  return Response.json(drill)
}
