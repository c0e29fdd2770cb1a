import { createMemo, createSignal } from 'solid-js'
import { changed, inverse, readSheets, type Changes, type Fields, type Outline } from '../../core/workbook.ts'
import type { Binder, Keeping, Progress, StorageFailure } from '../../store/progress.ts'
import { loadProgress } from '../primitives/device.ts'
import { whenMounted } from '../primitives/mounted.ts'

export type Desk =
  | { readonly phase: 'opening' }
  | { readonly phase: 'broken' }
  /** Nothing has been begun on this device. */
  | { readonly phase: 'empty' }
  | { readonly phase: 'open'; readonly binder: Binder }

export type Saved =
  | { readonly kind: 'untouched' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved' }
  | { readonly kind: 'failed'; readonly failure: StorageFailure }

/** What was just done and can be taken back. */
export type Undo = { readonly says: string; readonly changes: Changes }

const lastBinder = 'workbooks:binder'

/** The binders on this device, the one that is open, and what is written in it. */
export function createBinders(outlines: () => readonly Outline[]) {
  const [desk, setDesk] = createSignal<Desk>({ phase: 'opening' })
  const [binders, setBinders] = createSignal<readonly Binder[]>([])
  const [keeping, setKeeping] = createSignal<Keeping>({ keeps: 'device' })
  const [isOutdated, setOutdated] = createSignal(false)
  const [stored, setStored] = createSignal<Fields>(new Map())
  // What was written and is not on the disk yet, or could not be put there.
  const [pending, setPending] = createSignal<Changes>(new Map())
  const [saved, setSaved] = createSignal<Saved>({ kind: 'untouched' })
  const [undo, setUndo] = createSignal<Undo>()
  // What was pending and is stored now is still the same to whoever reads it.
  const fields = createMemo<Fields>(() => changed(stored(), pending()), new Map(), { equals: isSame })
  const sheets = createMemo(() => readSheets(outlines(), fields()))

  let progress: Progress | undefined
  let stopFields = () => {}
  // One write after the other; a later one takes with it what an earlier one could not.
  let writing: Promise<void> = Promise.resolve()
  // The setting of the last binder, as long as none is chosen on this page.
  let wanted: string | undefined

  whenMounted(() => {
    let stopBinders = () => {}
    const start = async () => {
      progress = await loadProgress()
      void progress.outdated.then(() => setOutdated(true))
      setKeeping(await progress.ready)
      const last = (await progress.settings()).get(lastBinder)
      wanted = typeof last === 'string' ? last : undefined
      stopBinders = progress.watchBinders(follow)
    }
    start().catch(() => setDesk({ phase: 'broken' }))
    return () => {
      stopBinders()
      stopFields()
    }
  })

  /** The open binder may have got another name or be gone, here or in another tab. */
  function follow(all: readonly Binder[]) {
    setBinders(all)
    const now = desk()
    const binder = all.find(({ id }) => id === wanted) ?? all[0]
    if (!binder) {
      stopFields()
      setStored(new Map())
      setDesk({ phase: 'empty' })
    } else if (now.phase === 'open' && now.binder.id === binder.id) setDesk({ phase: 'open', binder })
    else show(binder)
  }

  function show(binder: Binder) {
    stopFields()
    wanted = binder.id
    setPending(new Map())
    setUndo(undefined)
    setSaved({ kind: 'untouched' })
    let isFirst = true
    const take = (fields: Fields) => {
      // Mostly it is our own change that comes back.
      if (!isSame(fields, stored())) setStored(fields)
      if (isFirst) setDesk({ phase: 'open', binder })
      isFirst = false
    }
    stopFields = progress?.watchFields(binder.id, take) ?? stopFields
  }

  async function write(binder: Binder, before: Promise<void>) {
    await before
    if (!progress) return
    while (pending().size > 0) {
      setSaved({ kind: 'saving' })
      const changes = pending()
      const written = await progress
        .setFields(binder.id, changes)
        .catch((error: unknown) => ({ ok: false, failure: { kind: 'blocked', detail: String(error) } }) as const)
      // Another tab may have deleted the binder meanwhile, and another one is open.
      if (open()?.id !== binder.id) return
      if (!written.ok) {
        setSaved({ kind: 'failed', failure: written.failure })
        return
      }
      setStored(changed(stored(), changes))
      setPending(new Map([...pending()].filter(([key, value]) => changes.get(key) !== value || !changes.has(key))))
      setSaved({ kind: 'saved' })
    }
  }

  const open = () => {
    const now = desk()
    return now.phase === 'open' ? now.binder : undefined
  }

  /** Writes at once; what cannot be kept stays on the page and is tried again with the next change. */
  function change(changes: Changes) {
    const binder = open()
    if (!binder || changes.size === 0) return
    setPending(new Map([...pending(), ...changes]))
    writing = write(binder, writing)
  }

  return {
    desk,
    binders,
    keeping,
    isOutdated,
    fields,
    sheets,
    saved,
    undo,
    change,
    /** The same, and for a while it can be taken back. */
    changeWithUndo: (says: string, changes: Changes) => {
      setUndo({ says, changes: inverse(fields(), changes) })
      change(changes)
    },
    takeBack: () => {
      const last = undo()
      setUndo(undefined)
      if (last) change(last.changes)
    },
    openId: () => open()?.id,
    choose: async (id: string) => {
      await writing
      const binder = binders().find((one) => one.id === id)
      if (!binder) return
      show(binder)
      await progress?.set(lastBinder, id)
    },
    /** A binder under a name that no other has. What it could not be made of is told. */
    create: async (name: string, fields: Fields): Promise<StorageFailure | undefined> => {
      await writing
      if (!progress) return undefined
      const created = await progress.createBinder({ name: freeName(name, binders()), fields })
      if (!created.ok) return created.failure
      wanted = created.value
      await progress.set(lastBinder, created.value)
      return undefined
    },
    rename: async (name: string) => {
      const binder = open()
      const others = binders().filter(({ id }) => id !== binder?.id)
      if (binder) await progress?.renameBinder({ id: binder.id, name: freeName(name, others) })
    },
    remove: async () => {
      const binder = open()
      wanted = undefined
      if (binder) await progress?.removeBinder(binder.id)
    },
  }
}

export type Binders = ReturnType<typeof createBinders>

const isSame = (one: Fields, other: Fields): boolean =>
  one.size === other.size && [...one].every(([key, value]) => other.get(key) === value)

function freeName(name: string, others: readonly Binder[]): string {
  const taken = new Set(others.map((one) => one.name))
  let free = name
  for (let number = 2; taken.has(free); number++) free = `${name} ${number}`
  return free
}
