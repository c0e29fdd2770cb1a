// Finds a Chromium for the journeys, and installs one where none is: Playwright's own, else Debian's.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const places = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** @returns {Promise<string | undefined>} the path of a Chromium on this machine */
export async function findChromium() {
  const own = await import('playwright-core').then(({ chromium }) => chromium.executablePath()).catch(() => undefined)
  return [...places, own].find((place) => place && existsSync(place))
}

const run = (command, args) =>
  spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' }).status === 0

async function ensure() {
  if (await findChromium()) return
  console.log('No Chromium found; installing one for the journeys …')
  run('npx', ['playwright', 'install', 'chromium'])
  if (await findChromium()) return
  if (existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
    run('apt-get', ['update', '-qq'])
    run('apt-get', ['install', '-y', '-qq', 'chromium'])
  }
  if (await findChromium()) return
  console.error('No Chromium could be installed. Install one by hand, or name it: CHROMIUM=/path/to/chromium npm test')
  process.exit(1)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await ensure()
