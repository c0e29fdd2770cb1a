import { createSignal, Show } from 'solid-js'
import { address } from '../primitives/address.ts'
import { whenMounted } from '../primitives/mounted.ts'
import { lineOf, type OnLine, type Picture } from './picture.ts'
import { Stage } from './Stage.tsx'
import './presenter.css'

/** A second window of the trainer: it shows what the projector shows, and can take the class over. */
export function Watching(props: { readonly session: string; readonly onTake: () => void }) {
  const [picture, setPicture] = createSignal<Picture>()

  whenMounted(() => {
    const line = lineOf(props.session)
    line.onmessage = ({ data }: MessageEvent<OnLine>) => {
      if (data.type === 'picture') setPicture(data.picture)
    }
    line.postMessage({ type: 'look' } satisfies OnLine)
    return () => line.close()
  })

  return (
    <div class="watching">
      <h1>This class is presented in another window</h1>
      <p>
        This window follows it and moves nothing. If you take the class over, it goes on from here, and the other window
        follows.
      </p>
      <p class="actions">
        <button class="button" type="button" onClick={() => props.onTake()}>
          Present it here
        </button>
        <a href={address('classroom/')}>Back to the classroom</a>
      </p>
      <Show when={picture()}>
        {(now) => (
          <div class="small-stage">
            <Stage picture={now()} />
          </div>
        )}
      </Show>
    </div>
  )
}
