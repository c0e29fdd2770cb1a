import { sha256 as ownSha256 } from '../core/sha256.ts'

/** SHA-256 in hex. Pages on plain http have no `crypto.subtle`, and a backup must open there too. */
export async function sha256(text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text)
  const digest = globalThis.crypto?.subtle ? await crypto.subtle.digest('SHA-256', bytes) : ownSha256(bytes)
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
