import { createEffect, createMemo, createSignal, For, Match, on, Show, Switch } from 'solid-js'
import { withComputed, type Fields, type Outline } from '../../core/workbook.ts'
import { findingsByField, runChecks, type Workbook } from '../../core/workbook-checks.ts'
import { Boundary } from '../primitives/Boundary.tsx'
import { createFocusTarget } from '../primitives/createFocusTarget.ts'
import { whenMounted } from '../primitives/mounted.ts'
import { createSettled } from '../primitives/createSettled.ts'
import { BinderBar, type ExampleName } from './BinderBar.tsx'
import { ChecksPart } from './ChecksPart.tsx'
import { createBinders } from './createBinders.ts'
import { FilesPart } from './FilesPart.tsx'
import { PrintedDocument } from './PrintedDocument.tsx'
import { TablePart, type Aim } from './TablePart.tsx'
import { examplePath, storageTrouble, words, type References } from './words.ts'
import './workbook.css'

/** One workbook of the open binder: its tables, what the checks say of them, and the ways out and in. */
export function WorkbookPage(props: {
  readonly workbook: Workbook
  /** The other workbooks of a binder, as far as links need them. */
  readonly others: readonly Outline[]
  readonly examples: readonly ExampleName[]
  readonly references: References
}) {
  return (
    <Boundary>
      <Desk workbook={props.workbook} others={props.others} examples={props.examples} references={props.references} />
    </Boundary>
  )
}

function Desk(props: {
  readonly workbook: Workbook
  readonly others: readonly Outline[]
  readonly examples: readonly ExampleName[]
  readonly references: References
}) {
  const outlines = createMemo(() => [props.workbook, ...props.others])
  const binders = createBinders(outlines)
  const [message, setMessage] = createSignal('')
  const [aim, setAim] = createSignal<Aim>()
  const [chosen, setChosen] = createSignal<string>()

  const sheets = createMemo(() => withComputed(props.workbook, binders.sheets()))
  const settled = createSettled(binders.sheets)
  const results = createMemo(() => runChecks(props.workbook, { outlines: outlines(), sheets: settled() }))
  const said = createMemo(() => findingsByField(results()))
  const saidByRow = createMemo(() => {
    const rows = new Map<string, number>()
    for (const { findings } of results())
      for (const { table, row } of findings) {
        const key = `${table}/${row ?? ''}`
        rows.set(key, (rows.get(key) ?? 0) + 1)
      }
    return rows
  })
  // The document is filled in last, so it stands last.
  const tables = createMemo(() => [...props.workbook.tables.slice(1), ...props.workbook.tables.slice(0, 1)])
  const table = createMemo(() => tables().find(({ id }) => id === chosen()) ?? tables()[0])
  // Another binder begins with a form of its own, too.
  const shownTable = createMemo(
    () => {
      const [shown, home] = [table(), binders.openId()]
      return shown && home !== undefined ? { table: shown, home } : undefined
    },
    undefined,
    { equals: (one, other) => one?.table === other?.table && one?.home === other?.home },
  )
  whenMounted(() => void setChosen(location.hash.slice(1)))
  // What had the focus is gone: after a deletion the way back has it, after the beginning the table.
  const undoButton = createFocusTarget<HTMLButtonElement>()
  createEffect(on(binders.undo, (undo) => undo && undoButton.focus(), { defer: true }))
  createEffect(
    on(
      () => binders.desk().phase,
      (phase, before) => {
        if (phase === 'open' && before === 'empty') focusTable()
      },
    ),
  )
  const focusTable = () => {
    const title = `${table()?.id ?? ''}-title`
    queueMicrotask(() => document.getElementById(title)?.focus())
  }
  const isOpen = () => binders.desk().phase === 'open'

  async function load(example: ExampleName) {
    setMessage('')
    try {
      const answer = await fetch(examplePath(example.kind))
      if (!answer.ok) throw new Error(answer.statusText)
      const fields: Fields = new Map(Object.entries<string>(await answer.json()))
      const failure = await binders.create(example.name, fields)
      if (failure) setMessage(storageTrouble(failure))
    } catch {
      setMessage('The example did not load. Check the connection and try again; nothing was changed.')
    }
  }

  /** The table stands in the address, so that a reload and a link lead to it. */
  function choose(id: string) {
    setChosen(id)
    history.replaceState(history.state, '', `#${id}`)
  }
  function follow(next: Aim) {
    choose(next.table)
    setAim({ ...next })
    if (next.row === undefined) focusTable()
  }

  return (
    <div class="workbook-page">
      <Switch>
        <Match when={binders.desk().phase === 'opening'}>
          <p>{words.opening}</p>
        </Match>
        <Match when={binders.desk().phase === 'broken'}>
          <p class="note" data-kind="warning" role="alert">
            {words.broken}
          </p>
        </Match>
        <Match when={binders.desk().phase === 'empty'}>
          <section class="beginning" aria-labelledby="beginning-title">
            <h2 id="beginning-title">Begin</h2>
            <p>
              A binder holds one copy of every workbook, for one organisation. Rows name each other across them. Keep as
              many as you like: one for your company, one for a class.
            </p>
            <div class="actions">
              <button
                class="button"
                data-weight="first"
                type="button"
                onClick={() =>
                  void binders
                    .create(words.mine, new Map())
                    .then((failure) => failure && setMessage(storageTrouble(failure)))
                }
              >
                Begin my own
              </button>
              <For each={props.examples}>
                {(example) => (
                  <button class="button" type="button" onClick={() => void load(example)}>
                    Load: {example.name}
                  </button>
                )}
              </For>
            </div>
          </section>
        </Match>
        <Match when={isOpen()}>
          <Show when={binders.isOutdated()}>
            <p class="note" data-kind="warning" role="alert">
              {words.outdated}
            </p>
          </Show>
          <Show when={binders.keeping().keeps === 'memory'}>
            <p class="note" data-kind="warning">
              {words.memory}
            </p>
          </Show>
          <BinderBar binders={binders} examples={props.examples} onExample={(example) => void load(example)} />
          <ChecksPart results={results()} references={props.references} onAim={follow} />
          <nav class="tables no-print" aria-label="Tables of this workbook">
            <ul role="list">
              <For each={tables()}>
                {(one) => (
                  <li>
                    <button
                      type="button"
                      aria-current={one.id === table()?.id ? 'true' : undefined}
                      onClick={() => {
                        setAim(undefined)
                        choose(one.id)
                      }}
                    >
                      {one.title}
                    </button>
                  </li>
                )}
              </For>
            </ul>
          </nav>
          <p class="undone no-print" role="status">
            <Show when={binders.undo()}>
              {(undo) => (
                <>
                  {undo().says}{' '}
                  <button ref={undoButton.ref} class="quiet-button" type="button" onClick={() => binders.takeBack()}>
                    Undo
                  </button>
                </>
              )}
            </Show>
          </p>
          <Show when={shownTable()} keyed>
            {({ table: shown, home }) => (
              <div class="no-print">
                <TablePart
                  outline={props.workbook}
                  outlines={outlines()}
                  table={shown}
                  sheets={sheets()}
                  binders={binders}
                  home={home}
                  saidOf={(row, field) => said().get(`${shown.id}/${row}/${field}`) ?? []}
                  saidIn={(row) => saidByRow().get(`${shown.id}/${row}`) ?? 0}
                  references={props.references}
                  aim={aim()}
                />
                <FilesPart outline={props.workbook} outlines={outlines()} table={shown} binders={binders} />
              </div>
            )}
          </Show>
          <PrintedDocument outline={props.workbook} sheets={sheets()} />
        </Match>
      </Switch>
      <output>{message()}</output>
    </div>
  )
}
