import type { Json, Settings } from '../../store/progress.ts'
import { changedKeys, firstKeys, keyMapOf, type KeyMap } from './keys.ts'

export const textSizes = ['normal', 'large', 'largest'] as const
export type TextSize = (typeof textSizes)[number]

/** How this person wants the desk. It is kept for every exam on this device. */
export type DeskSettings = {
  readonly areKeysOn: boolean
  readonly keys: KeyMap
  readonly textSize: TextSize
  readonly isSpacingWide: boolean
  readonly isClockHidden: boolean
}

export const firstSettings: DeskSettings = {
  areKeysOn: true,
  keys: firstKeys,
  textSize: 'normal',
  isSpacingWide: false,
  isClockHidden: false,
}

export const settingsOf = (stored: Settings): DeskSettings => ({
  areKeysOn: stored.get('exam:keys') !== false,
  keys: keyMapOf(stored.get('exam:key-map')),
  textSize: textSizes.find((size) => size === stored.get('exam:text-size')) ?? 'normal',
  isSpacingWide: stored.get('exam:spacing') === 'wide',
  isClockHidden: stored.get('exam:clock') === 'hidden',
})

/** What is stored of settings; undefined stands for what it was at first. */
export function storedSettings(settings: DeskSettings): ReadonlyMap<string, Json | undefined> {
  const keys = changedKeys(settings.keys)
  return new Map<string, Json | undefined>([
    ['exam:keys', settings.areKeysOn ? undefined : false],
    ['exam:key-map', Object.keys(keys).length === 0 ? undefined : keys],
    ['exam:text-size', settings.textSize === 'normal' ? undefined : settings.textSize],
    ['exam:spacing', settings.isSpacingWide ? 'wide' : undefined],
    ['exam:clock', settings.isClockHidden ? 'hidden' : undefined],
  ])
}
