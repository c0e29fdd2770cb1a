/** Half a class in one process: the participants' own machines, each of which answers at a moment of its own. */
import { platformBytes } from '../../src/wire/chance.ts'
import { platformClock } from '../../src/wire/clock.ts'
import { mqttTransport } from '../../src/wire/mqtt.ts'
import type { Shelf } from '../../src/wire/outbox.ts'
import { openParticipant } from '../../src/wire/participant.ts'
import { fromBase64url } from '../../src/wire/bytes.ts'
import { pidOf } from '../../src/wire/room-code.ts'
import type { OpenChannel } from '../../src/wire/tabs.ts'
import { platformVerifier } from '../support/platform-verifier.ts'
import { millisecondsNow, type PhonesReport, type PhonesTask } from './live-protocol.ts'

const aShelf = (): Shelf => {
  const kept = new Map<string, string>()
  return {
    read: (key) => kept.get(key),
    write: (key, text) => Boolean(kept.set(key, text)),
    remove: (key) => void kept.delete(key),
    keys: () => [...kept.keys()],
  }
}
const aloneInItsBrowser: OpenChannel = () => ({ post: () => undefined, close: () => undefined })

let report: PhonesReport = { joined: 0, opened: [], answered: [], revealed: [], connects: 0, waiting: 0 }
const phones: { readonly waits: () => boolean; readonly close: () => void }[] = []

process.on('message', (task: PhonesTask) => {
  if (task.kind === 'join') for (let one = 0; one < task.phones; one++) join(task)
  else if (task.kind === 'report') {
    process.send?.({ ...report, waiting: phones.filter(({ waits }) => waits()).length })
    report = { joined: report.joined, opened: [], answered: [], revealed: [], connects: 0, waiting: 0 }
  } else process.exit(0)
})

function join({ url, code, publicKey, windowMs }: Extract<PhonesTask, { kind: 'join' }>) {
  let me = ''
  let isIn = false
  let wasOnline = false
  const seen = new Set<string>()
  const isFirst = (what: string) => !seen.has(what) && Boolean(seen.add(what))
  const phone = openParticipant({
    code,
    publicKey: fromBase64url(publicKey),
    connect: (cid) => {
      me = pidOf(cid)
      return mqttTransport({ urls: [url], clientId: cid })
    },
    clock: platformClock,
    random: platformBytes,
    shelf: aShelf(),
    tabs: aloneInItsBrowser,
    verifier: platformVerifier,
    onView: ({ phase, screen, link }) => {
      if (phase === 'in' && !isIn) {
        isIn = true
        report = { ...report, joined: report.joined + 1 }
      }
      const isOnline = link === 'online' || link === 'trainer-gone'
      if (isOnline && !wasOnline) report = { ...report, connects: report.connects + 1 }
      wasOnline = isOnline
      if (screen?.k === 'open' && isFirst(`open ${screen.act.id}`)) {
        report.opened.push(millisecondsNow())
        const { opts } = screen.act
        setTimeout(() => {
          const option = opts[Math.floor(Math.random() * opts.length)]?.id ?? 0
          const at = millisecondsNow()
          if (phone.answer([option])) report.answered.push({ pid: me, option, at })
        }, Math.random() * windowMs)
      }
      if (screen?.k === 'reveal' && isFirst(`reveal ${screen.act.id}`)) report.revealed.push(millisecondsNow())
    },
  })
  phones.push({ waits: () => phone.view().answer?.delivered !== 'received', close: phone.close })
}
