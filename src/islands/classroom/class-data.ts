import { buildOrder } from '../../core/option-order.ts'
import type { ClassExercise, ClassPlan, Choice } from '../../core/class-plan.ts'
import { agendaOf, courseOf, modulesOf } from '../../core/class-plan.ts'
import { liveQuestion, writtenQuestion, type LiveQuestion } from '../../core/live-question.ts'
import type { Question } from '../../core/question.ts'
import type { Scene } from '../../core/presenting.ts'
import { runSheet, type Deck } from '../../core/run-sheet.ts'
import { address } from '../primitives/address.ts'

async function fetched<Value>(path: string): Promise<Value> {
  const answer = await fetch(address(path))
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
  return answer.json()
}

export const fetchPlan = () => fetched<ClassPlan>('classroom/plan.json')

/** The questions of a module, those of its lessons first. */
export async function fetchQuestions(course: string, module: string): Promise<readonly Question[]> {
  const [checks, pool] = await Promise.all([
    fetched<readonly Question[]>(`courses/${course}/${module}/checks.json`),
    fetched<readonly Question[]>(`pools/${course}/${module}.json`),
  ])
  return [...checks, ...pool]
}

/** A question as it is put to a class; undefined for kinds that are not answered by choosing. */
export const liveQuestionOf = (question: Question): LiveQuestion | undefined =>
  liveQuestion(question, buildOrder(question))

/** The same, but in writing where nothing can be voted on. */
export const putQuestionOf = (question: Question): LiveQuestion | undefined =>
  liveQuestionOf(question) ?? writtenQuestion(question, buildOrder(question))

/** What a trainer needs to present a choice, keys and notes included. */
export type ClassData = {
  readonly decks: readonly Deck[]
  /** HTML, by slide. */
  readonly notes: Readonly<Record<string, string>>
  /** What the projector shows of a slide, by slide. */
  readonly slides: ReadonlyMap<string, string>
  readonly questions: ReadonlyMap<string, LiveQuestion>
  /** The module of each question, for choosing. */
  readonly bank: readonly { readonly module: string; readonly question: LiveQuestion }[]
  readonly exercises: ReadonlyMap<string, ClassExercise>
}

export async function fetchClass(plan: ClassPlan, choice: Choice): Promise<ClassData> {
  const parts = await Promise.all(
    modulesOf(plan, choice).map(async ({ slug, title }) => {
      const path = `courses/${choice.course}/${slug}`
      const [deck, notes, questions] = await Promise.all([
        fetched<Deck>(`${path}/slides.json`),
        fetched<Readonly<Record<string, string>>>(`${path}/notes.json`),
        fetchQuestions(choice.course, slug),
      ])
      const live = questions.flatMap((question) => liveQuestionOf(question) ?? [])
      return { deck, notes, bank: live.map((question) => ({ module: title, question })) }
    }),
  )
  const bank = parts.flatMap((part) => part.bank)
  const slides = parts.flatMap(({ deck }) => deck.lessons.flatMap(({ cards }) => cards))
  return {
    decks: parts.map(({ deck }) => deck),
    notes: Object.assign({}, ...parts.map(({ notes }) => notes)),
    slides: new Map(slides.flatMap((card) => (card.kind === 'slide' ? [[card.id, card.html] as const] : []))),
    bank,
    questions: new Map(bank.map(({ question }) => [question.id, question])),
    exercises: new Map(plan.exercises.map((exercise) => [exercise.id, exercise])),
  }
}

/** The run sheet of a class, or why it cannot be presented. */
export function sceneOf(plan: ClassPlan, choice: Choice, data: ClassData): Scene | string {
  const agenda = agendaOf(plan, choice)
  if (!agenda.ok) return agenda.failure
  const title = courseOf(plan, choice)?.title ?? ''
  const cards = runSheet(agenda.value, { decks: data.decks, title })
  return cards.length === 0
    ? 'Nothing is planned for this class.'
    : { cards, questions: data.questions, exercises: data.exercises }
}
