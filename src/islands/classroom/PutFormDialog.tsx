import { createSignal, createUniqueId, For, Show } from 'solid-js'
import { isHanded } from '../../core/handed.ts'
import type { ClassForm } from '../../core/class-report.ts'
import type { PutForm } from '../../core/presenting.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { checksumOf, handedText } from '../../store/handed-form.ts'
import type { StoredClass } from '../../store/progress.ts'
import { isHereAlone, reachableBase } from '../class-report/form-link.ts'
import { dayText, words } from '../class-report/words.ts'
import { plural } from '../exam/clock.ts'
import { fetched, formByCode, mockTitle, readCode, type Shelf } from '../exam/form-finder.ts'
import { classFormPath, mockPath } from '../exam/paths.ts'
import { notFoundText } from '../exam/words.ts'
import { address } from '../primitives/address.ts'
import { loadProgress } from '../primitives/device.ts'
import { Dialog } from '../primitives/Dialog.tsx'
import { whenMounted } from '../primitives/mounted.ts'
import { siteOf, type Joining } from './picture.ts'

/** Chooses the form that everybody sits now: one that was made for a class, or any by its code. */
export function PutFormDialog(props: {
  /** The address of where the forms of every exam come from. */
  readonly shelves: string
  readonly joining: Joining | undefined
  readonly onPut: (form: PutForm) => void
  readonly onClose: () => void
}) {
  const id = createUniqueId()
  const [classes, setClasses] = createSignal<readonly StoredClass[]>()
  const [base, setBase] = createSignal<string>()
  const [code, setCode] = createSignal('')
  const [why, setWhy] = createSignal('')
  const [isBusy, setBusy] = createSignal(false)
  const [shelves, setShelves] = createSignal<readonly Shelf[]>([])
  const forms = () =>
    (classes() ?? []).flatMap(({ form, createdAt }) => {
      const { again, code, title, standardMs } = form
      if (again === undefined) return []
      const put: PutForm = { form: code ?? title, path: again, minutes: Math.round(standardMs / 60_000) }
      return [{ put, form, label: code === undefined ? title : `${title}, form ${code}`, createdAt }]
    })
  const mocks = () =>
    shelves().flatMap(({ profile, mocks }) =>
      (mocks?.mocks ?? []).map((mock): PutForm => {
        const form = `${profile.title}, ${mockTitle(mock)}`
        return { form, path: mockPath(profile.id, mock.letter), minutes: profile.minutes }
      }),
    )

  whenMounted(() => {
    let stop = () => {}
    loadProgress().then(
      (progress) => (stop = progress.watchClasses(setClasses)),
      () => setWhy(words.broken),
    )
    void reachableBase().then(setBase)
    void fetched<readonly Shelf[]>(props.shelves).then((all) => setShelves(all ?? []))
    return () => stop()
  })

  /** One of the trainer's own is fetched from the room under its checksum. */
  async function put(given: PutForm, form: ClassForm) {
    const checksum = isHanded(form) ? await checksumOf(handedText(form)) : undefined
    props.onPut(checksum === undefined ? given : { ...given, path: classFormPath(given.form, checksum) })
  }

  async function putCode() {
    setBusy(true)
    setWhy('')
    const found = await formOfCode(code(), props.shelves)
    setBusy(false)
    if (found.ok) props.onPut(found.value)
    else setWhy(found.failure)
  }

  return (
    <Dialog class="class-dialog" labelledBy={id} onClose={props.onClose}>
      <header>
        <h2 id={id}>Put a form to the class</h2>
        <button class="button" type="button" onClick={() => props.onClose()}>
          Close
        </button>
      </header>
      <p>Everybody sits it on their own copy. The projector shows its code and where it is opened.</p>
      <Show when={isHereAlone(siteOf(props.joining) ?? base())}>
        <p class="note" data-kind="warning">
          {words.localOnly}
        </p>
      </Show>
      <Show when={classes()}>
        <Show
          when={forms().length > 0}
          fallback={
            <p>
              No class form is kept here. Make one under{' '}
              <a href={address('classroom/report/')} target="_blank">
                Class forms and reports
              </a>{' '}
              to have its results in a report, also of an exam of your own; or choose below.
            </p>
          }
        >
          <ul role="list">
            <For each={forms()}>
              {({ put: given, form, label, createdAt }) => (
                <li>
                  <button type="button" onClick={() => void put(given, form).catch(() => setWhy(words.broken))}>
                    <small>
                      Made on {dayText(createdAt)} · {plural(given.minutes, 'minute')}
                    </small>
                    {label}
                  </button>
                </li>
              )}
            </For>
          </ul>
        </Show>
      </Show>
      <Show when={mocks().length > 0}>
        <details>
          <summary>Mocks: the same questions whenever they are opened</summary>
          <ul role="list">
            <For each={mocks()}>
              {(mock) => (
                <li>
                  <button type="button" onClick={() => props.onPut(mock)}>
                    <small>{plural(mock.minutes, 'minute')}</small>
                    {mock.form}
                  </button>
                </li>
              )}
            </For>
          </ul>
        </details>
      </Show>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void putCode()
        }}
      >
        <label>
          Form code
          <input
            type="text"
            autocomplete="off"
            spellcheck={false}
            aria-describedby={`${id}-problem`}
            onInput={(event) => setCode(event.currentTarget.value)}
          />
        </label>
        <p id={`${id}-problem`} role="alert">
          {why()}
        </p>
        <button class="button" type="submit" disabled={isBusy() || code().trim() === ''}>
          Put this form
        </button>
      </form>
    </Dialog>
  )
}

/** The form of a code that somebody typed; a sentence where there is none. */
async function formOfCode(text: string, from: string): Promise<Result<PutForm, string>> {
  const shelves = await fetched<readonly Shelf[]>(from)
  const [any] = shelves ?? []
  if (!shelves || !any) return fail(notFoundText({ kind: 'unreachable' }, ''))
  const read = readCode(text, any.profiles)
  if (!read.ok) return fail(notFoundText(read.failure, any.bank.hash))
  const { code, text: form, profileId } = read.value
  const shelf = shelves.find(({ profile }) => profile.id === profileId)
  if (!shelf) return fail(notFoundText({ kind: 'unknown-profile', number: code.profile }, any.bank.hash))
  const found = await formByCode(code, shelf)
  if (!found.ok) return fail(notFoundText(found.failure, shelf.bank.hash))
  return ok({ form, path: found.value.again ?? '', minutes: shelf.profile.minutes })
}
