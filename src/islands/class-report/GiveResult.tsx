import { createMemo, createSignal, For, Show } from 'solid-js'
import { cleanSignature, formRefOf, formatToken, signatureLimit, tellingOf } from '../../core/result-token.ts'
import type { Finished } from '../exam/settle.ts'
import { deviceShelf } from '../../wire/device-shelf.ts'
import { CopyButton } from '../primitives/CopyButton.tsx'
import { address } from '../primitives/address.ts'
import { loadProgress } from '../primitives/device.ts'
import { download } from '../primitives/download.ts'
import { whenMounted } from '../primitives/mounted.ts'
import { QrCode } from '../primitives/QrCode.tsx'
import { lastRoom, mailKey, mailState } from '../../wire/outbox.ts'
import { pidFor } from './pid.ts'
import './give-result.css'

const words = {
  carries: 'What it says',
  not: 'It says nothing else of you or this device: no other attempts, no notes, no progress. Nothing is sent before you say so: it is yours to show, paste or hand over.',
  times: 'Also say about how long each question took',
  who: 'Who you are',
  nobody: 'Nothing',
  name: 'A name',
  employer: 'A code your employer gave you',
  typed: 'Written as you want it',
  empty: 'Type it above, or it stays out.',
  show: 'Show this code to your trainer’s camera, or copy it into the class chat.',
  copy: 'Copy',
  uncopied: 'The browser did not copy it. Mark the characters above and copy them by hand.',
  file: 'Save as a file',
  send: 'Send it to your class',
  left: 'It waits for the page of your room, which sends it. Go back to that page, or',
  openRoom: 'open the room again',
  taken: 'On its way to your trainer…',
  received: 'Received by the trainer.',
  unsent: 'It could not be handed to the page of the room. Copy it and paste it there.',
  broken: 'Your result could not be put together: the browser’s storage did not answer. Reload this page.',
} as const

const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short' })

type Who = 'nobody' | 'name' | 'employer'
const whos: readonly Who[] = ['nobody', 'name', 'employer']

/** A result as a trainer can take it in. What is in it is said first, and a name only where somebody types one. */
export function GiveResult(props: { readonly exam: Finished }) {
  const [pid, setPid] = createSignal<string>()
  const [hasFailed, setFailed] = createSignal(false)
  const [withTimes, setWithTimes] = createSignal(true)
  const [who, setWho] = createSignal<Who>('nobody')
  const [typed, setTyped] = createSignal('')
  const [room, setRoom] = createSignal<string>()
  const [sent, setSent] = createSignal<ReturnType<typeof mailState> | 'unsent'>()
  const sentText = () => {
    const now = sent()
    return now === undefined ? '' : words[now]
  }
  const plan = () => props.exam.plan
  const form = () => formRefOf(plan())

  whenMounted(() => {
    const find = async () => setPid(await pidFor(form(), await loadProgress()))
    find().catch(() => setFailed(true))
    setRoom(lastRoom(deviceShelf, Date.now()))
    const look = () => {
      const code = room()
      if (code !== undefined && sent() !== undefined && sent() !== 'unsent') setSent(mailState(deviceShelf, code))
    }
    addEventListener('storage', look)
    return () => removeEventListener('storage', look)
  })
  const send = (code: string, text: string) => setSent(deviceShelf.write(mailKey(code), text) ? 'left' : 'unsent')

  const signature = () => {
    const kind = who()
    const text = cleanSignature(typed())
    return kind === 'nobody' || text === '' ? undefined : { kind, text }
  }
  const token = createMemo(() => {
    const own = pid()
    if (own === undefined) return undefined
    const { seconds, ...told } = tellingOf(props.exam, own)
    return formatToken({ ...told, seconds: withTimes() ? seconds : undefined, signature: signature() })
  })
  const said = (): readonly string[] => {
    const signed = signature()
    return [
      `Which form it was${plan().code === undefined ? '' : ` (${plan().code})`}, that you began on ${moment.format(props.exam.startedAt)}, and how many minutes you took.`,
      `For each of the ${plan().questions.length} questions which option you chose${withTimes() ? ', and about how long it took' : ''}. Your trainer’s device marks them.`,
      'A number made up for this form, so that nobody is counted twice.',
      signed === undefined
        ? 'No name.'
        : `${signed.kind === 'name' ? 'Your name as you typed it' : 'Your employer’s code'}: “${signed.text}”.`,
    ]
  }

  function save(text: string) {
    const name =
      plan().code ??
      plan()
        .title.toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
    download(`aimward-result-${name}.txt`, `${plan().title}\nFor your trainer:\n${text}\n`, 'text/plain;charset=utf-8')
  }

  return (
    <div class="give-result">
      <h2>{words.carries}</h2>
      <ul>
        <For each={said()}>{(line) => <li>{line}</li>}</For>
      </ul>
      <p class="quiet">{words.not}</p>
      <label class="check">
        <input type="checkbox" checked={withTimes()} onChange={(event) => setWithTimes(event.currentTarget.checked)} />
        <span>{words.times}</span>
      </label>
      <fieldset>
        <legend>{words.who}</legend>
        <div class="choices">
          <For each={whos}>
            {(one) => (
              <label class="check">
                <input type="radio" name="who" checked={who() === one} onChange={() => setWho(one)} />
                <span>{words[one]}</span>
              </label>
            )}
          </For>
        </div>
        <Show when={who() !== 'nobody'}>
          <label class="typed">
            {words.typed}{' '}
            <input
              type="text"
              maxLength={signatureLimit}
              autocomplete="off"
              value={typed()}
              onInput={(event) => setTyped(event.currentTarget.value)}
            />
          </label>
          <Show when={signature() === undefined}>
            <p class="quiet">{words.empty}</p>
          </Show>
        </Show>
      </fieldset>
      <Show when={token()} fallback={<p role="status">{hasFailed() ? words.broken : 'One moment…'}</p>}>
        {(text) => (
          <>
            <Show when={room()}>
              {(code) => (
                <>
                  <div class="actions">
                    <button class="button" type="button" data-weight="first" onClick={() => send(code(), text())}>
                      {words.send}
                    </button>
                  </div>
                  <p role="status">
                    {sentText()}{' '}
                    <Show when={sent() === 'left'}>
                      <a href={`${address('join/')}#${code()}`}>{words.openRoom}</a>.
                    </Show>
                  </p>
                </>
              )}
            </Show>
            <p>{words.show}</p>
            <figure>
              <QrCode text={text()} ecc="M" label="QR code of your result" />
              <figcaption>
                <code class="token">{text()}</code>
              </figcaption>
            </figure>
            <div class="actions">
              <CopyButton text={text()} label={words.copy} otherwise={words.uncopied} />
              <button class="button" type="button" onClick={() => save(text())}>
                {words.file}
              </button>
            </div>
          </>
        )}
      </Show>
    </div>
  )
}
