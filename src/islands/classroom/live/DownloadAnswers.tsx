import type { TrainerRoom } from '../../../wire/trainer-room.ts'
import { download } from '../../primitives/download.ts'
import { roomCsv } from './room-csv.ts'
import { words } from './words.ts'

/** Saves what a room has collected as a file. */
export const DownloadAnswers = (props: { readonly room: Pick<TrainerRoom, 'code' | 'results' | 'status'> }) => (
  <button
    class="button"
    type="button"
    onClick={() =>
      download(`room-${props.room.code}.csv`, roomCsv(props.room.results(), props.room.status().tokens), 'text/csv')
    }
  >
    {words.download}
  </button>
)
