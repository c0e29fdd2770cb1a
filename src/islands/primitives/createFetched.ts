import { createSignal } from 'solid-js'
import { whenMounted } from './mounted.ts'

/** The JSON at an address, once it is there; until then, and where it cannot be had, what stands in for it. */
export function createFetched<Value>(address: () => string, standIn: NoInfer<Value>) {
  const [value, setValue] = createSignal<{ readonly fetched: Value }>({ fetched: standIn })
  const load = async () => {
    const answer = await fetch(address())
    if (answer.ok) setValue({ fetched: await answer.json() })
  }
  whenMounted(() => void load().catch(() => {}))
  return () => value().fetched
}
