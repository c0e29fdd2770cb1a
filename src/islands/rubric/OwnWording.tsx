import { createSignal, createUniqueId, For, Match, Show, Switch } from 'solid-js'
import { certainties, type Certainty } from '../../core/certainty.ts'
import type { QuestionId } from '../../core/question.ts'
import { known } from '../../core/result.ts'
import { criteria, mostPoints, scores, totalOf, type Score, type Scores } from '../../core/rubric.ts'
import { address } from '../primitives/address.ts'
import { createFocusTarget } from '../primitives/createFocusTarget.ts'
import { loadProgress } from '../primitives/device.ts'
import { criterionWords, words } from './words.ts'

type Phase =
  | { readonly kind: 'writing' }
  /** The model was asked for without a wording of one's own. */
  | { readonly kind: 'shown' }
  | { readonly kind: 'scoring'; readonly text: string; readonly given: readonly Score[] }
  | { readonly kind: 'done'; readonly text: string; readonly scores: Scores }

/** A nonconformity in the learner's own words: written first, then scored beside the model, one criterion at a time. */
export function OwnWording(props: { readonly questionId: QuestionId; readonly model: string }) {
  const id = createUniqueId()
  const target = createFocusTarget<HTMLElement>()
  const [phase, setPhase] = createSignal<Phase>({ kind: 'writing' })
  const [text, setText] = createSignal('')
  const [certainty, setCertainty] = createSignal<Certainty>()
  const [chosen, setChosen] = createSignal<Score>()
  const [message, setMessage] = createSignal('')
  const [isKept, setKept] = createSignal<boolean>()

  const scoring = () => {
    const now = phase()
    return now.kind === 'scoring' ? now : undefined
  }
  const done = () => {
    const now = phase()
    return now.kind === 'done' ? now : undefined
  }
  const written = () => scoring()?.text ?? done()?.text

  function go(next: Phase) {
    setPhase(next)
    setChosen(undefined)
    setMessage('')
    target.focus()
  }

  function compare() {
    const own = text().trim()
    if (!own) return setMessage(words.first)
    return go({ kind: 'scoring', text: own, given: [] })
  }

  function score(now: Extract<Phase, { kind: 'scoring' }>) {
    const score = chosen()
    if (score === undefined) return setMessage(words.choose)
    const given = [...now.given, score]
    if (given.length < criteria.length) return go({ ...now, given })
    const [requirement, evidence, gap, grade, neutral] = given.map(known)
    const all: Scores = {
      requirement: known(requirement),
      evidence: known(evidence),
      gap: known(gap),
      grade: known(grade),
      neutral: known(neutral),
    }
    void keep(now.text, all).then(setKept)
    return go({ kind: 'done', text: now.text, scores: all })
  }

  async function keep(own: string, all: Scores): Promise<boolean> {
    try {
      const written = await (
        await loadProgress()
      ).annotate({
        place: `question:${props.questionId}`,
        annotation: { kind: 'wording', text: own, scores: all, certainty: certainty() },
      })
      return written.ok
    } catch {
      return false
    }
  }

  return (
    <section class="own-wording" aria-labelledby={`${id}-title`}>
      <p class="head" id={`${id}-title`} ref={target.ref} tabIndex={-1}>
        <Switch fallback={words.offer}>
          <Match when={phase().kind === 'shown'}>{words.model}</Match>
          <Match when={scoring()}>
            {(now) => (
              <>
                Beside the model: {now().given.length + 1} of {criteria.length}
              </>
            )}
          </Match>
          <Match when={done()}>
            {(now) => (
              <>
                {totalOf(now().scores)} of {mostPoints} points
              </>
            )}
          </Match>
        </Switch>
      </p>
      <Show
        when={phase().kind !== 'writing'}
        fallback={
          <>
            <p id={`${id}-help`}>{words.help}</p>
            <label for={`${id}-text`}>{words.label}</label>
            <textarea
              id={`${id}-text`}
              rows={7}
              aria-describedby={`${id}-help`}
              value={text()}
              onInput={(event) => setText(event.currentTarget.value)}
            />
            <fieldset class="certainty">
              <legend>
                {words.sure} <small>(optional)</small>
              </legend>
              <For each={certainties}>
                {(level) => (
                  <label>
                    <input
                      type="radio"
                      name={`${id}-sure`}
                      checked={certainty() === level}
                      onChange={() => setCertainty(level)}
                    />
                    <span>{words.levels[level]}</span>
                  </label>
                )}
              </For>
            </fieldset>
            <div class="actions">
              <button class="button" type="button" onClick={compare}>
                {words.compare}
              </button>
              <button class="quiet-button" type="button" onClick={() => go({ kind: 'shown' })}>
                {words.skip}
              </button>
              <output>{message()}</output>
            </div>
          </>
        }
      >
        <div class="beside">
          <figure class="model">
            <figcaption>{words.model}</figcaption>
            <p>{props.model}</p>
          </figure>
          <Show when={written()}>
            {(own) => (
              <figure class="model" data-own="">
                <figcaption>{words.yours}</figcaption>
                <p>{own()}</p>
              </figure>
            )}
          </Show>
        </div>
        <Show when={scoring()}>
          {(now) => (
            <Show when={criteria[now().given.length]} keyed>
              {(criterion) => (
                <>
                  <fieldset>
                    <legend>
                      <strong>{criterionWords[criterion].title}</strong>
                    </legend>
                    <For each={scores}>
                      {(one) => (
                        <label class="option">
                          <input
                            type="radio"
                            name={`${id}-${criterion}`}
                            checked={chosen() === one}
                            onChange={() => setChosen(one)}
                          />
                          <span>
                            <strong>{one}</strong> {criterionWords[criterion].anchors[one]}
                          </span>
                        </label>
                      )}
                    </For>
                  </fieldset>
                  <div class="actions">
                    <button class="button" type="button" onClick={() => score(now())}>
                      {now().given.length + 1 < criteria.length ? 'Next criterion' : 'Show the total'}
                    </button>
                    <output>{message()}</output>
                  </div>
                </>
              )}
            </Show>
          )}
        </Show>
        <Show when={done()}>
          {(now) => (
            <>
              <ul>
                <For each={criteria}>
                  {(criterion) => (
                    <li>
                      {criterionWords[criterion].title}: <strong>{now().scores[criterion]}</strong>
                    </li>
                  )}
                </For>
              </ul>
              <p role="status">
                <Show when={isKept()}>
                  {words.kept} <a href={address('progress/#wording-title')}>Progress</a>.
                </Show>
                {isKept() === false ? words.failed : ''}
              </p>
              <button
                class="quiet-button"
                type="button"
                onClick={() => {
                  setKept(undefined)
                  go({ kind: 'writing' })
                }}
              >
                {words.again}
              </button>
            </>
          )}
        </Show>
      </Show>
    </section>
  )
}
