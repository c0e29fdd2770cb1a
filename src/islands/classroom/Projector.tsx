import { createSignal, Show } from 'solid-js'
import { whenMounted } from '../primitives/mounted.ts'
import { lineOf, type FromProjector, type OnLine, type Picture } from './picture.ts'
import { Stage } from './Stage.tsx'
import { keepAwake } from './windows.ts'

/** The projector's window: the picture and nothing else. It takes no keys but Escape, and a click makes it fill its screen. */
export function Projector(props: { readonly session: string }) {
  const [picture, setPicture] = createSignal<Picture>()

  whenMounted(() => {
    const line = lineOf(props.session)
    const say = (message: FromProjector) => line.postMessage(message)
    line.onmessage = ({ data }: MessageEvent<OnLine>) => {
      if (data.type === 'who') return say({ type: 'hello' })
      if (data.type !== 'picture') return
      setPicture(data.picture)
      document.documentElement.dataset['course'] = data.picture.course
    }
    say({ type: 'hello' })
    const leave = () => say({ type: 'bye' })
    const come = (event: PageTransitionEvent) => event.persisted && say({ type: 'hello' })
    const deafen = (event: KeyboardEvent) => {
      const isOurs = !event.ctrlKey && !event.metaKey && !event.altKey && !/^(Escape|Tab|F\d+)$/.test(event.key)
      if (isOurs) event.preventDefault()
    }
    const fill = () => void document.documentElement.requestFullscreen?.().catch(() => undefined)
    addEventListener('pagehide', leave)
    addEventListener('pageshow', come)
    addEventListener('keydown', deafen)
    addEventListener('click', fill)
    const sleep = keepAwake()
    return () => {
      removeEventListener('pagehide', leave)
      removeEventListener('pageshow', come)
      removeEventListener('keydown', deafen)
      removeEventListener('click', fill)
      sleep()
      line.close()
    }
  })

  return (
    <div class="projector">
      <Show
        when={picture()}
        fallback={
          <p class="waiting" role="status">
            Waiting for the presenter’s window.
          </p>
        }
      >
        {(now) => <Stage picture={now()} />}
      </Show>
    </div>
  )
}
