import { prose } from '../prose/authors.ts'
import PrintedBreath from './PrintedBreath.astro'
import PrintedCheck from './PrintedCheck.astro'
import PrintedHeading from './PrintedHeading.astro'
import PrintedMisconceptions from './PrintedMisconceptions.astro'
import PrintedSource from './PrintedSource.astro'
import PrintedTerm from './PrintedTerm.astro'

/**
 * The components of lessons on paper: nothing opens, each source stands where it is cited, checks are questions to be
 * answered with a pen. Many lessons share the page, so their headings have no ids and stand one level lower.
 */
export const printed = {
  ...prose,
  Check: PrintedCheck,
  InOneBreath: PrintedBreath,
  Misconceptions: PrintedMisconceptions,
  Source: PrintedSource,
  Term: PrintedTerm,
  h2: PrintedHeading,
}
