import { prose } from '../prose/authors.ts'
import BreathPart from './BreathPart.astro'
import CheckMark from './CheckMark.astro'
import FigureMark from './FigureMark.astro'
import MistakesPart from './MistakesPart.astro'
import NotesMark from './NotesMark.astro'
import PlainRef from './PlainRef.astro'
import PlainTerm from './PlainTerm.astro'
import PlainWords from './PlainWords.astro'
import QuestionMark from './QuestionMark.astro'
import SlideMark from './SlideMark.astro'
import SourceMark from './SourceMark.astro'
import StepMark from './StepMark.astro'

/**
 * The components of lessons as `catalogue/slides.ts` cuts them into slides: what it has to find is marked, nothing opens,
 * and nothing is a link, since a projector is not clicked on. On a slide a question is the one that an author placed
 * (`Activity`), or else the check.
 */
export const marked = (questions: 'Activity' | 'Check') => ({
  ...prose,
  Activity: questions === 'Activity' ? QuestionMark : prose.Activity,
  Case: PlainWords,
  Check: questions === 'Check' ? CheckMark : prose.Activity,
  Clause: PlainRef,
  Figure: FigureMark,
  InOneBreath: BreathPart,
  Misconceptions: MistakesPart,
  Notes: NotesMark,
  Slide: SlideMark,
  Source: SourceMark,
  Step: StepMark,
  Term: PlainTerm,
  Workbook: PlainWords,
  table: 'table',
})
