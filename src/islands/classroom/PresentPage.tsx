import { createSignal, Match, Switch, type ParentProps } from 'solid-js'
import { keptClass, type ClassSession } from '../../store/class-session.ts'
import { address, queried } from '../primitives/address.ts'
import { Boundary } from '../primitives/Boundary.tsx'
import { whenMounted } from '../primitives/mounted.ts'
import { Presenter } from './Presenter.tsx'
import { Projector } from './Projector.tsx'
import { Watching } from './Watching.tsx'

type Role =
  | { readonly kind: 'deciding' | 'nothing' }
  | { readonly kind: 'elsewhere'; readonly session: ClassSession }
  | { readonly kind: 'projector'; readonly session: string }
  | { readonly kind: 'presenter'; readonly session: ClassSession }

/** Held by the window that presents: two would lead the projector in turns. */
const lockName = 'aimward-presenter'

/** One page, two windows: the presenter's and, with `?projector`, the projector's. */
export function PresentPage(props: {
  /** The address of where the forms of every exam come from, `readonly Shelf[]`. */
  readonly shelves: string
}) {
  const [role, setRole] = createSignal<Role>({ kind: 'deciding' })

  whenMounted(() => {
    const projector = queried('projector')
    const session = keptClass()
    if (projector !== undefined) setRole({ kind: 'projector', session: projector })
    else if (session) hold(session)
    else setRole({ kind: 'nothing' })
  })

  function hold(session: ClassSession, how: LockOptions = { ifAvailable: true }): void {
    const yieldTo = () => void setRole({ kind: 'elsewhere', session })
    // Another window may have led it meanwhile.
    const start = () => void setRole({ kind: 'presenter', session: keptClass() ?? session })
    if (!navigator.locks) return start()
    void navigator.locks
      .request(lockName, how, (lock) => {
        if (!lock) return yieldTo()
        start()
        // Until the page goes, or another window takes it.
        return new Promise(() => {})
      })
      .catch(yieldTo)
  }
  const projecting = () => {
    const now = role()
    return now.kind === 'projector' ? now.session : undefined
  }
  const watching = () => {
    const now = role()
    return now.kind === 'elsewhere' ? now.session : undefined
  }
  const presenting = () => {
    const now = role()
    return now.kind === 'presenter' ? now.session : undefined
  }

  return (
    <Boundary>
      <Switch>
        <Match when={role().kind === 'deciding'}>
          <p class="waiting" role="status">
            One moment …
          </p>
        </Match>
        <Match when={role().kind === 'nothing'}>
          <Message title="No class is being presented">
            Choose what to teach on the classroom page first; it opens this window.
          </Message>
        </Match>
        <Match when={watching()} keyed>
          {(session) => <Watching session={session.id} onTake={() => hold(session, { steal: true })} />}
        </Match>
        <Match when={projecting()}>{(session) => <Projector session={session()} />}</Match>
        <Match when={presenting()} keyed>
          {(session) => <Presenter session={session} shelves={props.shelves} />}
        </Match>
      </Switch>
    </Boundary>
  )
}

function Message(props: ParentProps<{ readonly title: string }>) {
  return (
    <div class="waiting">
      <h1>{props.title}</h1>
      <p>{props.children}</p>
      <p>
        <a href={address('classroom/')}>Back to the classroom</a>
      </p>
    </div>
  )
}
