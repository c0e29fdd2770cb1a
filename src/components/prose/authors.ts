import Aside from './Aside.astro'
import Case from './Case.astro'
import Check from './Check.astro'
import Clause from './Clause.astro'
import Contrast from './Contrast.astro'
import Extract from './Extract.astro'
import Figure from './Figure.astro'
import InOneBreath from './InOneBreath.astro'
import Misconceptions from './Misconceptions.astro'
import Source from './Source.astro'
import Table from './Table.astro'
import Term from './Term.astro'
import Unseen from './Unseen.astro'
import Workbook from './Workbook.astro'

/** What authors may write in MDX. The names and attributes are also listed in `catalogue/body.ts`, which checks them. */
export const prose = {
  Activity: Unseen,
  Aside,
  Case,
  Check,
  Clause,
  Contrast,
  Extract,
  Figure,
  InOneBreath,
  Misconceptions,
  Notes: Unseen,
  Slide: Unseen,
  Source,
  Step: Unseen,
  Term,
  Workbook,
  table: Table,
}
