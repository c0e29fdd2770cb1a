// Runs before `npm start` and `npm test`, on whatever Node is there: installs what the lock file names and is missing.
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, readFileSync } from 'node:fs'

const lock = 'package-lock.json'
const installed = 'node_modules/.aimward-lock.json'
const isCurrent = existsSync(installed) && readFileSync(lock, 'utf8') === readFileSync(installed, 'utf8')

if (!isCurrent) {
  console.log('Installing what package-lock.json names (once, about half a minute) …')
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) {
    console.error(
      'The installation failed; the reason stands above. Aimward needs npm, Node 20 or newer, and a reachable npm registry.',
    )
    process.exit(1)
  }
  copyFileSync(lock, installed)
}
