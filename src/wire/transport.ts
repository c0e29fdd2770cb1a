export type LinkState = 'connecting' | 'online' | 'offline'
export type Delivery = { readonly topic: string; readonly payload: string; readonly retained: boolean }
/** A pipe that may lose everything at any time. No promise of delivery; order per sender is kept while online. */
export type Transport = {
  /** Opens and keeps reopening until `close`. Called once. `subscriptions` are re-made on every connect; `will` is said by the broker when we vanish. */
  open(options: {
    readonly subscriptions: readonly string[]
    readonly will?: { readonly topic: string; readonly payload: string; readonly retained: boolean }
    readonly onDelivery: (delivery: Delivery) => void
    /** 'online' only after every SUBACK has granted. A refused connect carries why. */
    readonly onLink: (state: LinkState, why?: string) => void
  }): void
  /** False where it could not be handed over (offline, over the size limit); the caller keeps what it must keep. */
  publish(topic: string, payload: string, retained?: boolean): boolean
  /** Page woke up or network is back: probe (3 s), reconnect where dead. Never opens a second socket while one is connecting. */
  wake(): void
  close(): void
}
