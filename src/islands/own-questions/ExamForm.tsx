import { createMemo, createSignal, For, Show } from 'solid-js'
import { ownPrefix } from '../../core/own-id.ts'
import type { OwnExam } from '../../core/own-exam.ts'
import { isSelected, type Question, type QuestionId } from '../../core/question.ts'
import { createFocusTarget } from '../primitives/createFocusTarget.ts'
import { whenMounted } from '../primitives/mounted.ts'
import { newId } from '../../store/ids.ts'
import { counted, words } from './words.ts'

const shownAtOnce = 20

/** Puts an exam together from own questions that are finished and from those of the bank. */
export function ExamForm(props: {
  readonly kept: { readonly id: string; readonly exam: OwnExam } | undefined
  readonly own: ReadonlyMap<QuestionId, Question>
  /** Undefined while it is not there. */
  readonly bank: ReadonlyMap<QuestionId, Question> | undefined
  readonly onKeep: (id: string, exam: OwnExam) => Promise<string | undefined>
  readonly onClose: () => void
}) {
  const [id] = createSignal(`${ownPrefix}exam-${newId().slice(0, 8)}`)
  const [exam, setExam] = createSignal<OwnExam>({ title: '', minutes: 20, passPercent: 70, questions: [] })
  const [wanted, setWanted] = createSignal('')
  const [said, setSaid] = createSignal('')
  const heading = createFocusTarget<HTMLHeadingElement>()
  whenMounted(() => {
    if (props.kept) setExam(props.kept.exam)
    heading.focus()
  })

  const questionOf = (one: QuestionId) => props.own.get(one) ?? props.bank?.get(one)
  const offered = createMemo(() => {
    const search = wanted().trim().toLowerCase()
    const sought = search.split(/\s+/)
    const isWanted = ({ id: one, prompt }: Question) => {
      const text = `${one} ${prompt.stem}`.toLowerCase()
      return sought.every((word) => text.includes(word))
    }
    const own = [...props.own.values()]
    const bank = search === '' ? [] : [...(props.bank?.values() ?? [])].filter(({ mockOnly }) => !mockOnly)
    return [...own, ...bank].filter((question) => !exam().questions.includes(question.id) && isWanted(question))
  })
  /** Places of questions, from 1, whose answers no result of a class can carry. */
  const cannotTell = () =>
    exam().questions.flatMap((one, at) => {
      const question = questionOf(one)
      return question && !isSelected(question.prompt) ? [at + 1] : []
    })
  const change = (part: Partial<OwnExam>) => {
    setExam({ ...exam(), ...part })
    setSaid('')
  }
  const move = (at: number) => {
    const { questions } = exam()
    const [one, before] = [questions[at], questions[at - 1]]
    if (one !== undefined && before !== undefined) change({ questions: questions.with(at - 1, one).with(at, before) })
  }

  async function keep() {
    const { title, minutes, passPercent, questions } = exam()
    const isWhole = (value: number, most: number) => Number.isInteger(value) && value >= 1 && value <= most
    const why =
      title.trim() === ''
        ? 'Give the exam a title.'
        : !isWhole(minutes, 600)
          ? 'Give it 1 to 600 whole minutes.'
          : !isWhole(passPercent, 100)
            ? 'Give a pass mark from 1 to 100 per cent.'
            : questions.length === 0
              ? 'Add at least one question.'
              : undefined
    if (why !== undefined) return setSaid(`Not kept. ${why}`)
    const refused = await props.onKeep(props.kept?.id ?? id(), { title: title.trim(), minutes, passPercent, questions })
    return setSaid(refused ?? 'Kept on this device.')
  }

  return (
    <section class="exam-form">
      <h2 ref={heading.ref} tabIndex={-1}>
        {props.kept ? 'An exam of yours' : 'A new exam'}
      </h2>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void keep()
        }}
        noValidate
      >
        <div class="pair">
          <label>
            <span>Title</span>
            <input
              type="text"
              maxLength={80}
              value={exam().title}
              onInput={(event) => change({ title: event.currentTarget.value })}
            />
          </label>
          <label>
            <span>Minutes</span>
            <input
              type="number"
              min="1"
              max="600"
              value={exam().minutes}
              onInput={(event) => change({ minutes: event.currentTarget.valueAsNumber })}
            />
          </label>
          <label>
            <span>To pass, per cent</span>
            <input
              type="number"
              min="1"
              max="100"
              value={exam().passPercent}
              onInput={(event) => change({ passPercent: event.currentTarget.valueAsNumber })}
            />
          </label>
        </div>
        <h3>{counted(exam().questions.length, 'question')}</h3>
        <ol class="chosen-questions">
          <For each={exam().questions}>
            {(one, at) => (
              <li>
                <span>{questionOf(one)?.prompt.stem ?? `${one}: not here any more, or not finished`}</span>
                <span class="actions">
                  <button class="quiet-button" type="button" disabled={at() === 0} onClick={() => move(at())}>
                    Up<span class="visually-hidden">: question {at() + 1}</span>
                  </button>
                  <button
                    class="quiet-button"
                    type="button"
                    onClick={() => change({ questions: exam().questions.filter((other) => other !== one) })}
                  >
                    Take out<span class="visually-hidden">: question {at() + 1}</span>
                  </button>
                </span>
              </li>
            )}
          </For>
        </ol>
        <Show when={cannotTell().length > 0}>
          <p class="note">{words.notByClass(cannotTell())}</p>
        </Show>
        <div class="field">
          <label for="own-search">Find questions to add: yours, or by words in the bank</label>
          <input
            id="own-search"
            type="search"
            value={wanted()}
            onInput={(event) => setWanted(event.currentTarget.value)}
          />
        </div>
        <ul role="list" class="offered">
          <For each={offered().slice(0, shownAtOnce)}>
            {(question) => (
              <li>
                <button
                  class="linked"
                  type="button"
                  onClick={() => change({ questions: [...exam().questions, question.id] })}
                >
                  Add: {question.prompt.stem}
                </button>
              </li>
            )}
          </For>
        </ul>
        <Show when={offered().length > shownAtOnce}>
          <p class="quiet">And {offered().length - shownAtOnce} more. Type another word to narrow it.</p>
        </Show>
        <Show when={props.bank === undefined && wanted().trim() !== ''}>
          <p class="quiet">The questions of the bank are not here: check the connection, or wait a moment.</p>
        </Show>
        <div class="actions">
          <button class="button" type="submit" data-weight="first">
            Keep it
          </button>
          <button class="button" type="button" onClick={() => props.onClose()}>
            Back to the list
          </button>
        </div>
        <p role="status">{said()}</p>
      </form>
    </section>
  )
}
