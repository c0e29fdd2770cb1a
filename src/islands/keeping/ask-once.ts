import type { Progress } from '../../store/progress.ts'

const key = 'aimward:asked-to-keep'

/**
 * Asks the browser never to clear away what is kept here: once on a device, when there is something to lose. Resolves to
 * whether it promised; undefined where it was asked before, or keeps nothing anyway.
 */
export async function askToKeepOnce(
  progress: Pick<Progress, 'ready' | 'isPersistent' | 'askPersistence'>,
): Promise<boolean | undefined> {
  if ((await progress.ready).keeps === 'memory') return undefined
  try {
    if (localStorage.getItem(key) !== null) return undefined
    localStorage.setItem(key, 'yes')
  } catch {
    return undefined
  }
  return (await progress.isPersistent()) || (await progress.askPersistence())
}
