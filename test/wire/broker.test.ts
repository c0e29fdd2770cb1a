import { startClassroom, token } from '../support/classroom-server.ts'
import { brokerContract } from './broker-contract.ts'

brokerContract('the server of npm start', async () => {
  let server = await startClassroom()
  return {
    urls: [server.url],
    trainer: { username: 't', password: token },
    keepsRetainedUp: false,
    bindsClientId: true,
    limitsRate: true,
    async restart() {
      await server.close()
      server = await startClassroom({ port: server.port })
    },
    close: () => server.close(),
  }
})
