import { findQuote } from '../../core/quote.ts'
import { address } from '../primitives/address.ts'
import { sectionsOf } from './page-text.ts'
import type { Group } from './shelves.ts'

/** The highlights of a page whose words are no longer in it. Where the page cannot be had, none is called lost. */
export async function lostOn({ path, items }: Group): Promise<readonly string[]> {
  if (path === undefined) return []
  const answer = await fetch(address(path))
  if (!answer.ok) return []
  // Only its words are wanted; its styles would be held against the policy of this page.
  const html = (await answer.text()).replaceAll(/<(style|script)\b[\s\S]*?<\/\1>/g, '')
  const page = new DOMParser().parseFromString(html, 'text/html')
  const prose = page.querySelector('.prose')
  if (!prose) return []
  const sections = sectionsOf(prose)
  return items.flatMap(({ id, annotation }) =>
    annotation.kind === 'highlight' && !findQuote(annotation, sections) ? [id] : [],
  )
}
