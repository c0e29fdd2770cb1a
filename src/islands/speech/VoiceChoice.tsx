import { createSignal, createUniqueId, For, Show } from 'solid-js'
import { adoptStyles } from '../notes/adopt-styles.ts'
import type { Voice } from './createVoice.ts'
import { rates } from './speech-choice.ts'
import styles from './speech.css?inline'

adoptStyles(styles)

/** Speed and voice. Voices that send away what they read are shown to those who were told and asked for them. */
export function VoiceChoice(props: { readonly voice: Voice; readonly onChange?: () => void }) {
  const id = createUniqueId()
  const [isTold, setTold] = createSignal(false)
  const english = () => props.voice.english()
  const isAway = () => props.voice.voice()?.localService === false
  const shownAway = () => (isTold() || isAway() ? english().away : [])

  const choose = (changed: Parameters<Voice['choose']>[0]) => {
    props.voice.choose(changed)
    props.onChange?.()
  }
  const Options = (given: { readonly voices: readonly SpeechSynthesisVoice[] }) => (
    <For each={given.voices}>
      {(one) => (
        <option value={one.voiceURI} selected={one.voiceURI === props.voice.voice()?.voiceURI}>
          {one.name}
        </option>
      )}
    </For>
  )

  return (
    <div class="voice-choice">
      <p>
        <label for={`${id}-rate`}>Speed</label>
        <select id={`${id}-rate`} onChange={(event) => choose({ rate: Number(event.currentTarget.value) })}>
          <For each={rates}>
            {(rate) => (
              <option value={rate} selected={rate === props.voice.rate()}>
                {rate} ×
              </option>
            )}
          </For>
        </select>
      </p>
      <Show when={english().here.length + shownAway().length > 0}>
        <p>
          <label for={`${id}-voice`}>Voice</label>
          <select id={`${id}-voice`} onChange={(event) => choose({ voice: event.currentTarget.value })}>
            <Show when={!props.voice.voice()}>
              <option value="" selected>
                Choose…
              </option>
            </Show>
            <Show when={english().here.length > 0}>
              <optgroup label="Speak on this device">
                <Options voices={english().here} />
              </optgroup>
            </Show>
            <Show when={shownAway().length > 0}>
              <optgroup label="Send what they read to their maker">
                <Options voices={shownAway()} />
              </optgroup>
            </Show>
          </select>
        </p>
      </Show>
      <Show when={isAway()}>
        <p class="told">This voice sends what it reads to the company that makes it.</p>
      </Show>
      <Show when={english().away.length > 0 && shownAway().length === 0}>
        <details>
          <summary>{english().here.length === 0 ? 'No English voice speaks on this device' : 'Other voices'}</summary>
          <p>
            Your browser offers {english().away.length === 1 ? 'a voice' : `${english().away.length} voices`} that{' '}
            {english().away.length === 1 ? 'does' : 'do'} not speak on this device: what is read, an exam’s questions
            too, is sent over the network to the company that makes the voice.
          </p>
          <button class="quiet-button" type="button" onClick={() => setTold(true)}>
            Show {english().away.length === 1 ? 'it' : 'them'} all the same
          </button>
        </details>
      </Show>
    </div>
  )
}
