import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = 'content/pages/hosting'

/** The configuration files of the hosting guide. The tests of the brokers run these very files. */
export const hostingFiles = (): readonly { readonly name: string; readonly text: string }[] =>
  readdirSync(folder)
    .sort()
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))
