import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { renderUnicodeCompact } from 'uqr'
import { openClassroom } from './classroom.ts'
import { serveFiles } from './files.ts'

const { PORT = '4321', BASE = '/', ROOM_NAMES = '', ROOM_HOST } = process.env
const port = Number(PORT)
const base = BASE.replace(/\/$/, '')
const flags = new Set(process.argv.slice(2))

if (!existsSync('dist/index.html')) {
  console.error('There is no built site in dist/. Run "npm start", or "npm run build" first.')
  process.exit(1)
}

const token = randomBytes(16).toString('base64url')
const files = serveFiles('dist', base)
const makeServer = (): Server => {
  const server = createServer((request, response) => {
    if (!classroom.answer(request, response)) files(request, response)
  })
  classroom.attach(server)
  return server
}
const classroom = await openClassroom({
  port,
  base,
  token,
  makeServer,
  names: [...ROOM_NAMES.split(','), ROOM_HOST ?? ''].map((name) => name.trim()).filter((name) => name !== ''),
  isHosted: ROOM_HOST !== undefined,
  trainerAnywhere: flags.has('--trainer-anywhere'),
  ...(flags.has('--one-address') && { limits: { perAddress: 0 } }),
})

const server = makeServer()
server.on('error', (error: NodeJS.ErrnoException) => {
  console.error(
    error.code === 'EADDRINUSE'
      ? `Port ${port} is taken. Stop what uses it, or choose another: PORT=${port + 1} npm start`
      : `The server could not start: ${error.message}`,
  )
  process.exit(1)
})
server.listen(port, '127.0.0.1', () => {
  console.log(`\nAimward is at http://localhost:${port}${base}/   (Ctrl-C stops it)`)
  console.log(`To lead a live class: http://localhost:${port}${base}/classroom/#t=${token}`)
  if (flags.has('--lan')) void showLan()
})

async function showLan() {
  const opened = await classroom.lan.open()
  if (!opened.ok) return console.error(opened.failure)
  console.log('It is open to the local network:')
  for (const address of classroom.lan.addresses()) {
    const join = `http://${address}:${port}${base}/join/`
    console.log(`\n  ${join}\n${renderUnicodeCompact(join)}`)
  }
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(0))
