import { spans } from '../core/agenda.ts'
import type { Choice } from '../core/class-plan.ts'
import type { Presenting } from '../core/presenting.ts'
import { inStorage } from './queue.ts'

// A class that is being presented, kept so that a reload of the presenter's window loses nothing. It is small and must be
// there before anything is drawn, so it lies in localStorage and not in the learner's database: it is nobody's progress.

export type ClassSession = {
  /** Names the channel between the presenter's window and the projector's. */
  readonly id: string
  readonly choice: Choice
  /** Undefined before the first card was shown. */
  readonly state: Presenting | undefined
}

const key = 'aimward:class'
/** Goes up when the shape changes; a class of another shape is not taken up. */
const shape = 1

/** False where the browser keeps nothing: then a reload begins the class anew, and somebody should say so. */
export const keepClass = (session: ClassSession): boolean =>
  inStorage((storage) => {
    storage.setItem(key, JSON.stringify({ shape, ...session }))
    return true
  }) ?? false

/** The class of this device; undefined where there is none, or what is kept is damaged. */
export function keptClass(): ClassSession | undefined {
  try {
    const kept: unknown = JSON.parse(inStorage((storage) => storage.getItem(key)) ?? 'null')
    return isSession(kept) ? { id: kept.id, choice: kept.choice, state: kept.state } : undefined
  } catch {
    return undefined
  }
}

export const forgetClass = () => void inStorage((storage) => storage.removeItem(key))

function isSession(value: unknown): value is ClassSession {
  if (!isRecord(value) || value['shape'] !== shape || typeof value['id'] !== 'string') return false
  const { choice, state } = value
  return isChoice(choice) && (state === undefined || isState(state))
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const isChoice = (value: unknown) =>
  isRecord(value) &&
  typeof value['course'] === 'string' &&
  Array.isArray(value['modules']) &&
  value['modules'].every((one) => typeof one === 'string') &&
  typeof value['span'] === 'string' &&
  value['span'] in spans &&
  Number.isSafeInteger(value['startsAt'])

const isState = (value: unknown) =>
  isRecord(value) &&
  typeof value['card'] === 'string' &&
  Number.isSafeInteger(value['step']) &&
  isRecord(value['live']) &&
  isRecord(value['begun']) &&
  Array.isArray(value['asked']) &&
  (value['own'] === undefined || (isRecord(value['own']) && Object.values(value['own']).every(isOwnQuestion))) &&
  (value['mock'] === undefined || isPutForm(value['mock'])) &&
  typeof value['cover'] === 'string'

const isPutForm = (value: unknown) =>
  isRecord(value) &&
  typeof value['form'] === 'string' &&
  typeof value['path'] === 'string' &&
  Number.isSafeInteger(value['minutes'])

const isOwnQuestion = (value: unknown) =>
  isRecord(value) && typeof value['stem'] === 'string' && Array.isArray(value['options']) && Array.isArray(value['key'])
