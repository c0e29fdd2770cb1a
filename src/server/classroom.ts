import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { WebSocketServer } from 'ws'
import { openBroker } from './broker.ts'
import { callerOf, isForUs, isSame, openDoor, usualLimits, type Caller, type Limits } from './door.ts'
import { longestForm, openHandedForms } from './handed-forms.ts'
import { openLan } from './lan.ts'
import { roomOfLogin } from './trainer-login.ts'

export type ClassroomOptions = {
  readonly port: number
  /** The path of the site, without a slash at its end. */
  readonly base: string
  /** What makes a caller on this machine the trainer. */
  readonly token: string
  readonly makeServer: () => Server
  /** Host names under which this server is asked for, beside localhost and its addresses. */
  readonly names?: readonly string[]
  /** Behind a proxy, for trainers anywhere: they log in with the key of their room. */
  readonly isHosted?: boolean
  readonly trainerAnywhere?: boolean
  readonly limits?: Partial<Limits>
  readonly lanAddresses?: () => readonly string[]
}

type Change = { readonly lan?: boolean; readonly pin?: string | null; readonly locked?: boolean }

/**
 * The live classroom behind the servers it is attached to: `/mqtt` for the room's messages, and `/room.json`, which says that
 * it is there and lets the trainer open the local network, ask for a PIN and lock the door. `/room-form.json` hands the
 * phones an exam of the trainer's own.
 */
export async function openClassroom(options: ClassroomOptions) {
  const { port, base, token, isHosted = false, trainerAnywhere = false } = options
  const limits = { ...usualLimits, ...(isHosted && { perAddress: 0, roomsPerAddress: 20 }), ...options.limits }
  const now = () => performance.now()
  const door = openDoor(limits, now)
  const forms = openHandedForms({ now, isLed: (code) => broker.isLed(code) })
  const broker = await openBroker({
    token,
    door,
    now,
    trainerAnywhere,
    signedLogin: isHosted,
    limits,
    onRoomGivenUp: forms.drop,
  })
  const lan = openLan({
    port,
    makeServer: options.makeServer,
    ...(options.lanAddresses && { addresses: options.lanAddresses }),
  })
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: 16_384,
    perMessageDeflate: false,
    handleProtocols: (offered) => offered.has('mqtt') && 'mqtt',
  })
  const names = () => new Set([...(options.names ?? []), ...lan.addresses()].map((name) => name.toLowerCase()))

  return {
    lan,
    /** Answers the upgrades that come to a server. */
    attach(server: Server) {
      server.on('upgrade', (request: IncomingMessage, socket, head) => {
        const refuse = (status: string) => void socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`)
        socket.on('error', () => socket.destroy())
        if (pathOf(request) !== `${base}/mqtt`) return refuse('404 Not Found')
        if (!isForUs(request, names())) return refuse('403 Forbidden')
        if (!/(^|,)\s*mqtt\s*(,|$)/.test(request.headers['sec-websocket-protocol'] ?? ''))
          return refuse('400 Bad Request')
        const caller = callerOf(request, { behindProxy: isHosted })
        if (!door.enter(caller)) return refuse('503 Service Unavailable')
        socket.once('close', () => door.leave(caller))
        sockets.handleUpgrade(request, socket, head, (opened) => broker.handle(opened, request, caller))
        return undefined
      })
    },
    /** Answers what is asked of `/room.json` and `/room-form.json`; false for every other path. */
    answer(request: IncomingMessage, response: ServerResponse): boolean {
      const path = pathOf(request)
      if (path !== `${base}/room.json` && path !== `${base}/room-form.json`) return false
      const caller = callerOf(request, { behindProxy: isHosted })
      if (!isForUs(request, names())) say(response, 403, { problem: 'This server is not reached under that name.' })
      else if (path !== `${base}/room.json`) void answerForm(request, response, caller)
      else if (request.method === 'GET' || request.method === 'HEAD')
        void lan.follow().then(() => say(response, 200, describe()))
      else if (request.method !== 'POST') say(response, 405, { problem: 'Only GET and POST are answered here.' })
      else if (!mayChange(request, caller))
        say(response, 403, {
          problem:
            'Only the trainer on this computer may do that: open the classroom from the address that npm start printed.',
        })
      else void change(request, response)
      return true
    },
    async close() {
      await lan.close()
      await broker.close()
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
    },
  }

  function describe() {
    return {
      v: 1,
      mqtt: `${base}/mqtt`,
      room: broker.room() ?? null,
      lan: lan.addresses().map((address) => `http://${address}:${port}${base}`),
      door: door.state(),
      ...(door.isCrowded() && { crowded: true }),
    }
  }

  /** Handed out to whoever knows its checksum; put and taken away with the key of the room it is for. */
  async function answerForm(request: IncomingMessage, response: ServerResponse, caller: Caller) {
    if (request.method === 'GET') {
      const text = forms.get(URL.parse(request.url ?? '', 'http://localhost')?.searchParams.get('checksum') ?? null)
      return text === undefined
        ? say(response, 404, { problem: 'No such form is here.' })
        : sayText(response, 200, text)
    }
    if (request.method !== 'PUT' && request.method !== 'DELETE')
      return say(response, 405, { problem: 'Only GET, PUT and DELETE are answered here.' })
    const login = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1]
    const code =
      login !== undefined && (caller.isHere || isHosted)
        ? roomOfLogin(login, { host: caller.host, now: Date.now() })
        : undefined
    if (code === undefined) return say(response, 403, { problem: 'Only the trainer of the room may do that.' })
    if (request.method === 'DELETE') {
      forms.drop(code)
      return say(response, 200, {})
    }
    const text = await bodyOf(request, longestForm)
    if (!text) return say(response, 413, { problem: 'A form has at most 400,000 characters.' })
    const checksum = forms.put(code, text)
    return checksum === undefined
      ? say(response, 503, { problem: 'This server hands out as many exams as it can. Hand this one out as a file.' })
      : say(response, 200, { checksum })
  }

  /** The token, or on this machine the key of a room: a page that leads one outlives the token of a server that ended. */
  function mayChange(request: IncomingMessage, caller: Caller) {
    const given = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1]
    if (given === undefined) return false
    if (isSame(given, token)) return caller.isHere || trainerAnywhere
    return caller.isHere && !isHosted && roomOfLogin(given, { host: caller.host, now: Date.now() }) !== undefined
  }

  async function change(request: IncomingMessage, response: ServerResponse) {
    const wanted = parseChange(await bodyOf(request))
    if (!wanted)
      return say(response, 400, { problem: 'A change is JSON with lan, pin or locked, and a PIN has 4 to 8 digits.' })
    if (wanted.pin !== undefined) door.set({ pin: wanted.pin ?? undefined })
    if (wanted.locked !== undefined) door.set({ locked: wanted.locked })
    if (wanted.lan === false) await lan.close()
    if (wanted.lan === true) {
      const opened = await lan.open()
      if (!opened.ok) return say(response, 409, { problem: opened.failure })
    }
    return say(response, 200, describe())
  }
}

/** The path that is asked for, or an empty text where there is none. */
export const pathOf = (request: IncomingMessage) => URL.parse(request.url ?? '', 'http://localhost')?.pathname ?? ''

const say = (response: ServerResponse, status: number, body: object) => sayText(response, status, JSON.stringify(body))

function sayText(response: ServerResponse, status: number, json: string) {
  if (response.destroyed) return
  response
    .writeHead(status, {
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    })
    .end(json)
}

const longestBody = 1024

async function bodyOf(request: IncomingMessage, longest = longestBody): Promise<string | undefined> {
  let text = ''
  try {
    request.setEncoding('utf8')
    for await (const piece of request) {
      text += String(piece)
      if (text.length > longest) return undefined
    }
    return text
  } catch {
    // The caller went away.
    return undefined
  }
}

function parseChange(text: string | undefined): Change | undefined {
  let read: unknown
  try {
    read = JSON.parse(text ?? '')
  } catch {
    return undefined
  }
  if (typeof read !== 'object' || read === null || Array.isArray(read)) return undefined
  const { lan, pin, locked, ...more } = read as Readonly<Record<string, unknown>>
  const isFlag = (value: unknown) => value === undefined || typeof value === 'boolean'
  const isPin = pin === undefined || pin === null || (typeof pin === 'string' && /^\d{4,8}$/.test(pin))
  if (!isFlag(lan) || !isFlag(locked) || !isPin || Object.keys(more).length > 0) return undefined
  return {
    ...(typeof lan === 'boolean' && { lan }),
    ...(typeof locked === 'boolean' && { locked }),
    ...((typeof pin === 'string' || pin === null) && { pin }),
  }
}
