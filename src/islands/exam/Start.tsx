import { createSignal, Match, Show, Switch, type ParentProps } from 'solid-js'
import { codeOf } from '../../core/form-code.ts'
import type { LastSeen } from '../../core/form.ts'
import { fail, ok } from '../../core/result.ts'
import { address, queried } from '../primitives/address.ts'
import { Boundary } from '../primitives/Boundary.tsx'
import { loadProgress } from '../primitives/device.ts'
import { whenMounted } from '../primitives/mounted.ts'
import { fetchBank, formByCode, formByMock, readCode, seenIn, type Shelf } from './form-finder.ts'
import { formPath, paperTwinPath, profilePath } from './paths.ts'
import { drawOwn, newSeed, planOf, withCode, type Drawn } from './plan.ts'
import { StartDesk, type Chosen } from './StartDesk.tsx'
import { CodeEntry, MockList } from './StartForms.tsx'
import { notFoundText, shortageText } from './words.ts'

export type StartProps = Shelf & {
  /** Minutes for candidates who do not sit the exam in a first language. */
  readonly extraMinutes: number
  readonly signposts: string
}

type Wanted =
  /** A form of this person's own, drawn at the start. */
  | { readonly kind: 'own' }
  | { readonly kind: 'looking' }
  | { readonly kind: 'not-found'; readonly why: string }
  | { readonly kind: 'found'; readonly drawn: Drawn; readonly seen: number }

/** The page before the clock of a profile. Its address may name a form (`?form=`) or a mock (`?mock=`). */
export function Start(props: ParentProps<StartProps>) {
  return (
    <Boundary>
      <StartPage {...props} />
    </Boundary>
  )
}

function StartPage(props: ParentProps<StartProps>) {
  const [wanted, setWanted] = createSignal<Wanted>({ kind: 'own' })
  const inKind = <Kind extends Wanted['kind']>(kind: Kind) => {
    const now = wanted()
    return isIn(now, kind) ? now : undefined
  }
  const profile = () => inKind('found')?.drawn.profile ?? props.profile

  async function look(find: () => ReturnType<typeof formByCode>) {
    setWanted({ kind: 'looking' })
    const [found, lastSeen] = await Promise.all([find(), seenOnDevice()])
    setWanted(
      found.ok
        ? { kind: 'found', drawn: found.value, seen: seenIn(found.value, lastSeen) }
        : { kind: 'not-found', why: notFoundText(found.failure, props.bank.hash) },
    )
  }

  whenMounted(() => {
    const mock = queried('mock')
    const text = queried('form')
    if (mock !== undefined) void look(() => formByMock(mock, props))
    if (text === undefined) return
    const read = readCode(text, props.profiles)
    if (!read.ok) setWanted({ kind: 'not-found', why: notFoundText(read.failure, props.bank.hash) })
    else if (read.value.profileId !== props.profile.id) location.replace(address(formPath(read.value)))
    else {
      // It may have been typed in any way.
      history.replaceState(history.state, '', address(formPath(read.value)))
      void look(() => formByCode(read.value.code, props))
    }
  })

  /** A form that belongs to nobody, at the address that others can be given. */
  function share() {
    const text = codeOf(props.profile, props.bank.hash, newSeed())
    if (text !== undefined) location.assign(address(formPath({ profileId: props.profile.id, text })))
  }

  async function plan(chosen: Chosen) {
    const found = inKind('found')
    if (found) return ok(planOf(found.drawn, chosen))
    const [bank, lastSeen] = await Promise.all([
      fetchBank(props.bank.address),
      loadProgress().then((progress) => progress.lastSeen()),
    ])
    if (!bank) return fail(notFoundText({ kind: 'unreachable' }, props.bank.hash))
    const form = drawOwn({ profile: props.profile, bank }, lastSeen)
    if (!form.ok) return fail(shortageText(form.failure))
    return ok(planOf(withCode({ profile: props.profile, form: form.value, bank, bankHash: props.bank.hash }), chosen))
  }

  return (
    <StartDesk
      profile={profile()}
      extraMinutes={props.extraMinutes}
      signposts={props.signposts}
      canStart={inKind('own') !== undefined || inKind('found') !== undefined}
      plan={plan}
      form={
        <section class="forms">
          <h2>Your questions</h2>
          <Switch>
            <Match when={inKind('own')}>
              <p>
                A form of your own, drawn when you start. What you saw in the last three weeks is left out first, then
                what you saw before, as far as the questions go round.{' '}
                <button class="linked" type="button" onClick={share}>
                  Draw one to share instead
                </button>
                : its code gives everybody the same questions.
              </p>
            </Match>
            <Match when={inKind('looking')}>
              <p role="status">Looking for the form…</p>
            </Match>
            <Match when={inKind('not-found')}>
              {(now) => (
                <p role="alert">
                  {now().why} <a href={address(profilePath(props.profile.id))}>Sit a form of your own</a>
                </p>
              )}
            </Match>
            <Match when={inKind('found')}>
              {(now) => <FoundForm profileId={props.profile.id} drawn={now().drawn} seen={now().seen} />}
            </Match>
          </Switch>
          <Show when={props.mocks}>{(shelf) => <MockList profileId={props.profile.id} mocks={shelf().mocks} />}</Show>
          <CodeEntry profiles={props.profiles} bankHash={props.bank.hash} />
        </section>
      }
    >
      {props.children}
    </StartDesk>
  )
}

function FoundForm(props: { readonly profileId: string; readonly drawn: Drawn; readonly seen: number }) {
  return (
    <p>
      <Show
        when={props.drawn.code}
        fallback={<strong>{props.drawn.profile.title}: the same questions whenever you open it.</strong>}
      >
        {(code) => (
          <strong>
            Form <span class="code">{code()}</span>: the same questions in the same order as everyone with this code.
          </strong>
        )}
      </Show>{' '}
      You have seen {props.seen} of its {props.drawn.form.questions.length} questions.{' '}
      <a href={address(profilePath(props.profileId))}>Sit a form of your own instead</a>, or{' '}
      <a href={address(paperTwinPath(props.drawn.again ?? ''))}>print this one</a>.
    </p>
  )
}

/** What this person has seen; nothing where the storage does not answer, which the start will tell. */
const seenOnDevice = (): Promise<LastSeen> =>
  loadProgress()
    .then((progress) => progress.lastSeen())
    .catch(() => new Map())

const isIn = <Kind extends Wanted['kind']>(wanted: Wanted, kind: Kind): wanted is Extract<Wanted, { kind: Kind }> =>
  wanted.kind === kind
