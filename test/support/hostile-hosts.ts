const host = { v: 1, mqtt: '/mqtt', room: null, lan: ['http://192.168.1.5:4321'], door: 'open' }

/** What a `room.json` may say that no server of a classroom would: somebody has put it there, or has written it by hand. */
export const hostileHosts: readonly { readonly because: string; readonly says: object }[] = [
  { because: 'its address is a script', says: { ...host, lan: ['javascript:alert(1)//'] } },
  { because: 'its address is data', says: { ...host, lan: ['data:text/html,<script>alert(1)</script>'] } },
  { because: 'its address is a file', says: { ...host, lan: ['file:///etc/passwd'] } },
  { because: 'its address is of another scheme', says: { ...host, lan: ['ftp://192.168.1.5'] } },
  { because: 'its address leads to another page', says: { ...host, lan: ['http://192.168.1.5:4321/login/'] } },
  { because: 'its address asks for something', says: { ...host, lan: ['http://192.168.1.5:4321/?next=evil'] } },
  {
    because: 'its address has a fragment, after which no code is read',
    says: { ...host, lan: ['http://192.168.1.5:4321/#evil'] },
  },
  { because: 'its address brings a password', says: { ...host, lan: ['http://school:secret@192.168.1.5:4321'] } },
  { because: 'its address has no host', says: { ...host, lan: ['http://'] } },
  { because: 'its address is none', says: { ...host, lan: ['the laptop in the corner'] } },
  { because: 'its address is empty', says: { ...host, lan: [''] } },
  { because: 'its address is a number', says: { ...host, lan: [3232235781] } },
  { because: 'its address is longer than a code can hold', says: { ...host, lan: [`http://${'a'.repeat(3000)}`] } },
  { because: 'only one of its addresses is right', says: { ...host, lan: [...host.lan, 'javascript:alert(1)'] } },
  { because: 'its addresses are no list', says: { ...host, lan: 'http://192.168.1.5:4321' } },
  {
    because: 'its addresses are many',
    says: { ...host, lan: Array.from({ length: 300 }, (_, at) => `http://h${at}`) },
  },
  { because: 'it is huge', says: { ...host, more: 'x'.repeat(1_000_000) } },
  { because: 'its socket is on another host', says: { ...host, mqtt: 'wss://evil.example.org/mqtt' } },
  { because: 'its socket is on another host without a scheme', says: { ...host, mqtt: '//evil.example.org/mqtt' } },
  { because: 'its socket is on another host for who reads \\ as /', says: { ...host, mqtt: '/\\evil.example.org' } },
  { because: 'its socket makes this host a user name', says: { ...host, mqtt: '@evil.example.org/mqtt' } },
  { because: 'its socket asks for something', says: { ...host, mqtt: '/mqtt?to=evil' } },
  { because: 'it has no socket', says: { ...host, mqtt: undefined } },
  { because: 'its room is no code', says: { ...host, room: '<img src=x onerror=alert(1)>' } },
  { because: 'its room has letters that no code has', says: { ...host, room: 'K7QOILUU' } },
  { because: 'its room is a number', says: { ...host, room: 12345678 } },
]
