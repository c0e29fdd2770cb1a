import { For, Show } from 'solid-js'
import type { ExamPlan } from '../../core/exam.ts'
import { passMarkOf } from '../../core/grading.ts'
import { keyLetters, letterAt } from '../../core/paper.ts'
import { isSelected, pickOf } from '../../core/question.ts'
import { Prose } from '../exam/Prose.tsx'
import { scenarioHeading, scenarioSetAt } from '../exam/scenario-set.ts'
import { PaperOptions } from './PaperOptions.tsx'
import type { SheetName } from './sheet-names.ts'
import './paper.css'

/** An exam as sheets of paper: the questions, the sheet for the answers, and the key on a sheet of its own. */
export function PaperExam(props: { readonly plan: ExamPlan; readonly shown: readonly SheetName[] }) {
  const isShown = (sheet: SheetName) => props.shown.includes(sheet)
  return (
    <div class="paper">
      <Show when={isShown('questions')}>
        <QuestionSheet plan={props.plan} />
      </Show>
      <Show when={isShown('answers')}>
        <AnswerSheet plan={props.plan} />
      </Show>
      <Show when={isShown('key')}>
        <KeySheet plan={props.plan} />
      </Show>
    </div>
  )
}

/** The pass mark and, where there are any, what each domain needs. */
function passText({ passPercent, questions, domains }: ExamPlan): string {
  const marks = questions.reduce((sum, one) => sum + (one.marks ?? 0), 0)
  const of = marks === 0 ? questions.length : marks
  const floors = domains.flatMap(({ title, floor }) => (floor ? [`${title} ${floor}`] : []))
  return [
    `${passPercent} %: ${passMarkOf(passPercent, of)} of ${of}${marks === 0 ? '' : ' marks'}`,
    ...(floors.length === 0 ? [] : [`and in each domain at least: ${floors.join(', ')}`]),
  ].join('; ')
}

const formText = ({ code, seed }: ExamPlan) => (code === undefined ? `Form of seed ${seed}` : `Form ${code}`)

function QuestionSheet(props: { readonly plan: ExamPlan }) {
  const questions = () => props.plan.questions
  const minutes = () => Math.round(props.plan.standardMs / 60_000)
  const opens = (at: number) => {
    const set = scenarioSetAt(props.plan, at)
    return set?.first === at + 1 ? set : undefined
  }
  return (
    <section class="sheet">
      <header>
        <h2>{props.plan.title}</h2>
        <p>
          {formText(props.plan)} · {questions().length} questions · {minutes()} minutes ·{' '}
          {props.plan.openBook ? 'open book' : 'closed book'} · to pass, {passText(props.plan)}
        </p>
        <p>
          Mark the letters on the answer sheet, or write them where there are empty boxes. Where a question says “Choose
          TWO”, mark both; all of them must be right. There is no negative marking. Practice exam, not official.
        </p>
      </header>
      <ol role="list">
        <For each={questions()}>
          {(asked, at) => (
            <>
              <Show when={opens(at())}>
                {(set) => (
                  <li class="scenario">
                    <h3>{scenarioHeading(set())}</h3>
                    <p>{set().scenario.title}</p>
                    <Prose markdown={set().scenario.stimulus} />
                  </li>
                )}
              </Show>
              <li class="asked-on-paper">
                <span class="number">{at() + 1}</span>
                <div>
                  <p class="stem">{asked.question.prompt.stem}</p>
                  <PaperOptions asked={asked} />
                </div>
              </li>
            </>
          )}
        </For>
      </ol>
    </section>
  )
}

function AnswerSheet(props: { readonly plan: ExamPlan }) {
  return (
    <section class="sheet">
      <header>
        <h2>Answer sheet</h2>
        <p>
          {props.plan.title} · {formText(props.plan)}
        </p>
        <p class="blanks">
          <span>Name or number</span> <span>Begun at</span> <span>Handed in at</span>
        </p>
      </header>
      <ol role="list" class="grid">
        <For each={props.plan.questions}>
          {({ question: { prompt }, optionOrder }, at) => (
            <li>
              <span class="number">{at() + 1}</span>
              <Show
                when={isSelected(prompt)}
                fallback={
                  <span class="boxes" data-empty="">
                    <For each={prompt.kind === 'nonconformity' ? [prompt.slots[0], ...prompt.slots] : optionOrder}>
                      {() => <span />}
                    </For>
                  </span>
                }
              >
                <span class="boxes">
                  <For each={optionOrder}>{(_, place) => <span>{letterAt(place())}</span>}</For>
                </span>
                <Show when={pickOf(prompt) > 1}>
                  <small>{pickOf(prompt)}</small>
                </Show>
              </Show>
            </li>
          )}
        </For>
      </ol>
    </section>
  )
}

function KeySheet(props: { readonly plan: ExamPlan }) {
  return (
    <section class="sheet">
      <header>
        <h2>Key</h2>
        <p>
          {props.plan.title} · {formText(props.plan)}. Keep this sheet apart until the answers are in.
        </p>
      </header>
      <ol role="list" class="grid">
        <For each={props.plan.questions}>
          {(asked, at) => (
            <li>
              <span class="number">{at() + 1}</span>
              <strong>{keyLetters(asked)}</strong>
              <small>{asked.question.refs.join(', ')}</small>
            </li>
          )}
        </For>
      </ol>
    </section>
  )
}
