import { it } from 'vitest'
import { startClassroom, token } from '../support/classroom-server.ts'
import { brokerContract } from './broker-contract.ts'
import { isInstalled, startMosquitto, startNats, startNatsCluster } from './brokers.ts'

brokerContract('the server of npm start', async () => {
  let server = await startClassroom()
  return {
    urls: [server.url],
    trainer: { username: 't', password: token },
    keepsRetainedUp: false,
    bindsClientId: true,
    limitsSize: true,
    limitsRate: true,
    async restart() {
      await server.close()
      server = await startClassroom({ port: server.port })
    },
    close: () => server.close(),
  }
})

for (const { name, command, start } of [
  { name: 'Mosquitto', command: 'mosquitto', start: startMosquitto },
  { name: 'nats-server', command: 'nats-server', start: startNats },
  { name: 'three nodes of nats-server', command: 'nats-server', start: startNatsCluster },
])
  if (isInstalled(command)) brokerContract(name, start)
  else {
    console.warn(`SKIPPED: ${command} is not installed here, so the contract was not run against it (.ci/run does).`)
    it.skip(`a class on ${name}, which is not installed here`)
  }
