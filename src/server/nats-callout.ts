import { randomBytes } from 'node:crypto'
import { createAccount } from '@nats-io/nkeys'
import { connect } from '@nats-io/transport-node'
import { openAnswers } from './nats-answer.ts'

const { NATS_URL = 'nats://127.0.0.1:4222', ROOM_HOST, CALLOUT_SEED, CALLOUT_PASSWORD } = process.env

if (process.argv.includes('--keys')) {
  const issuer = createAccount()
  console.log(`CALLOUT_ISSUER=${issuer.getPublicKey()}`)
  console.log(`CALLOUT_SEED=${Buffer.from(issuer.getSeed()).toString()}`)
  // A letter first: nats-server would take digits for a number.
  console.log(`CALLOUT_PASSWORD=p${randomBytes(16).toString('hex')}`)
  process.exit(0)
}
if (!ROOM_HOST || !CALLOUT_SEED || !CALLOUT_PASSWORD) {
  console.error(
    'Set ROOM_HOST, CALLOUT_SEED and CALLOUT_PASSWORD. "node src/server/nats-callout.ts --keys" makes the last two.',
  )
  process.exit(1)
}

const answers = openAnswers({ seed: CALLOUT_SEED, host: ROOM_HOST })
const connection = await connect({
  servers: NATS_URL,
  user: 'callout',
  pass: CALLOUT_PASSWORD,
  waitOnFirstConnect: true,
  maxReconnectAttempts: -1,
  // Sooner than the telephones, which nobody lets in before.
  reconnectTimeWait: 100,
  reconnectJitter: 0,
})
connection.subscribe('$SYS.REQ.USER.AUTH', {
  // Where there are several, one of them answers.
  queue: 'callout',
  callback: (error, question) => {
    if (!error) question.respond(answers.answer(question.string(), Date.now()))
  },
})
await connection.flush()
console.log(`Says who may join the classes of ${ROOM_HOST}, to nats-server at ${NATS_URL}.`)

const why = await connection.closed()
console.error(`nats-server does not let this service in: ${why?.message ?? 'the connection was closed'}`)
process.exit(1)
