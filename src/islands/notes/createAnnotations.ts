import { createSignal } from 'solid-js'
import { fail, ok, type Result } from '../../core/result.ts'
import type { Annotated, Annotation, AnnotationFilter, Progress } from '../../store/progress.ts'
import { loadProgress } from '../primitives/device.ts'
import { whenMounted } from '../primitives/mounted.ts'

export const held = 'Kept until you close the page: the browser keeps nothing for this site.'
export const unkept =
  'Not saved: the browser keeps nothing for this site at the moment. It may be full, or storage is blocked.'

/** What is attached to places, as it changes in any tab, and how to change it. */
export function createAnnotations(filter: AnnotationFilter) {
  const [annotations, setAnnotations] = createSignal<readonly Annotated[]>()
  /** What is to be told to the person: why something was not kept. */
  const [trouble, setTrouble] = createSignal('')
  whenMounted(() => {
    let stop: (() => void) | undefined
    let isGone = false
    loadProgress()
      .then((progress) => {
        if (!isGone) stop = progress.watchAnnotations(filter, setAnnotations)
      })
      .catch(() => setTrouble('What you noted here could not be read. Check the connection and reload.'))
    return () => {
      isGone = true
      stop?.()
    }
  })

  /** Undefined when it was not kept. */
  async function change<Value>(act: (progress: Progress) => Promise<Result<Value, unknown>>) {
    try {
      const progress = await loadProgress()
      const done = await act(progress)
      setTrouble(!done.ok ? unkept : (await progress.ready).keeps === 'memory' ? held : '')
      return done.ok ? done.value : undefined
    } catch {
      setTrouble(unkept)
      return undefined
    }
  }

  return {
    /** Undefined until they are read. */
    annotations,
    trouble,
    write: (annotated: { readonly id?: string | undefined; readonly place: string; readonly annotation: Annotation }) =>
      change((progress) => progress.annotate(annotated)),
    remove: (ids: readonly string[]) =>
      change(async (progress) => {
        const removed = await Promise.all(ids.map((id) => progress.removeAnnotation(id)))
        return removed.every((one) => one.ok) ? ok(ids) : fail(unkept)
      }),
  }
}

export type Annotations = ReturnType<typeof createAnnotations>
