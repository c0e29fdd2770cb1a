import { checksumOf, handedText } from '../../store/handed-form.ts'
import { isHanded } from '../../core/handed.ts'
import type { StoredClass } from '../../store/progress.ts'
import { loadProgress } from '../primitives/device.ts'

/** What the phones of a room ask for under a checksum: a form that was made for a class here; undefined where none fits. */
export async function handedBy(checksum: string): Promise<string | undefined> {
  const progress = await loadProgress()
  const classes = await new Promise<readonly StoredClass[]>((resolve) => {
    const stop = progress.watchClasses((all) => {
      resolve(all)
      queueMicrotask(() => stop())
    })
  })
  const texts = classes.flatMap(({ form }) => (isHanded(form) ? [handedText(form)] : []))
  const checksums = await Promise.all(texts.map(checksumOf))
  return texts[checksums.indexOf(checksum)]
}
