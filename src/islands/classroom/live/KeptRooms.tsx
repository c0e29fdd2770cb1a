import { createSignal, For, Show } from 'solid-js'
import type { Rooms } from '../../../store/rooms.ts'
import type { RoomRecord } from '../../../wire/journal.ts'
import { formatCode } from '../../../wire/room-code.ts'
import { resultsOf } from '../../../wire/books.ts'
import { address } from '../../primitives/address.ts'
import { download } from '../../primitives/download.ts'
import { whenMounted } from '../../primitives/mounted.ts'
import { openKeptRooms, type RoomRows } from './kept-rooms.ts'
import { keepLedRoom } from './leading.ts'
import { roomCsv } from './room-csv.ts'
import { keptWords, words } from './words.ts'

/** Every room that this device keeps: to save what it has collected, to lead it again, to delete it. */
export function KeptRooms() {
  const [list, setList] = createSignal<readonly RoomRecord[]>()
  const [problem, setProblem] = createSignal('')
  const [doomed, setDoomed] = createSignal<string>()
  let rooms: Rooms<RoomRows> | undefined

  async function look() {
    const found = await rooms?.list()
    if (found?.ok) setList(found.value)
    else setProblem(words.keptUnread)
  }
  whenMounted(() => {
    void openKeptRooms(Date.now()).then((opened) => {
      if (opened.ok) rooms = opened.value
      return look()
    })
    return () => rooms?.close()
  })

  async function save({ id }: RoomRecord) {
    const read = await rooms?.read(id)
    const content = read?.ok ? read.value : undefined
    if (!content) return setProblem(words.keptUnread)
    const tokens = content.tokens.map(({ token }) => token)
    return download(`room-${id}.csv`, roomCsv(resultsOf(content), tokens), 'text/csv')
  }
  function leadAgain({ id }: RoomRecord) {
    keepLedRoom(id)
    location.assign(address('classroom/present/'))
  }
  async function remove({ id }: RoomRecord) {
    setDoomed(undefined)
    const removed = await rooms?.remove(id)
    if (!removed?.ok) setProblem(words.keptStays)
    await look()
  }

  return (
    <>
      <p class="problem" role="alert">
        {problem()}
      </p>
      <Show when={list()}>
        {(kept) => (
          <Show when={kept().length > 0} fallback={<p>{words.keptNone}</p>}>
            <ul role="list">
              <For each={kept()}>
                {(room) => (
                  <li>
                    <p>
                      <strong>{room.title}</strong> {formatCode(room.id)}. {keptWords(room)}
                    </p>
                    <p class="actions">
                      <button class="button" type="button" onClick={() => void save(room)}>
                        {words.download}
                      </button>
                      <Show when={!room.isOver}>
                        <button class="button" type="button" onClick={() => leadAgain(room)}>
                          {words.leadAgain}
                        </button>
                      </Show>
                      <button class="quiet-button" type="button" onClick={() => setDoomed(room.id)}>
                        {words.remove}
                      </button>
                    </p>
                    <Show when={doomed() === room.id}>
                      <div class="note" data-kind="warning" role="status">
                        <p>{words.removeHow}</p>
                        <p class="actions">
                          <button class="button" type="button" onClick={() => void remove(room)}>
                            {words.removeNow}
                          </button>
                          <button class="quiet-button" type="button" onClick={() => setDoomed(undefined)}>
                            {words.keepIt}
                          </button>
                        </p>
                      </div>
                    </Show>
                  </li>
                )}
              </For>
            </ul>
          </Show>
        )}
      </Show>
    </>
  )
}
