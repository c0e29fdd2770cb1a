import { Match, Show, Switch } from 'solid-js'
import { Boundary } from '../../primitives/Boundary.tsx'
import { createRemote, type RemotePhase } from './createRemote.ts'
import { RemoteDesk } from './RemoteDesk.tsx'
import { linkWords, words } from './words.ts'
import './remote.css'

/** A trainer's own device beside the presenter's window. */
export function RemotePage() {
  const device = createRemote()
  const inPhase = <Phase extends RemotePhase['phase']>(phase: Phase) => {
    const now = device.state()
    return now.phase === phase ? (now as Extract<RemotePhase, { phase: Phase }>) : undefined
  }
  const failure = () => {
    const now = device.loaded()
    return typeof now === 'string' ? now : undefined
  }
  const loaded = () => {
    const now = device.loaded()
    return typeof now === 'object' ? now : undefined
  }

  return (
    <Boundary>
      <div class="remote">
        <Switch fallback={<p role="status">{words.looking}</p>}>
          <Match when={inPhase('nothing')}>
            {(now) => (
              <>
                <h1>{now().title}</h1>
                <p>{now().how}</p>
              </>
            )}
          </Match>
          <Match when={inPhase('unreachable')}>
            <h1>{words.title}</h1>
            <p role="status">{words.unreachable}</p>
          </Match>
          <Match when={inPhase('let-in')}>
            {(now) => (
              <>
                <p
                  class="link"
                  role="status"
                  data-bad={now().view.link === 'online' && now().view.desk !== 'silent' ? undefined : ''}
                >
                  {words.you(now().view.label)}: {linkWords(now().view)}
                </p>
                <Switch
                  fallback={
                    <>
                      <h1>{words.title}</h1>
                      <p role="status">{now().view.view ? words.fetching : words.waiting}</p>
                      <Show when={!window.isSecureContext}>
                        <p>{words.screenOn}</p>
                      </Show>
                    </>
                  }
                >
                  <Match when={now().view.isRemoved}>
                    <h1>{words.title}</h1>
                    <p role="alert">{words.removed}</p>
                  </Match>
                  <Match when={failure()}>
                    <h1>{words.title}</h1>
                    <p role="alert">{failure()}</p>
                  </Match>
                  <Match when={loaded()} keyed>
                    {(loaded) => (
                      <RemoteDesk
                        loaded={loaded}
                        pub={now().pub}
                        view={now().view}
                        now={device.now}
                        onPress={device.press}
                        onLead={device.lead}
                      />
                    )}
                  </Match>
                </Switch>
              </>
            )}
          </Match>
        </Switch>
      </div>
    </Boundary>
  )
}
