import { fail, ok, type Result } from '../core/result.ts'
import { sha256 } from './sha256.ts'

// A backup in parts small enough for a QR code each: packed, then cut. A part names the whole by the beginning of its
// hash, its own place and how many there are: `3f9a01cc.2.7.H4sIA…`.

/** Characters of data in a part: with the address before it, a code that a phone reads off a screen. */
const partLength = 900
/** More parts than one would care to scan: use a file. */
export const mostParts = 40

export type TransferFailure =
  | { readonly kind: 'not-a-part' }
  /** It belongs to another transfer than the parts before it. */
  | { readonly kind: 'other-transfer' }
  | { readonly kind: 'damaged' }

export type Part = { readonly whole: string; readonly at: number; readonly of: number; readonly data: string }

/** Without a length, each fits a code; a link carries all of it as one. */
export async function partsOf(text: string, length = partLength): Promise<readonly string[]> {
  const packed = await gzip(text)
  const whole = (await sha256(text)).slice(0, 8)
  const of = Math.max(1, Math.ceil(packed.length / length))
  return Array.from(
    { length: of },
    (_, at) => `${whole}.${at + 1}.${of}.${packed.slice(at * length, (at + 1) * length)}`,
  )
}

export function readPart(text: string): Result<Part, TransferFailure> {
  const found = /^([0-9a-f]{8})\.(\d{1,4})\.(\d{1,4})\.([\w-]+)$/.exec(text.trim())
  if (!found) return fail({ kind: 'not-a-part' })
  const [, whole = '', at = '', of = '', data = ''] = found
  const part: Part = { whole, at: Number(at), of: Number(of), data }
  return part.at >= 1 && part.at <= part.of ? ok(part) : fail({ kind: 'not-a-part' })
}

/** The parts with one more; the same part twice is the same as once. */
export function withPart(parts: readonly Part[], part: Part): Result<readonly Part[], TransferFailure> {
  const [before] = parts
  if (before && (before.whole !== part.whole || before.of !== part.of)) return fail({ kind: 'other-transfer' })
  return ok([...parts.filter(({ at }) => at !== part.at), part].toSorted((one, other) => one.at - other.at))
}

/** The numbers that are still missing; none where nothing has come yet. */
export const missingParts = (parts: readonly Part[]): readonly number[] =>
  Array.from({ length: parts[0]?.of ?? 0 }, (_, index) => index + 1).filter((at) => !parts.some((one) => one.at === at))

/** The backup, once every part is there. */
export async function joinParts(parts: readonly Part[]): Promise<Result<string, TransferFailure>> {
  try {
    const text = await gunzip(parts.map(({ data }) => data).join(''))
    return (await sha256(text)).startsWith(parts[0]?.whole ?? '-') ? ok(text) : fail({ kind: 'damaged' })
  } catch {
    return fail({ kind: 'damaged' })
  }
}

async function gzip(text: string): Promise<string> {
  const bytes = await bytesThrough(new Blob([text]), new CompressionStream('gzip'))
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

async function gunzip(packed: string): Promise<string> {
  const binary = atob(packed.replaceAll('-', '+').replaceAll('_', '/'))
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0))
  return new TextDecoder('utf-8', { fatal: true }).decode(
    await bytesThrough(new Blob([bytes]), new DecompressionStream('gzip')),
  )
}

async function bytesThrough(blob: Blob, stream: CompressionStream | DecompressionStream): Promise<Uint8Array> {
  return new Uint8Array(await new Response(blob.stream().pipeThrough(stream)).arrayBuffer())
}
