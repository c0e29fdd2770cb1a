import { describe, expect, it } from 'vitest'
import { known } from '../../src/core/result.ts'
import { fromBase64url, toBase64url } from '../../src/wire/bytes.ts'
import { platformBytes } from '../../src/wire/chance.ts'
import {
  codeOfKey,
  formatCode,
  joinFragment,
  keyOf,
  parseCode,
  parseJoin,
  pidOf,
  rowKeyOf,
} from '../../src/wire/room-code.ts'
import { createKey, signerOf, verifierOf, type StoredKey } from '../../src/wire/signing.ts'

/** As on a page without a secure origin: a key whose secret is known to the script. */
async function aSecretKey(): Promise<StoredKey> {
  const { subtle } = crypto
  Object.defineProperty(crypto, 'subtle', { value: undefined, configurable: true })
  try {
    return await createKey(platformBytes)
  } finally {
    Object.defineProperty(crypto, 'subtle', { value: subtle, configurable: true })
  }
}

describe.each([
  { origin: 'secure', create: () => createKey(platformBytes), kind: 'platform' },
  { origin: 'insecure', create: aSecretKey, kind: 'secret' },
])('a key made on a $origin origin', ({ create, kind }) => {
  it('signs what its public key proves, and nothing else', async () => {
    const key = await create()
    expect(key.kind).toBe(kind)
    const said = await signerOf(key)('r/A/state', '{"k":"lobby"}')
    const verify = verifierOf(key.publicKey)
    expect(verify('r/A/state', said)).toBe('{"k":"lobby"}')
    expect(verify('r/B/state', said)).toBeUndefined()
    expect(verify('r/A/state', said.replace('lobby', 'break'))).toBeUndefined()
    expect(verify('r/A/state', `${said.startsWith('A') ? 'B' : 'A'}${said.slice(1)}`)).toBeUndefined()
    expect(verifierOf((await createKey(platformBytes)).publicKey)('r/A/state', said)).toBeUndefined()
  })

  it('keeps no secret that can be read where the platform makes it', async () => {
    const key = await create()
    if (key.kind === 'platform') await expect(crypto.subtle.exportKey('pkcs8', key.pair.privateKey)).rejects.toThrow()
    else expect(key.secret).toHaveLength(32)
  })
})

describe('a signature', () => {
  // RFC 8032, 7.1, test 3, would sign other bytes; so this pins ours: they never change within version 1.
  it('is of the topic and the text, for ever', async () => {
    const secret = Uint8Array.from({ length: 32 }, (_, at) => at)
    const publicKey = known(fromBase64url('A6EHv_POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg'))
    const said = await signerOf({ kind: 'secret', secret, publicKey })('r/K7Q29MXD/state', '{"v":1}')
    expect(said).toMatchInlineSnapshot(
      `"sfhNViJb74VpWGLB2kcEK-046EbpA__WnYnl59diEhJtWRaYZt1qT2CGbARp38nmx2GIxlTJRpqbGiXnXW5GBQ.{"v":1}"`,
    )
    expect(verifierOf(publicKey)('r/K7Q29MXD/state', said)).toBe('{"v":1}')
  })

  it.each(['', '.', 'x', '{"k":"lobby"}', `${'A'.repeat(86)}`, `${'A'.repeat(86)}.{}`, `${'!'.repeat(86)}.{}`])(
    'is refused without a fuss in "%s"',
    async (payload) => {
      const { publicKey } = await createKey(platformBytes)
      expect(verifierOf(publicKey)('r/A/state', payload)).toBeUndefined()
      expect(verifierOf(new Uint8Array(32).fill(255))('r/A/state', payload)).toBeUndefined()
    },
  )
})

describe('a room code', () => {
  const publicKey = Uint8Array.from({ length: 32 }, (_, at) => at)
  const code = codeOfKey(publicKey)

  it('is the first 40 bits of the hash of the key, in letters that cannot be taken for others', () => {
    // SHA-256 of the bytes 0 to 31 begins 630dcd2966.
    expect(code).toBe('CC6WTAB6')
    expect(formatCode(code)).toBe('CC6W-TAB6')
  })

  it('is read as people type it', () => {
    for (const typed of ['CC6W-TAB6', 'cc6wtab6', ' cc6w – tab6 ']) expect(parseCode(typed)).toBe(code)
    expect(parseCode('ILO0-1234')).toBe('11001234')
    for (const typed of ['', 'CC6W-TAB', 'CC6W-TAB66', 'UC6W-TAB6', 'CC6W.TAB6'])
      expect(parseCode(typed)).toBeUndefined()
  })

  it('comes with its key in the address, and with no other', () => {
    expect(parseJoin(`#${joinFragment(publicKey)}`)).toEqual({ code, publicKey })
    expect(parseJoin('#CC6WTAB6')).toEqual({ code })
    const other = toBase64url(publicKey.toReversed())
    expect(parseJoin(`#CC6WTAB6.${other}`)).toBeUndefined()
    expect(keyOf(code, toBase64url(publicKey))).toEqual(publicKey)
    for (const key of [other, 'short', '%%%', `${toBase64url(publicKey)}AA`]) expect(keyOf(code, key)).toBeUndefined()
  })
})

describe('what stands for a person', () => {
  it('is short, and leads back to nobody', () => {
    expect(pidOf('abcdefghijklmnopqrst_-')).toMatch(/^[0-9a-f]{12}$/)
    const row = rowKeyOf({ salt: 's', cid: 'c', q: 'q' })
    expect(row).toMatch(/^[0-9a-f]{32}$/)
    expect(rowKeyOf({ salt: 's', cid: 'c', q: 'r' })).not.toBe(row)
    expect(rowKeyOf({ salt: 't', cid: 'c', q: 'q' })).not.toBe(row)
  })
})

describe('bytes as text', () => {
  it('come back', () => {
    for (let length = 0; length < 70; length++) {
      const bytes = platformBytes(length)
      expect(fromBase64url(toBase64url(bytes))).toEqual(bytes)
    }
    for (const text of ['A', 'AAAAA', 'A=', 'A/B+', 'ä']) expect(fromBase64url(text)).toBeUndefined()
  })
})
