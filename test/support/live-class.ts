import { vi } from 'vitest'
import { known } from '../../src/core/result.ts'
import { platformBytes } from '../../src/wire/chance.ts'
import { platformClock } from '../../src/wire/clock.ts'
import { memoryJournal, type RoomRecord } from '../../src/wire/journal.ts'
import { createRoom } from '../../src/wire/new-room.ts'
import { openParticipant, type ParticipantView } from '../../src/wire/participant.ts'
import { openTrainer } from '../../src/wire/trainer.ts'
import type { Transport } from '../../src/wire/transport.ts'
import { platformVerifier } from './platform-verifier.ts'
import { aShown, createShelf, createTabs } from './room-world.ts'

/** A class over a real network: the trainer's own machine, which may leave and come back, and those of the phones. */
export async function openClass({
  people,
  ...over
}: {
  readonly people: number
  readonly trainer: (room: RoomRecord) => Transport
  readonly phone: (cid: string, code: string) => Transport
}) {
  const clock = platformClock
  const random = platformBytes
  const journal = memoryJournal()
  const { room, ...empty } = await createRoom({
    title: 'A class',
    policy: { names: 'none', link: 'none' },
    clock,
    random,
  })
  await journal.write({ room, ...empty })
  const content = () => known(journal.content(room.id))
  const openPage = () => openTrainer({ content: content(), journal, clock, random, transport: over.trainer(room) })
  let trainer = openPage()
  const phones = Array.from({ length: people }, () =>
    openParticipant({
      code: room.id,
      connect: (cid) => over.phone(cid, room.id),
      clock,
      random,
      verifier: platformVerifier,
      shelf: createShelf().shelf,
      tabs: createTabs(clock),
      onView: () => undefined,
    }),
  )
  const all = (isSo: (view: ParticipantView) => boolean, some: readonly Phone[] = phones) =>
    vi.waitUntil(() => some.every((phone) => isSo(phone.view())), { timeout: 100_000, interval: 20 })
  const close = () => [trainer, ...phones].forEach((end) => end.close())
  await all(({ phase }) => phase === 'in').catch((problem: unknown) => {
    close()
    throw problem
  })

  return {
    phones,
    /** Waits until it is so of every phone, or of every one of some. */
    all,
    put: (id: string, phase: Phase) => trainer.show(aShown({ id, phase })),
    /** Waits until everybody sees a question so. */
    seen: (id: string, phase: Phase) =>
      all(({ screen }) => screen?.k === phase && 'act' in screen && screen.act.id.startsWith(`${id}.`)),
    trainer: () => trainer,
    /** The trainer's page is closed. */
    leave: () => trainer.close(),
    /** It is opened again, with what it had on disk. */
    comeBack: () => {
      trainer = openPage()
    },
    /** What is on the trainer's disk: one row for each person and question. */
    rows: () => content().answers,
    close,
  }
}

export type Phone = ReturnType<typeof openParticipant>
type Phase = 'open' | 'locked' | 'reveal'

export const isDelivered =
  (delivered: 'sent' | 'received') =>
  ({ answer }: ParticipantView) =>
    answer?.delivered === delivered

export const isConnected = ({ link }: ParticipantView) => link !== 'offline' && link !== 'connecting'

/** As many parts of the same size, the first taken from the beginning. */
export const inParts = <Item>(items: readonly Item[], parts: number): readonly (readonly Item[])[] =>
  Array.from({ length: parts }, (_, part) =>
    items.slice((part * items.length) / parts, ((part + 1) * items.length) / parts),
  )
