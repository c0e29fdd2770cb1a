import { createSignal } from 'solid-js'
import { whenMounted } from '../primitives/mounted.ts'

const restMs = 600

/** A text while it is written: kept when the hands rest, and at once when asked or when the page may go away. */
export function createDraft(given: { readonly text: string; readonly keep: (text: string) => void }) {
  const [text, setText] = createSignal(given.text)
  const [isKept, setKept] = createSignal(true)
  let draft = given.text
  let resting: ReturnType<typeof setTimeout> | undefined

  function flush() {
    clearTimeout(resting)
    if (isKept()) return
    setKept(true)
    given.keep(draft)
  }

  whenMounted(() => {
    const onHidden = () => document.visibilityState === 'hidden' && flush()
    document.addEventListener('visibilitychange', onHidden)
    return () => {
      document.removeEventListener('visibilitychange', onHidden)
      flush()
    }
  })

  return {
    text,
    isKept,
    flush,
    write: (written: string) => {
      draft = written
      setText(written)
      setKept(false)
      clearTimeout(resting)
      resting = setTimeout(flush, restMs)
    },
  }
}
