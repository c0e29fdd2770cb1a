import { createSignal, Match, Switch } from 'solid-js'
import type { ExamPlan } from '../../core/exam.ts'
import { parseOwnCode } from '../../core/form-code.ts'
import type { Profile } from '../../core/profile.ts'
import { ok, type Result } from '../../core/result.ts'
import { newId } from '../../store/ids.ts'
import { readHanded, readHandedFile, type HandedFailure, type HandedForm } from '../../store/handed-form.ts'
import { plural } from '../exam/clock.ts'
import { classFormPath } from '../exam/paths.ts'
import { StartDesk, type Chosen } from '../exam/StartDesk.tsx'
import { address, queried } from '../primitives/address.ts'
import { Boundary } from '../primitives/Boundary.tsx'
import { loadProgress } from '../primitives/device.ts'
import { whenMounted } from '../primitives/mounted.ts'

const words = {
  looking: 'Looking for the form…',
  ask: 'Your trainer has given you a file whose name begins with aimward-form. Choose it here: it holds the questions, and from then on no connection is needed.',
  absent:
    'The form is not at this address: the room is over, another form was put meanwhile, or this is not the trainer’s computer. If your trainer gave you its file, choose it below.',
  choose: 'Choose the file',
  'not-a-form':
    'This file holds no form of a trainer’s. Choose the one that your trainer gave you; its name begins with aimward-form.',
  changed:
    'The form has been changed on its way and is not what your trainer gave out. Nothing was taken; ask for it again.',
  tooLarge: 'This file is far larger than any form. Choose the one that your trainer gave you.',
  unread: 'The file could not be read. Choose it again.',
  practice:
    'The key came with the questions, since this device marks your answers itself: it is practice and no proctored exam.',
} as const

/** Characters; a hundred questions come to about two hundred thousand. */
const largestFile = 2_000_000

type Page =
  | { readonly kind: 'looking' }
  | { readonly kind: 'asking'; readonly why: string }
  | { readonly kind: 'found'; readonly form: HandedForm }

/**
 * A form that a trainer hands out: out of a file, from the room that the address names, or from a sitting of it on this
 * device. It is sat like every other exam.
 */
export function TakeForm(props: { readonly signposts: string }) {
  return (
    <Boundary>
      <Pages {...props} />
    </Boundary>
  )
}

function Pages(props: { readonly signposts: string }) {
  const [page, setPage] = createSignal<Page>({ kind: 'looking' })
  const inKind = <Kind extends Page['kind']>(kind: Kind) => {
    const now = page()
    return now.kind === kind ? (now as Extract<Page, { kind: Kind }>) : undefined
  }
  const take = (read: Result<HandedForm, HandedFailure>) =>
    setPage(read.ok ? { kind: 'found', form: read.value } : { kind: 'asking', why: words[read.failure.kind] })

  async function look() {
    const code = queried('form')
    const checksum = queried('checksum')
    if (code === undefined) return setPage({ kind: 'asking', why: '' })
    const sat = await satBefore(code).catch(() => undefined)
    if (sat) return setPage({ kind: 'found', form: sat })
    const text = checksum === undefined ? undefined : await fetchedForm(checksum)
    if (checksum === undefined || text === undefined) return setPage({ kind: 'asking', why: words.absent })
    return take(await readHanded(text, checksum))
  }
  async function open(file: File | undefined) {
    if (!file) return
    if (file.size > largestFile) setPage({ kind: 'asking', why: words.tooLarge })
    else take(await readHandedFile(await file.text()))
  }
  whenMounted(() => void look().catch(() => setPage({ kind: 'asking', why: words.absent })))

  return (
    <Switch>
      <Match when={inKind('looking')}>
        <p role="status">{words.looking}</p>
      </Match>
      <Match when={inKind('asking')}>
        {(now) => (
          <div class="start">
            <p role="alert">{now().why}</p>
            <p>{words.ask}</p>
            <label>
              {words.choose}{' '}
              <input
                type="file"
                accept=".json,application/json"
                onChange={(event) => {
                  const [file] = event.currentTarget.files ?? []
                  event.currentTarget.value = ''
                  open(file).catch(() => setPage({ kind: 'asking', why: words.unread }))
                }}
              />
            </label>
          </div>
        )}
      </Match>
      <Match when={inKind('found')}>
        {(now) => (
          <StartDesk
            profile={profileOf(now().form)}
            extraMinutes={Math.ceil(now().form.standardMs / 360_000)}
            signposts={props.signposts}
            canStart
            plan={(chosen) => Promise.resolve(ok(planOf(now().form, chosen)))}
            form={
              <section class="forms">
                <h2>{now().form.title}</h2>
                <p>
                  Form <strong class="code">{now().form.code}</strong>:{' '}
                  {plural(now().form.questions.length, 'question')} from your trainer, the same for the whole class.{' '}
                  {words.practice}
                </p>
              </section>
            }
          />
        )}
      </Match>
    </Switch>
  )
}

/** The form as it was sat here before, which needs no room and no file. */
async function satBefore(code: string): Promise<HandedForm | undefined> {
  const progress = await loadProgress()
  for (const { id, profileId } of await progress.listAttempts()) {
    const loaded = profileId === 'own' ? await progress.loadAttempt(id) : undefined
    if (loaded?.ok && loaded.value.plan.code === code) return { ...loaded.value.plan, code }
  }
  return undefined
}

/** What the trainer's computer hands out under a checksum; undefined where it does not. */
async function fetchedForm(checksum: string): Promise<string | undefined> {
  const answer = await fetch(`${address('room-form.json')}?checksum=${encodeURIComponent(checksum)}`)
  return answer.ok ? answer.text() : undefined
}

const profileOf = ({ title, questions, domains, standardMs, passPercent }: HandedForm): Profile => ({
  id: 'own',
  title,
  blueprint: {
    questions: questions.length,
    domains: domains.map((domain) => ({
      ...domain,
      questions: questions.filter(({ question }) => question.domain === domain.id).length,
    })),
    levels: [],
    scenarios: { count: 0, size: 0 },
  },
  minutes: Math.round(standardMs / 60_000),
  passPercent,
  optionsPerQuestion: 3,
  openBook: false,
  backAllowed: true,
})

const planOf = (
  { profileId, title, code, bankHash, questions, passPercent, domains, standardMs }: HandedForm,
  { mode, minutes }: Chosen,
): ExamPlan => ({
  attemptId: newId(),
  profileId,
  title,
  code,
  again: classFormPath(code),
  bankHash,
  questions,
  passPercent,
  domains,
  standardMs,
  mode,
  seed: parseOwnCode(code)?.exam ?? 0,
  limitMs: minutes === undefined ? undefined : minutes * 60_000,
  backAllowed: true,
  openBook: false,
})
