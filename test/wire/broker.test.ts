import { it } from 'vitest'
import { startClassroom, token } from '../support/classroom-server.ts'
import { brokerContract } from './broker-contract.ts'
import {
  askingNats,
  isInstalled,
  startAskingNats,
  startAskingNatsOfThree,
  startBehindCaddy,
  startBehindNginx,
  startHostedBehindCaddy,
  startHostedBehindNginx,
  startMosquitto,
  startNats,
  startNatsOfThree,
} from './brokers.ts'

brokerContract('the server of npm start', async () => {
  let server = await startClassroom()
  return {
    urls: [server.url],
    nodes: 1,
    trainer: { username: 't', password: token },
    keepsRetainedUp: false,
    bindsClientId: true,
    hidesRooms: true,
    limitsSize: true,
    limitsRate: true,
    async restart() {
      await server.close()
      server = await startClassroom({ port: server.port })
    },
    close: () => server.close(),
  }
})

for (const { name, commands, start } of [
  { name: 'Mosquitto', commands: ['mosquitto'], start: startMosquitto },
  { name: 'nats-server', commands: ['nats-server'], start: startNats },
  { name: 'three nodes of nats-server', commands: ['nats-server'], start: startNatsOfThree },
  { name: 'nats-server that asks our service', commands: [askingNats], start: startAskingNats },
  {
    name: 'three nodes of nats-server that ask our services, behind Caddy',
    commands: [askingNats, 'caddy'],
    start: startAskingNatsOfThree,
  },
  { name: 'our own server, hosted behind nginx', commands: ['nginx'], start: startHostedBehindNginx },
  { name: 'our own server, hosted behind Caddy', commands: ['caddy'], start: startHostedBehindCaddy },
  { name: 'Mosquitto behind nginx', commands: ['mosquitto', 'nginx'], start: startBehindNginx },
  { name: 'Mosquitto behind Caddy', commands: ['mosquitto', 'caddy'], start: startBehindCaddy },
]) {
  if (commands.every(isInstalled)) brokerContract(name, start)
  else {
    const missing = commands.filter((command) => !isInstalled(command)).join(' and ')
    console.warn(
      `SKIPPED: the contract was not run against ${name}, because ${missing} is not installed (.ci/run installs it).`,
    )
    it.skip(`a class on ${name}: ${missing} is not installed`)
  }
}
