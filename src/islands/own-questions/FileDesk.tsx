import { createSignal, For, Match, Show, Switch } from 'solid-js'
import type { Json, OwnChanges, OwnWork } from '../../store/progress.ts'
import { download } from '../primitives/download.ts'
import type * as Author from './author.ts'
import type { OwnFile } from './author.ts'
import { counted, words } from './words.ts'

/** Bytes; a thousand questions come to about two million. */
const largestFile = 5_000_000
const shownAtOnce = 30

type Desk =
  | { readonly phase: 'idle' }
  | { readonly phase: 'said'; readonly text: string }
  | { readonly phase: 'refused'; readonly text: string; readonly lines: readonly string[] }
  | { readonly phase: 'previewing'; readonly name: string; readonly file: OwnFile }

/** All of a trainer's questions and exams as a file, and files of others. Nothing of a file with a fault is taken. */
export function FileDesk(props: {
  readonly work: OwnWork
  readonly author: typeof Author
  /** Ids of the bank's questions; what exams of a file may name besides its own. */
  readonly bankIds: () => Promise<ReadonlySet<string>>
  readonly onImport: (changes: OwnChanges) => Promise<string | undefined>
}) {
  const [desk, setDesk] = createSignal<Desk>({ phase: 'idle' })
  const count = () => props.work.questions.size + props.work.exams.size
  const inPhase = <Phase extends Desk['phase']>(phase: Phase) => {
    const now = desk()
    return isIn(now, phase) ? now : undefined
  }

  function save() {
    const name = `aimward-own-${new Date().toISOString().slice(0, 10)}.yaml`
    download(name, props.author.formatOwnFile(props.work), 'text/yaml;charset=utf-8')
    setDesk({ phase: 'said', text: `Saved as ${name}.` })
  }

  async function read(file: File) {
    if (file.size > largestFile) return setDesk({ phase: 'refused', text: words.tooLarge, lines: [] })
    const known = new Set([...(await props.bankIds()), ...props.work.questions.keys()])
    const parsed = props.author.parseOwnFile(file.name, await file.text(), known)
    if (parsed.ok) return setDesk({ phase: 'previewing', name: file.name, file: parsed.value })
    return setDesk({ phase: 'refused', text: words.wrong, lines: linesOf(parsed.failure, file.name) })
  }

  async function take(file: OwnFile) {
    const { questions, drafts, exams } = file
    const fields = [...[...questions].map(([id, one]) => [id, one.fields] as const), ...drafts]
    const refused = await props.onImport({
      // What YAML gives is JSON once its anchors are followed.
      questions: new Map(fields.map(([id, one]) => [id, structuredClone(one) as Json])),
      exams,
    })
    setDesk({ phase: 'said', text: refused ?? `Imported: ${questionsIn(file)}, ${counted(exams.size, 'exam')}.` })
  }
  const replaced = ({ questions, drafts, exams }: OwnFile) =>
    [...questions.keys(), ...drafts.keys()].filter((id) => props.work.questions.has(id)).length +
    [...exams.keys()].filter((id) => props.work.exams.has(id)).length

  return (
    <section class="file-desk">
      <h2>By file</h2>
      <p>YAML, the format of the question files of this project. {words.onlyHere}</p>
      <div class="actions">
        <button class="button" type="button" disabled={count() === 0} onClick={save}>
          Export to a file
        </button>
        <label class="button file">
          Import a file
          <input
            class="visually-hidden"
            type="file"
            accept=".yaml,.yml,text/yaml"
            onChange={(event) => {
              const file = event.currentTarget.files?.[0]
              event.currentTarget.value = ''
              if (file) void read(file).catch(() => setDesk({ phase: 'refused', text: words.broken, lines: [] }))
            }}
          />
        </label>
      </div>
      <div role="status">
        <Switch>
          <Match when={inPhase('said')}>{(now) => <p class="note">{now().text}</p>}</Match>
          <Match when={inPhase('refused')}>
            {(now) => (
              <div class="note" data-kind="warning">
                <p>{now().text}</p>
                <Lines lines={now().lines} />
              </div>
            )}
          </Match>
          <Match when={inPhase('previewing')}>
            {(now) => (
              <div class="note">
                <p>
                  <strong>{now().name}</strong> holds {questionsIn(now().file)} and{' '}
                  {counted(now().file.exams.size, 'exam')}; {replaced(now().file)} of them{' '}
                  {replaced(now().file) === 1 ? 'replaces' : 'replace'} what is here.{' '}
                  {now().file.warnings.length > 0
                    ? `${counted(now().file.warnings.length, 'remark')} of the linter; they stand beside the questions.`
                    : ''}
                </p>
                <Show when={now().file.missing.length > 0}>
                  <p>{words.missing}</p>
                  <Lines lines={linesOf(now().file.missing, now().name)} />
                </Show>
                <div class="actions">
                  <button
                    class="button"
                    type="button"
                    data-weight="first"
                    onClick={() =>
                      void take(now().file).catch(() => setDesk({ phase: 'refused', text: words.broken, lines: [] }))
                    }
                  >
                    Import
                  </button>
                  <button class="quiet-button" type="button" onClick={() => setDesk({ phase: 'idle' })}>
                    Leave it
                  </button>
                </div>
              </div>
            )}
          </Match>
        </Switch>
      </div>
    </section>
  )
}

function Lines(props: { readonly lines: readonly string[] }) {
  return (
    <>
      <ul>
        <For each={props.lines.slice(0, shownAtOnce)}>{(line) => <li>{line}</li>}</For>
      </ul>
      {props.lines.length > shownAtOnce ? `And ${props.lines.length - shownAtOnce} more.` : ''}
    </>
  )
}

const questionsIn = ({ questions, drafts }: OwnFile): string =>
  counted(questions.size + drafts.size, 'question') + words.unfinished(drafts.size)

const linesOf = (problems: OwnFile['missing'], file: string): readonly string[] =>
  problems.map(({ where, what, remedy }) => `Line ${where.slice(file.length + 1)}: ${what} ${remedy}`)

const isIn = <Phase extends Desk['phase']>(desk: Desk, phase: Phase): desk is Extract<Desk, { phase: Phase }> =>
  desk.phase === phase
