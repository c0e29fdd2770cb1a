/**
 * Measures a live class of 300 on this machine: the server of `npm start`, the trainer's own machine, and the participants'
 * in two processes. `npm run bench live` runs it; it needs a built site. Everything shares the cores of one machine, so
 * times are upper bounds.
 */
import { fork, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import type { Shown } from '../../src/core/shown.ts'
import { lanAddresses } from '../../src/server/lan.ts'
import { toBase64url } from '../../src/wire/bytes.ts'
import { platformBytes } from '../../src/wire/chance.ts'
import { platformClock } from '../../src/wire/clock.ts'
import { memoryJournal, type Journal } from '../../src/wire/journal.ts'
import { loginPassword, trainerName } from '../../src/wire/login.ts'
import { mqttTransport } from '../../src/wire/mqtt.ts'
import { createRoom } from '../../src/wire/new-room.ts'
import { openTrainer } from '../../src/wire/trainer.ts'
import { openChaosProxy } from '../support/chaos-proxy.ts'
import { freePort } from '../support/free-port.ts'
import { connectRaw } from '../support/raw-mqtt.ts'
import { millisecondsNow, type PhonesReport, type PhonesTask } from './live-protocol.ts'
import { percentile, say } from './site.ts'

const people = 300
const windowMs = 3000
const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
async function until(isSo: () => boolean | Promise<boolean>, what: string) {
  for (const from = millisecondsNow(); !(await isSo()); await wait(50))
    if (millisecondsNow() - from > 90_000) throw new Error(`Waited in vain: ${what}.`)
}
const figures = (times: readonly number[]) =>
  `p50 ${percentile(times, 0.5).toFixed(0)}, p99 ${percentile(times, 0.99).toFixed(0)}, slowest ${Math.max(...times).toFixed(0)} ms`

/** As other devices reach this machine, where it is in a network; the caps are for them. */
const lan = lanAddresses()[0]

async function startServer(port: number) {
  const server = spawn(process.execPath, ['src/server/serve.ts', '--one-address', ...(lan ? ['--lan'] : [])], {
    env: { ...process.env, PORT: String(port) },
    stdio: 'ignore',
  })
  const at = `http://${lan ?? 'localhost'}:${port}/room.json`
  await until(
    () =>
      fetch(at).then(
        ({ ok }) => ok,
        () => false,
      ),
    'the server to start',
  )
  return server
}
const stop = async (server: ChildProcess) => {
  const gone = once(server, 'exit')
  server.kill('SIGKILL')
  await gone
}
/** Megabytes in memory at the most; undefined where the system does not say. */
function peakOf({ pid }: ChildProcess) {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
  } catch {
    return undefined
  }
}

const aQuestion = (id: string) =>
  ({
    kind: 'question',
    round: 1,
    answered: 0,
    question: {
      id,
      kind: 'single',
      stem: 'A lender buys a scoring model and keeps the right to change its thresholds. Which role does it have under ISO/IEC 42001? '.repeat(
        3,
      ),
      options: ['Provider alone', 'Customer alone', 'Both, each for its part', 'Neither'].map((text, at) => ({
        id: at + 1,
        text,
      })),
    },
  }) as const
const at = (id: string, phase: 'ready' | 'open' | 'locked'): Shown => ({ ...aQuestion(id), phase })
const revealed = (id: string, counts: readonly number[]): Shown => ({
  ...aQuestion(id),
  phase: 'reveal',
  counts: [counts],
  key: [3],
  why: 'Whoever changes what a system does is a provider of what it changed.',
})

/** A class with its trainer here and its phones in two processes, on a server that may be killed. */
async function openClass(options: { readonly port: number; readonly phonesAt?: string; readonly people: number }) {
  const { port, phonesAt = `ws://${lan ?? 'localhost'}:${port}/mqtt` } = options
  const content = await createRoom({
    title: 'Measured',
    policy: { names: 'none', link: 'session' },
    clock: platformClock,
    random: platformBytes,
  })
  const memory = memoryJournal()
  await memory.write(content)
  const written: string[] = []
  const counted = new Map<string, number>()
  const journal: Journal = {
    write: (what) => {
      written.push(...(what.answers ?? []).map(({ id }) => id))
      return memory.write(what)
    },
  }
  const { room } = content
  const trainer = openTrainer({
    content,
    journal,
    clock: platformClock,
    random: platformBytes,
    transport: mqttTransport({
      urls: [`ws://localhost:${port}/mqtt`],
      clientId: room.clientId,
      username: trainerName,
      password: () => loginPassword(room.key, { host: `localhost:${port}`, now: Date.now() }),
    }),
  })
  trainer.subscribe(() => {
    const now = millisecondsNow()
    for (const id of written.splice(0)) counted.set(id, now)
  })
  const halves = [0, 1].map(() => fork('test/bench/live-phones.ts', { serialization: 'advanced' }))
  const tell = (task: PhonesTask) => halves.forEach((half) => half.send(task))
  const join: PhonesTask = {
    kind: 'join',
    url: phonesAt,
    code: room.id,
    publicKey: toBase64url(room.key.publicKey),
    phones: options.people / 2,
    windowMs,
  }
  tell(join)
  const report = async (): Promise<PhonesReport> => {
    const answers = halves.map((half) => once(half, 'message') as Promise<[PhonesReport]>)
    tell({ kind: 'report' })
    const all = (await Promise.all(answers)).map(([one]) => one)
    return {
      joined: all.reduce((sum, one) => sum + one.joined, 0),
      opened: all.flatMap((one) => one.opened),
      answered: all.flatMap((one) => one.answered),
      revealed: all.flatMap((one) => one.revealed),
      connects: all.reduce((sum, one) => sum + one.connects, 0),
      waiting: all.reduce((sum, one) => sum + one.waiting, 0),
    }
  }
  await until(async () => (await report()).joined === options.people, 'everybody to join')

  /** One question from Ready to Answer; `during` happens while it is open. */
  async function ask(id: string, during: () => Promise<void> = async () => undefined) {
    trainer.show(at(id, 'ready'))
    await wait(500)
    const openedAt = millisecondsNow()
    trainer.show(at(id, 'open'))
    await during()
    await wait(Math.max(0, windowMs + 200 - (millisecondsNow() - openedAt)))
    const reports = [await report()]
    const sum = <Value>(of: (one: PhonesReport) => readonly Value[]) => reports.flatMap(of)
    await until(async () => {
      reports.push(await report())
      return reports.at(-1)?.waiting === 0 && sum(({ answered }) => answered).length === options.people
    }, `${id} to be received`)
    const allAt = millisecondsNow()
    trainer.show(at(id, 'locked'))
    await wait(300)
    const tally = trainer.tally(id, 1)
    const revealedAt = millisecondsNow()
    trainer.show(revealed(id, tally?.counts ?? []))
    await until(async () => {
      reports.push(await report())
      return sum(({ revealed }) => revealed).length >= options.people
    }, `${id} to be seen answered`)
    const answered = sum((one) => one.answered)
    const chosen = [1, 2, 3, 4].map((option) => answered.filter((answer) => answer.option === option).length)
    const counts = tally?.counts ?? []
    const act = [...counted.keys()].find((key) => key.includes(`:${id}.`))?.split(':')[1] ?? ''
    return {
      lost: Math.max(0, answered.length - (tally?.answered ?? 0)),
      twice: Math.max(0, (tally?.answered ?? 0) - answered.length),
      isAsChosen: chosen.every((count, option) => count === counts[option]),
      toTally: answered.map(({ pid, at }) => (counted.get(`${pid}:${act}:1`) ?? NaN) - at),
      toPhones: sum(({ opened }) => opened).map((seenAt) => seenAt - openedAt),
      toReveal: sum(({ revealed }) => revealed).map((seenAt) => seenAt - revealedAt),
      connects: reports.reduce((all, { connects }) => all + connects, 0),
      allMs: allAt - openedAt,
    }
  }
  return {
    ask,
    close() {
      tell({ kind: 'leave' })
      trainer.close()
    },
  }
}

const told = (asked: readonly Awaited<ReturnType<Awaited<ReturnType<typeof openClass>>['ask']>>[]) =>
  `lost ${asked.reduce((sum, { lost }) => sum + lost, 0)}, twice ${asked.reduce((sum, { twice }) => sum + twice, 0)} of ${asked.length * people}` +
  (asked.every(({ isAsChosen }) => isAsChosen) ? ', counted as chosen' : ', NOT counted as chosen')

say('before it', `load average ${loadavg()[0]?.toFixed(2)} on ${cpus().length} cores`)
const port = await freePort()
let server = await startServer(port)
try {
  {
    const room = await openClass({ port, people })
    const asked = []
    for (const id of ['q1', 'q2', 'q3', 'q4', 'q5']) asked.push(await room.ask(id))
    say(`a class of ${people}: answer to tally`, `${figures(asked.flatMap(({ toTally }) => toTally))} (goal p99 150)`)
    say('  question to phones', figures(asked.flatMap(({ toPhones }) => toPhones)))
    say('  answer shown to phones', `${figures(asked.flatMap(({ toReveal }) => toReveal))} (goal p99 250)`)
    say('  answers', `${told(asked)} (goal 0, 0)`)
    say('  memory of the server', `${peakOf(server)?.toFixed(0) ?? '?'} MB at the most (goal 200)`)
    const killed = await room.ask('killed', async () => {
      await wait(1200)
      await stop(server)
      await wait(2000)
      server = await startServer(port)
    })
    say(
      '  server killed in mid-question, back after 2 s',
      `${told([killed])}, all in ${(killed.allMs / 1000).toFixed(1)} s after the question`,
    )
    room.close()
  }
  {
    const proxy = await openChaosProxy({ to: port, host: lan ?? '127.0.0.1', resets: 0.05 })
    const trouble = setInterval(proxy.second, 1000)
    const room = await openClass({ port, phonesAt: `ws://127.0.0.1:${proxy.port}/mqtt`, people })
    const asked = []
    for (const id of ['q1', 'q2', 'q3', 'q4', 'q5', 'q6']) asked.push(await room.ask(id))
    say('5 % of the connections reset each second', `${told(asked)}, ${proxy.resets()} resets`)
    say('  answer to tally', figures(asked.flatMap(({ toTally }) => toTally)))
    room.close()
    clearInterval(trouble)
    proxy.close()
  }
  await frozenPhones()
} finally {
  await stop(server)
}
say('after it', `load average ${loadavg()[0]?.toFixed(2)}`)
process.exit(0)

/** Far more than a class ever says: 12 kB, 150 times a second, to 60 phones of which some have stopped reading. */
async function frozenPhones() {
  const topic = 'r/AAAAAAAA/live'
  for (const frozen of [0, 5]) {
    const url = `ws://localhost:${port}/mqtt`
    const key = await createRoom({
      title: '',
      policy: { names: 'none', link: 'none' },
      clock: platformClock,
      random: platformBytes,
    })
    const sayTo = topic.replace('AAAAAAAA', key.room.id)
    const password = await loginPassword(key.room.key, { host: `localhost:${port}`, now: Date.now() })
    const trainer = await connectRaw(url, { username: trainerName, password })
    const phones = await Promise.all(Array.from({ length: 60 }, () => connectRaw(url)))
    await Promise.all(phones.map((phone) => phone.subscribe(sayTo)))
    const times: number[] = []
    const awake = phones.slice(frozen)
    for (const { socket } of phones.slice(0, frozen)) socket.pause()
    for (const { socket } of awake)
      socket.on('message', (data: Buffer) => {
        const sentAt = /sent at ([\d.]+) /.exec(data.toString('latin1'))?.[1]
        if (sentAt !== undefined) times.push(millisecondsNow() - Number(sentAt))
      })
    const messages = 900
    for (let sent = 0; sent < messages; sent++) {
      trainer.publish(sayTo, `sent at ${millisecondsNow()} ${'x'.repeat(12_000)}`)
      for (const phone of awake) phone.packets.splice(0)
      await wait(1000 / 150)
    }
    await until(() => times.length >= messages * awake.length, 'everything to be heard')
    say(
      `${frozen} frozen of 60, ${messages} messages of 12 kB`,
      `the others: ${figures(times)}, ${times.length} of ${messages * awake.length} heard (goal 1000)`,
    )
    for (const client of [trainer, ...phones]) client.vanish()
  }
}
