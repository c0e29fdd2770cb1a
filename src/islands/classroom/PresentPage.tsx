import { createSignal, Match, Switch, type JSX } from 'solid-js'
import { keptClass, type ClassSession } from '../../store/class-session.ts'
import { address, queried } from '../primitives/address.ts'
import { Boundary } from '../primitives/Boundary.tsx'
import { whenMounted } from '../primitives/mounted.ts'
// Styles of what is imported later do not come with it.
import './presenter.css'
import './stage.css'

type Role =
  | { readonly kind: 'deciding' }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'here'; readonly draw: () => JSX.Element }

/** Held by the window that presents: two would lead the projector in turns. */
const lockName = 'aimward-presenter'

/** One page, two windows: the presenter's and, with `?projector`, the projector's. Each loads its own half. */
export function PresentPage() {
  const [role, setRole] = createSignal<Role>({ kind: 'deciding' })

  async function decide() {
    const projector = queried('projector')
    if (projector !== undefined) {
      const { Projector } = await import('./Projector.tsx')
      return void setRole({ kind: 'here', draw: () => <Projector session={projector} /> })
    }
    const session = keptClass()
    if (!session) return void setRole({ kind: 'nothing' })
    hold(session)
  }

  function hold(session: ClassSession) {
    const start = async () => {
      const { Presenter } = await import('./Presenter.tsx')
      setRole({ kind: 'here', draw: () => <Presenter session={session} /> })
    }
    if (!navigator.locks) return void start().catch(fail)
    void navigator.locks.request(lockName, { ifAvailable: true }, async (lock) => {
      if (!lock) return void setRole({ kind: 'elsewhere' })
      await start().catch(fail)
      // Until the page goes.
      await new Promise(() => {})
    })
  }
  const fail = () => setRole({ kind: 'failed' })

  whenMounted(() => {
    decide().catch(fail)
  })
  const here = () => {
    const now = role()
    return now.kind === 'here' ? now.draw : undefined
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
        <Match when={role().kind === 'elsewhere'}>
          <Message title="This class is presented in another window">
            Close the other presenter’s window, then reload this one. Where you were is kept.
          </Message>
        </Match>
        <Match when={role().kind === 'failed'}>
          <Message title="The presenter did not load">Check the connection and reload this page.</Message>
        </Match>
        <Match when={here()} keyed>
          {(draw) => draw()}
        </Match>
      </Switch>
    </Boundary>
  )
}

function Message(props: { readonly title: string; readonly children: JSX.Element }) {
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
