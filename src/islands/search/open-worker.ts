/** A worker with the index of the site on its way. */
export const openWorker = () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
