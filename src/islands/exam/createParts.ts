import { createSignal } from 'solid-js'
import { whenMounted } from '../primitives/mounted.ts'
import { loadArrangement } from '../quiz/LazyArrangement.tsx'

export type Parts = typeof import('./parts.ts')
export type PartsState = 'loading' | 'loaded' | 'failed'

/**
 * The parts of the desk that an exam can begin without. They are fetched when the first question is on screen, so that
 * a release of the site in the middle of the exam, which takes the old files away, finds nothing missing.
 */
export function createParts() {
  const [loaded, setLoaded] = createSignal<{ readonly parts: Parts }>()
  const [state, setState] = createSignal<PartsState>('loading')

  whenMounted(() => {
    const load = () => {
      // Shown on this very page where the disk refuses the result.
      void import('./Result.tsx').catch(() => {})
      void loadArrangement()
      return import('./parts.ts').then(
        (parts) => {
          setLoaded({ parts })
          setState('loaded')
        },
        () => setState('failed'),
      )
    }
    const waiting =
      'requestIdleCallback' in globalThis
        ? requestIdleCallback(() => void load(), { timeout: 2000 })
        : setTimeout(() => void load(), 500)
    return () => ('cancelIdleCallback' in globalThis ? cancelIdleCallback(Number(waiting)) : clearTimeout(waiting))
  })

  return { loaded: () => loaded()?.parts, state }
}
