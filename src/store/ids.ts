import { known } from '../core/result.ts'
import type { NewResponse } from './tables.ts'

/** A random UUID. Pages on plain http (a trainer's laptop in a room) have no `crypto.randomUUID`. */
export function newId(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (known(bytes[6]) & 0x0f) | 0x40
  bytes[8] = (known(bytes[8]) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

/** An exam asks each question once, so finishing it twice gives the same ids and records each response once. */
export function responseId({
  id,
  context,
  attemptId,
  questionId,
}: Pick<NewResponse, 'id' | 'context' | 'attemptId' | 'questionId'>): string {
  const isAskedOnce = context === 'exam' || context === 'module-test'
  return id ?? (isAskedOnce && attemptId !== undefined ? `${attemptId}/${questionId}` : newId())
}

/** Where localStorage keeps the events of an attempt that the disk has refused. */
export const unsavedKeyOf = (attemptId: string) => `aimward:exam:${attemptId}`

export const eventId = (attemptId: string, seq: number) => `${attemptId}/${String(seq).padStart(6, '0')}`
