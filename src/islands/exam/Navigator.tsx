import { createSignal, For } from 'solid-js'
import { sheetsOf, stateOf, type Exam, type SheetState } from '../../core/exam.ts'
import { known } from '../../core/result.ts'
import { Filters } from './Filters.tsx'

const filters = ['All', 'Incomplete', 'Flagged', 'Unseen'] as const
type Filter = (typeof filters)[number]
type Column = 'question' | 'status' | 'flagged'

const columnNames: Record<Column, string> = { question: 'Question', status: 'Status', flagged: 'Flagged' }
const stateNames: Record<SheetState, string> = { unseen: 'Unseen', incomplete: 'Incomplete', complete: 'Complete' }
const stateOrder: Record<SheetState, number> = { unseen: 0, incomplete: 1, complete: 2 }

/** A word, a shape and a weight, so that no state is told by colour alone. */
export function StateMark(props: { readonly state: SheetState }) {
  return (
    <span class="state" data-state={props.state}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <circle cx="8" cy="8" r="6.25" fill="none" stroke="currentColor" stroke-width="1.5" />
        <path d="M8 1.75a6.25 6.25 0 0 0 0 12.5z" fill="currentColor" data-half="" />
        <circle cx="8" cy="8" r="6.25" fill="currentColor" data-whole="" />
      </svg>
      {stateNames[props.state]}
    </span>
  )
}

export function FlagShape() {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d="M3.5 15V1.5" fill="none" stroke="currentColor" stroke-width="1.5" />
      <path
        d="M3.5 2h9.5l-2.5 3.25L13 8.5H3.5z"
        fill="var(--flag, currentColor)"
        stroke="currentColor"
        stroke-width="1.5"
      />
    </svg>
  )
}

/** Every question with its state; choosing one goes there. */
export function Navigator(props: {
  readonly exam: Exam
  readonly current: number
  readonly onGo: (index: number) => void
}) {
  const [filter, setFilter] = createSignal<Filter>('All')
  const [order, setOrder] = createSignal<{ column: Column; isDown: boolean }>({ column: 'question', isDown: false })

  const rows = () =>
    sheetsOf(props.exam).map((sheet, index) => ({
      index,
      state: stateOf(sheet, known(props.exam.plan.questions[index]).question),
      flagged: sheet.flagged,
    }))
  type Row = ReturnType<typeof rows>[number]
  const rank: Record<Column, (row: Row) => number> = {
    question: ({ index }) => index,
    status: ({ state }) => stateOrder[state],
    flagged: ({ flagged }) => (flagged ? 0 : 1),
  }
  const isWanted: Record<Filter, (row: Row) => boolean> = {
    All: () => true,
    Incomplete: ({ state }) => state === 'incomplete',
    Flagged: ({ flagged }) => flagged,
    Unseen: ({ state }) => state === 'unseen',
  }
  const shown = () => {
    const { column, isDown } = order()
    const sign = isDown ? -1 : 1
    return rows()
      .filter(isWanted[filter()])
      .sort((one, other) => sign * (rank[column](one) - rank[column](other)) || one.index - other.index)
  }
  const countOf = (name: Filter) => rows().filter(isWanted[name]).length
  const sortedBy = (column: Column) =>
    order().column === column ? (order().isDown ? 'descending' : 'ascending') : undefined
  const sortBy = (column: Column) => {
    const before = order()
    setOrder({ column, isDown: before.column === column && !before.isDown })
  }

  return (
    <>
      <Filters group="navigator-filter" names={filters} chosen={filter()} countOf={countOf} onChoose={setFilter} />
      <table class="navigator">
        <thead>
          <tr>
            <For each={['question', 'status', 'flagged'] as const}>
              {(column) => (
                <th scope="col" aria-sort={sortedBy(column)}>
                  <button type="button" onClick={() => sortBy(column)}>
                    {columnNames[column]}
                    <span aria-hidden="true">{sortedBy(column) ? (order().isDown ? '↓' : '↑') : ''}</span>
                  </button>
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody>
          <For
            each={shown()}
            fallback={
              <tr>
                <td colspan="3">No question is {filter().toLowerCase()}.</td>
              </tr>
            }
          >
            {(row) => (
              <tr aria-current={row.index === props.current ? 'true' : undefined}>
                <th scope="row">
                  <button type="button" aria-label={`Question ${row.index + 1}`} onClick={() => props.onGo(row.index)}>
                    {row.index + 1}
                  </button>
                </th>
                <td>
                  <StateMark state={row.state} />
                </td>
                <td>
                  {row.flagged ? (
                    <span class="state">
                      <FlagShape />
                      <span>Flagged</span>
                    </span>
                  ) : (
                    ''
                  )}
                </td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </>
  )
}
