import { createEffect, createSignal, onCleanup, type Accessor } from 'solid-js'

/**
 * The same value, once the browser has shown what the change did and has nothing better to do: for what takes a while to
 * compute and need not keep up with every key.
 */
export function createSettled<Value>(value: Accessor<Value>): Accessor<Value> {
  const [settled, setSettled] = createSignal<{ readonly value: Value }>({ value: value() })
  createEffect(() => {
    const next = value()
    const settle = () => setSettled({ value: next })
    if (typeof requestIdleCallback === 'function') {
      const idle = requestIdleCallback(settle, { timeout: 400 })
      onCleanup(() => cancelIdleCallback(idle))
    } else {
      const timer = setTimeout(settle)
      onCleanup(() => clearTimeout(timer))
    }
  })
  return () => settled().value
}
