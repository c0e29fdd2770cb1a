import { createSignal } from 'solid-js'
import { platformBytes } from '../../wire/chance.ts'
import { platformClock } from '../../wire/clock.ts'
import { askHost, socketAddress, type RoomHost } from '../../wire/host.ts'
import { mqttTransport } from '../../wire/mqtt.ts'
import { openParticipant, type Participant, type ParticipantView } from '../../wire/participant.ts'
import { mailKey } from '../../wire/outbox.ts'
import { formatCode, parseCode, parseJoin } from '../../wire/room-code.ts'
import { channelNamed } from '../../wire/tabs.ts'
import { onWake } from '../../wire/wake.ts'
import { rehearsalChannel, windowTransport } from '../../wire/windows.ts'
import { address } from '../primitives/address.ts'
import { whenMounted } from '../primitives/mounted.ts'
import { deviceShelf } from '../../wire/device-shelf.ts'
import { words } from './words.ts'

/** What the page shows before there is a room, and then the room. */
export type JoinPhase =
  | { readonly phase: 'asking' }
  | { readonly phase: 'no-host' }
  | { readonly phase: 'unreachable' }
  | { readonly phase: 'code'; readonly typed: string; readonly problem: string | undefined }
  | { readonly phase: 'pin'; readonly problem: string | undefined }
  | {
      readonly phase: 'room'
      readonly view: ParticipantView
      readonly isDeviceOffline: boolean
      readonly trouble: Trouble | undefined
    }

/** `blocked`: nothing ever got through. `lost`: nothing gets through any more, for so long that it may be the address. */
export type Trouble = 'blocked' | 'lost'

const againMs = 4000
const lostAfterMs = 30_000

/** Finds the host and the room, and keeps both for as long as the page is open. */
export function createJoin() {
  const [state, setState] = createSignal<JoinPhase>({ phase: 'asking' })
  let host: RoomHost | undefined
  let wanted: { readonly code: string; readonly publicKey?: Uint8Array } | undefined
  let participant: Participant | undefined
  let pin = ''
  let failures = 0
  let hasBeenOnline = false
  let lostAt: number | undefined
  let mail: string | undefined

  /** In a rehearsal the room is in another window of this browser, and no host is asked. */
  const isTrial = () => new URLSearchParams(location.search).has('here')

  async function ask() {
    const trial = isTrial() ? parseJoin(location.hash) : undefined
    if (trial) {
      wanted = trial
      return open()
    }
    const answer = await askHost(address('room.json'))
    if (answer.kind === 'none') return setState({ phase: 'no-host' })
    if (answer.kind === 'unreachable') {
      setTimeout(() => void ask(), againMs)
      return setState({ phase: 'unreachable' })
    }
    host = answer.host
    const { hash } = location
    const read = parseJoin(hash)
    if (hash.length > 1 && !read) return askCode('', words.linkWrong)
    return read ? join(read) : askCode(host.room ? formatCode(host.room) : '', undefined)
  }

  const askCode = (typed: string, problem: string | undefined) => setState({ phase: 'code', typed, problem })

  function join(read: NonNullable<typeof wanted>) {
    if (host?.room !== undefined && host.room !== read.code) return askCode('', words.codeOther(formatCode(host.room)))
    wanted = read
    return host?.door === 'pin' && pin === '' && deviceShelf.read(pinKey(read.code)) === undefined
      ? setState({ phase: 'pin', problem: undefined })
      : open()
  }

  function open() {
    const at = host
    const room = wanted
    if (!room || !(at || isTrial())) return
    pin ||= deviceShelf.read(pinKey(room.code)) ?? ''
    failures = 0
    participant?.close()
    participant = undefined
    let mine: Participant | undefined
    mine = openParticipant({
      ...room,
      connect: (cid) =>
        !at
          ? windowTransport(channelNamed(rehearsalChannel))
          : mqttTransport({
              urls: [socketAddress(at, location)],
              clientId: cid,
              // Where rooms have keys, the broker lets one in to the room one names. Others refuse a name they do not know.
              ...(at.login === 'key' && { username: room.code, password: pin }),
            }),
      clock: platformClock,
      random: platformBytes,
      shelf: deviceShelf,
      tabs: channelNamed(`aimward-join:${room.code}`),
      onView: (view) => {
        if (mine === participant) show(view)
      },
    })
    participant = mine
    show(mine.view())
  }

  /** A result that another tab of this device has left for the room. */
  function takeMail() {
    const key = wanted && mailKey(wanted.code)
    const token = key && deviceShelf.read(key)
    if (!token || token === mail || participant?.view().phase !== 'in') return
    mail = token
    participant.sendResult(token)
    deviceShelf.remove(key)
    mail = undefined
  }

  function show(view: ParticipantView) {
    if (view.refusal === 'password') {
      if (wanted) deviceShelf.remove(pinKey(wanted.code))
      setState({ phase: 'pin', problem: pin === '' ? undefined : words.pinWrong })
      pin = ''
      participant?.close()
      participant = undefined
      return
    }
    if (view.link === 'online' && !hasBeenOnline) {
      hasBeenOnline = true
      failures = 0
      if (pin !== '' && wanted) deviceShelf.write(pinKey(wanted.code), pin)
    }
    const before = state()
    const was = before.phase === 'room' ? before.view.link : undefined
    // Who is refused has got through.
    if (!hasBeenOnline && view.link === 'offline' && was !== 'offline' && !view.refusal) failures += 1
    const isDeviceOffline = !navigator.onLine
    const isCutOff = (view.link === 'offline' || view.link === 'connecting') && !view.refusal && !isDeviceOffline
    lostAt = isCutOff ? (lostAt ?? Date.now()) : undefined
    const isLost = hasBeenOnline && lostAt !== undefined && Date.now() - lostAt > lostAfterMs
    setState({ phase: 'room', view, isDeviceOffline, trouble: failures >= 3 ? 'blocked' : isLost ? 'lost' : undefined })
    takeMail()
  }

  whenMounted(() => {
    void ask()
    const stop = onWake(() => participant?.wake())
    const onHash = () => location.reload()
    addEventListener('hashchange', onHash)
    addEventListener('storage', takeMail)
    return () => {
      stop()
      removeEventListener('hashchange', onHash)
      removeEventListener('storage', takeMail)
      participant?.close()
    }
  })

  return {
    state,
    participant: () => participant,
    typeCode: (typed: string) => {
      const code = parseCode(typed)
      if (code === undefined) askCode(typed, words.codeWrong)
      else {
        // A reload finds the way back.
        history.replaceState(undefined, '', `#${code}`)
        join({ code })
      }
    },
    typePin: (typed: string) => {
      pin = typed.trim()
      open()
    },
    otherCode: () => {
      participant?.close()
      participant = undefined
      history.replaceState(undefined, '', location.pathname)
      askCode('', undefined)
    },
  }
}

const pinKey = (code: string) => `aimward:pin:${code}`
