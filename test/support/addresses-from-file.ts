import { readFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import os from 'node:os'

// Loaded before a server, it has the machine in the local network that a file tells, at the moment it is asked.

const file = process.env['ADDRESSES_FILE'] ?? ''

os.networkInterfaces = () => ({
  wlan0: readFileSync(file, 'utf8')
    .split('\n')
    .filter((address) => address !== '')
    .map((address) => ({
      address,
      netmask: '255.255.255.0',
      family: 'IPv4',
      mac: '00:00:00:00:00:00',
      internal: false,
      cidr: `${address}/24`,
    })),
})
syncBuiltinESMExports()
