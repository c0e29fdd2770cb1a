import { createSignal } from 'solid-js'
import type { Choice } from '../../../core/class-plan.ts'
import type { Scene } from '../../../core/presenting.ts'
import { inStorage } from '../../../store/queue.ts'
import { toBase64url } from '../../../wire/bytes.ts'
import { platformBytes } from '../../../wire/chance.ts'
import { platformClock } from '../../../wire/clock.ts'
import { parsePairing, type Command, type LeadStep, type Pairing } from '../../../wire/ctl.ts'
import { askHost, socketAddress } from '../../../wire/host.ts'
import { deviceName, devicePassword } from '../../../wire/login.ts'
import { mqttTransport } from '../../../wire/mqtt.ts'
import { openRemote, type Remote, type RemoteView } from '../../../wire/remote.ts'
import { onWake } from '../../../wire/wake.ts'
import { address } from '../../primitives/address.ts'
import { whenMounted } from '../../primitives/mounted.ts'
import { fetchClass, fetchPlan, sceneOf, type ClassData } from '../class-data.ts'
import { keepAwake } from '../windows.ts'
import { words } from './words.ts'

export type RemotePhase =
  | { readonly phase: 'looking' | 'unreachable' }
  /** Nothing can be led from here: what is the matter, and what to do. */
  | { readonly phase: 'nothing'; readonly title: string; readonly how: string }
  | { readonly phase: 'let-in'; readonly pub: string; readonly view: RemoteView }

export type Loaded = { readonly scene: Scene; readonly data: ClassData }

const pairingKey = 'aimward:remote'
const againMs = 4000

/** What lets this device in: taken out of the address, where it can be seen, and kept for a reload. */
function takePairing(): Pairing | undefined {
  const given = parsePairing(location.hash)
  if (!given) return parsePairing(inStorage((storage) => storage.getItem(pairingKey)) ?? '')
  const { hash } = location
  // Where it cannot be kept it stays in the address, or a reload would lose it.
  const isKept = inStorage((storage) => {
    storage.setItem(pairingKey, hash)
    return true
  })
  if (isKept) history.replaceState(history.state, '', location.pathname + location.search)
  return given
}

/** A device beside the presenter's window: what lets it in, the line to the window, and the class that is presented. */
export function createRemote() {
  const [state, setState] = createSignal<RemotePhase>({ phase: 'looking' })
  const [loaded, setLoaded] = createSignal<Loaded | string>()
  const [now, setNow] = createSignal(Date.now())
  let remote: Remote | undefined
  let fetched = ''

  async function begin() {
    const pairing = takePairing()
    if (!pairing) return nothing(words.none, location.hash.length > 1 ? words.linkWrong : words.noneHow)
    const answer = await askHost(address('room.json'))
    if (answer.kind === 'none') return nothing(words.noHost, words.noHostHow)
    if (answer.kind === 'unreachable') {
      setTimeout(() => void begin(), againMs)
      return setState({ phase: 'unreachable' })
    }
    const { host } = answer
    if (host.room !== undefined && host.room !== pairing.code) return nothing(words.otherRoom, words.otherRoomHow)
    return open(pairing, socketAddress(host, location))
  }

  const nothing = (title: string, how: string) => setState({ phase: 'nothing', title, how })

  function open(pairing: Pairing, url: string) {
    remote = openRemote({
      pairing,
      transport: mqttTransport({
        urls: [url],
        clientId: toBase64url(platformBytes(16)),
        username: deviceName,
        password: () => devicePassword(pairing, { host: location.host, now: Date.now() }),
      }),
      clock: platformClock,
      onView: (view) => {
        setNow(Date.now() + view.offset)
        setState({ phase: 'let-in', pub: pairing.pub, view })
        if (view.view) fetchOnce(view.view.choice)
      },
    })
  }

  function fetchOnce(choice: Choice) {
    const wanted = JSON.stringify(choice)
    if (wanted === fetched) return
    fetched = wanted
    setLoaded(undefined)
    fetchClassOf(choice).then(setLoaded, () => setLoaded(words.notFetched))
  }

  async function fetchClassOf(choice: Choice): Promise<Loaded | string> {
    const plan = await fetchPlan()
    const data = await fetchClass(plan, choice)
    const scene = sceneOf(plan, choice, data)
    document.documentElement.dataset['course'] = choice.course
    return typeof scene === 'string' ? scene : { scene, data }
  }

  whenMounted(() => {
    void begin()
    const tick = setInterval(() => setNow(Date.now() + (remote?.view().offset ?? 0)), 500)
    const stopWake = onWake(() => remote?.wake())
    const sleep = keepAwake()
    const again = () => location.reload()
    addEventListener('hashchange', again)
    return () => {
      clearInterval(tick)
      stopWake()
      sleep()
      removeEventListener('hashchange', again)
      remote?.close()
    }
  })

  return {
    state,
    loaded,
    now,
    press: (command: Command) => remote?.press(command),
    lead: (step: LeadStep) => remote?.lead(step),
  }
}
