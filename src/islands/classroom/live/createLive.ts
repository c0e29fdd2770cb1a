import { createSignal, onCleanup } from 'solid-js'
import { fail } from '../../../core/result.ts'
import type { Shown } from '../../../core/shown.ts'
import type { Rooms } from '../../../store/rooms.ts'
import { platformBytes } from '../../../wire/chance.ts'
import { platformClock } from '../../../wire/clock.ts'
import type { DevicesStatus } from '../../../wire/devices.ts'
import {
  askHost,
  changeHost,
  handForm,
  hasForgotten,
  socketAddress,
  type HostChange,
  type HostWishes,
  type RoomHost,
} from '../../../wire/host.ts'
import type { Journal, RoomContent } from '../../../wire/journal.ts'
import { loginPassword, trainerName } from '../../../wire/login.ts'
import { mqttTransport } from '../../../wire/mqtt.ts'
import type { Policy } from '../../../wire/protocol.ts'
import { openRehearsal } from '../../../wire/rehearsal.ts'
import { formatCode, joinFragment } from '../../../wire/room-code.ts'
import { channelNamed, electTab, type Election } from '../../../wire/tabs.ts'
import { sealing } from '../../../wire/books.ts'
import { createRoom } from '../../../wire/new-room.ts'
import { openTrainer } from '../../../wire/trainer.ts'
import type { RoomStatus, TrainerRoom } from '../../../wire/trainer-room.ts'
import { onWake } from '../../../wire/wake.ts'
import { wakefulClock } from '../../../wire/wakeful-clock.ts'
import { rehearsalChannel } from '../../../wire/windows.ts'
import { checksumIn } from '../../exam/paths.ts'
import { address } from '../../primitives/address.ts'
import { whenMounted } from '../../primitives/mounted.ts'
import type { RoomSeam } from '../room-seam.ts'
import { keepLedRoom, keepWishes, keptWishes, ledRoom, takeToken, trainerToken } from './leading.ts'
import { openKeptRooms, type RoomRows } from './kept-rooms.ts'
import { words } from './words.ts'

type Led = { readonly kind: 'live' | 'rehearsal'; readonly room: TrainerRoom; readonly status: RoomStatus }

export type LivePhase =
  | { readonly phase: 'looking' }
  /** Nothing is led. */
  | {
      readonly phase: 'idle'
      readonly server: 'here' | 'none' | 'unreachable'
      /** The code of a room that goes on once the server answers. */
      readonly waiting: string | undefined
    }
  | ({ readonly phase: 'led' } & Led)
  | ({ readonly phase: 'ending' } & Led)
  | ({ readonly phase: 'over' } & Led)
  | { readonly phase: 'elsewhere'; readonly code: string }

const followHostMs = 10_000
const lookAgainMs = 4000
/** How long another window may take to say that it leads the room. */
const answerMs = 300

/** What the device is called that leads a room; undefined where the presenter's window does. */
export const leaderIn = ({ devices, lead }: DevicesStatus): string | undefined =>
  devices.find(({ pub }) => pub === lead.driver)?.label

/** The room that the presenter's window leads: opened, gone on with, rehearsed or ended here, and told what is shown. */
export function createLive(seam: RoomSeam) {
  const [state, setState] = createSignal<LivePhase>({ phase: 'looking' })
  const [host, setHost] = createSignal<RoomHost>()
  const [chosen, setChosen] = createSignal<string>()
  /** Phones that were here do not know the present address. */
  const [hasMoved, setMoved] = createSignal(false)
  let isOpening = false
  let rooms: Rooms<RoomRows> | undefined
  let opening: Promise<void> | undefined
  let election: Election | undefined
  const [isFormMissing, setFormMissing] = createSignal(false)
  let stopLeading = () => {}
  /** The password of the led room's key, good for two minutes. */
  let login = () => Promise.resolve('')
  let stopShown = () => {}
  let shown: Shown | undefined
  let lookingAgain: ReturnType<typeof setTimeout> | undefined

  async function look() {
    clearTimeout(lookingAgain)
    stopLeading()
    setState({ phase: 'looking' })
    void openStore()
    await find()
  }

  /** Finds the server, and the room that is led there. A server that does not answer may be started later. */
  async function find() {
    const answer = await askHost(address('room.json'))
    const led = ledRoom()
    const content = led === undefined || answer.kind === 'none' ? undefined : await contentOf(led)
    const { phase } = state()
    if (phase !== 'looking' && phase !== 'idle') return
    if (answer.kind === 'host') {
      setHost(answer.host)
      if (content) return contest(content)
    }
    const server = answer.kind === 'host' ? 'here' : answer.kind
    setState({ phase: 'idle', server, waiting: content?.room.id })
    if (server === 'unreachable') lookingAgain = setTimeout(() => void find(), lookAgainMs)
  }

  const openStore = () =>
    (opening ??= openKeptRooms(Date.now()).then((kept) => void (rooms = kept.ok ? kept.value : undefined)))

  /** A room that was not ended and whose time is not over. */
  async function contentOf(code: string): Promise<RoomContent | undefined> {
    await openStore()
    const read = await rooms?.read(code)
    const content = read?.ok ? read.value : undefined
    // The page was closed while the last answers came in.
    if (content?.room.isOver && content.room.endedAt === undefined) await rooms?.write(sealing(content, Date.now()))
    return content && !content.room.isOver && content.room.expires > Date.now() ? content : undefined
  }

  /** Leads the room unless another window does. */
  async function contest(content: RoomContent) {
    const { id } = content.room
    let isElsewhere = false
    election?.close()
    const mine = electTab({
      id: platformBytes(6).join('-'),
      now: Date.now,
      open: channelNamed(`aimward-lead:${id}`),
      onOther: () => {
        isElsewhere = true
        stopLeading()
        setState({ phase: 'elsewhere', code: id })
      },
    })
    election = mine
    mine.ask()
    await new Promise((resolve) => setTimeout(resolve, answerMs))
    if (isElsewhere) return
    mine.claim()
    lead(content)
  }

  function lead(content: RoomContent) {
    const at = host()
    if (!at) return
    const { key, clientId } = content.room
    login = () => loginPassword(key, { host: location.host, now: Date.now() })
    const transport = mqttTransport({
      urls: [socketAddress(at, location)],
      clientId,
      username: trainerName,
      password: () => (at.login === 'password' ? Promise.resolve(trainerToken() ?? '') : login()),
    })
    const journal: Journal = rooms ?? {
      write: () => Promise.resolve(fail({ kind: 'unavailable', detail: words.notKept })),
    }
    const { clock, close } = wakefulClock()
    const room = openTrainer({ content, transport, journal, clock, random: platformBytes })
    keepLedRoom(content.room.id)
    attach('live', room, () => {
      room.close()
      close()
    })
  }

  /** Lets the server hand a form to the phones, or takes it back. */
  const hand = async (text: string | undefined) => handForm(address('room-form.json'), { text, login: await login() })

  function attach(kind: Led['kind'], room: TrainerRoom, close = room.close) {
    stopLeading()
    setMoved(false)
    let reported = ''
    let link = room.status().link
    /** The checksum of what the server hands out, as far as is known. */
    let handed: string | undefined
    const handOut = async () => {
      const checksum = kind === 'live' && shown?.kind === 'mock' ? checksumIn(shown.path) : undefined
      if (checksum === undefined) return setFormMissing(false)
      if (checksum === handed) return false
      handed = checksum
      const { handedBy } = await import('../../class-report/handed-by.ts')
      const text = await handedBy(checksum)
      return setFormMissing(text === undefined || !(await hand(text)))
    }
    const tryHandOut = () => void handOut().catch(() => setFormMissing(true))
    const report = (status: RoomStatus) => {
      // A server that was started again has forgotten what was set on it, and what it handed out.
      if (kind === 'live' && link !== 'online' && status.link === 'online') {
        void follow()
        handed = undefined
        tryHandOut()
      }
      link = status.link
      setState((was) => ({
        phase: was.phase === 'ending' || was.phase === 'over' ? was.phase : 'led',
        kind,
        room,
        status,
      }))
      seam.setLeader(leaderIn(status.beside))
      const what = shown?.kind === 'question' ? shown : undefined
      const tally = what && room.tally(what.question.id, what.round)
      if (!what || !tally) return
      const { counts, answered } = tally
      const now = JSON.stringify([what.question.id, what.round, counts, answered])
      // Hands that were counted before the first answer stay.
      if (now === reported || (answered === 0 && !reported.includes(what.question.id))) return
      reported = now
      seam.counted({ question: what.question.id, round: what.round, counts, answered })
    }
    const stopStatus = room.subscribe(report)
    report(room.status())
    room.devices.attend(seam.obey)
    const stopMoment = seam.watchMoment(room.devices.show)
    const followShown = (now: Shown, key: readonly number[]) => {
      shown = now
      room.show(now, key)
      report(room.status())
      tryHandOut()
    }
    stopShown = seam.watchShown(followShown)
    const stopWake = onWake(room.wake)
    const following = setInterval(() => void follow(), followHostMs)
    stopLeading = () => {
      stopStatus()
      stopShown()
      stopMoment()
      stopWake()
      clearInterval(following)
      close()
      seam.setJoining(undefined)
      seam.setLeader(undefined)
      stopLeading = () => {}
    }
    join({ kind, room })
  }

  /** The laptop's address may change, and the server be another: the code on the projector follows, the door stays shut. */
  async function follow() {
    const answer = await askHost(address('room.json'))
    const now = state()
    if (answer.kind !== 'host' || now.phase !== 'led' || now.kind !== 'live') return
    const wishes = keptWishes(now.room.code)
    const before = joinAddress(now.room)
    if (!hasForgotten(answer.host, wishes) || (await send(wishes)) !== '') {
      // Phones reach no address of this computer alone: better the last one they knew.
      const lan = answer.host.lan.length > 0 || !wishes.lan ? answer.host.lan : (host()?.lan ?? [])
      const found = { ...answer.host, lan }
      if (JSON.stringify(found) === JSON.stringify(host())) return
      setHost(found)
      join(now)
    }
    if (joinAddress(now.room) !== before && now.status.joined > 0) setMoved(true)
  }

  function addresses(): readonly string[] {
    const own = location.origin + address('')
    const lan = host()?.lan ?? []
    const isHere = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(location.hostname)
    return isHere && lan.length > 0 ? lan.map((one) => `${one.replace(/\/$/, '')}/`) : [own]
  }

  /** Where other devices reach this site. */
  function siteAddress() {
    const all = addresses()
    const preferred = chosen()
    return preferred !== undefined && all.includes(preferred) ? preferred : all[0]
  }

  const joinAddress = (room: TrainerRoom) => `${siteAddress()}join/#${joinFragment(room.publicKey)}`

  /** Where a window of this browser tries the other side of a rehearsal. */
  const trialAddress = (room: TrainerRoom) => `${address('join/')}?here#${joinFragment(room.publicKey)}`

  const join = ({ kind, room }: Pick<Led, 'kind' | 'room'>) =>
    seam.setJoining(
      kind === 'live' ? { kind: 'room', address: joinAddress(room), code: formatCode(room.code) } : { kind },
    )

  async function send(wanted: HostChange): Promise<string> {
    let changed: RoomHost | string = ''
    // The token of `npm start` counts on other devices too, where that was asked for.
    for (const token of [await login(), trainerToken()]) {
      if (token === undefined || typeof changed !== 'string') break
      changed = await changeHost(address('room.json'), { change: wanted, token })
    }
    if (typeof changed === 'string') return changed
    setHost(changed)
    const now = state()
    if (now.phase === 'led') join(now)
    return ''
  }

  async function change(wanted: HostWishes): Promise<string> {
    const problem = await send(wanted)
    const now = state()
    if (problem === '' && now.phase === 'led') keepWishes(now.room.code, { ...keptWishes(now.room.code), ...wanted })
    return problem
  }

  whenMounted(() => {
    takeToken()
    void look()
  })
  onCleanup(() => {
    clearTimeout(lookingAgain)
    stopLeading()
    election?.close()
    rooms?.close()
  })

  return {
    state,
    host,
    /** Whether the phones ask for a form of the trainer's own in vain. */
    isFormMissing,
    addresses,
    joinAddress,
    remoteAddress: (fragment: string) => `${siteAddress()}classroom/remote/#${fragment}`,
    trialAddress,
    look: () => void look(),
    chooseAddress: (one: string) => {
      setChosen(one)
      const now = state()
      if (now.phase === 'led') join(now)
    },
    hasMoved,
    forgetMove: () => setMoved(false),
    /** Once, however often it is pressed. */
    open: async (policy: Policy) => {
      if (isOpening) return
      isOpening = true
      try {
        await openStore()
        const content = await createRoom({ title: seam.title, policy, clock: platformClock, random: platformBytes })
        await rooms?.write(content)
        await contest(content)
      } finally {
        isOpening = false
      }
    },
    rehearse: async (people: number, policy: Policy) => {
      const { room, close } = await openRehearsal({
        people,
        title: seam.title,
        policy,
        clock: platformClock,
        random: platformBytes,
        windows: channelNamed(rehearsalChannel),
      })
      attach('rehearsal', room, close)
    },
    /** Takes the room over from the other window. */
    leadHere: async () => {
      const now = state()
      const content = now.phase === 'elsewhere' ? await contentOf(now.code) : undefined
      if (!content || !election) return look()
      election.claim()
      lead(content)
    },
    end: async (takeaway: string) => {
      const now = state()
      if (now.phase !== 'led') return
      if (now.kind === 'rehearsal') return look()
      setState({ ...now, phase: 'ending' })
      await Promise.all([now.room.end(takeaway.trim()), hand(undefined)])
      keepLedRoom(undefined)
      // It stays open for the results of practice exams, until this page goes on to something else.
      stopShown()
      shown = undefined
      seam.setJoining(undefined)
      setState({ ...now, phase: 'over', status: now.room.status() })
    },
    closeDoor: (isClosed: boolean) => {
      const now = state()
      if (now.phase !== 'led') return
      now.room.closeDoor(isClosed)
      // The server's own door as well, where this trainer may use it.
      if (now.kind === 'live') void send({ locked: isClosed })
    },
    putBoard: seam.putBoard,
    change,
  }
}

export type Live = ReturnType<typeof createLive>
