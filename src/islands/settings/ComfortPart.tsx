import { createSignal, For, Show } from 'solid-js'
import { whenMounted } from '../primitives/mounted.ts'
import { chooseComfort, chosenComforts, comforts, type Comfort, type ComfortName } from './comfort.ts'

const themes = ['system', 'light', 'dark'] as const
type Theme = (typeof themes)[number]

const themeWords: Readonly<Record<Theme, string>> = { system: 'As the system', light: 'Light', dark: 'Dark' }
const words: Readonly<
  Record<ComfortName, { readonly title: string; readonly none: string } & Readonly<Partial<Record<Comfort, string>>>>
> = {
  text: { title: 'Text size', none: 'Normal', 'text-large': 'Large', 'text-larger': 'Very large' },
  lines: { title: 'Length of lines', none: 'Normal', 'lines-narrow': 'Short', 'lines-wide': 'Long' },
  motion: { title: 'Motion', none: 'As the system', still: 'None' },
  keys: { title: 'Keyboard shortcuts of the site', none: 'On', 'no-keys': 'Off' },
}
const names = ['text', 'lines', 'motion', 'keys'] as const satisfies readonly ComfortName[]

/** How pages look and move, for this device. */
export function ComfortPart() {
  const [chosen, setChosen] = createSignal<readonly string[]>([])
  const [theme, setTheme] = createSignal<Theme>('system')
  const [message, setMessage] = createSignal('')
  const [speech, setSpeech] = createSignal<typeof import('../speech/SpeechPart.tsx')>()
  whenMounted(() => void import('../speech/SpeechPart.tsx').then(setSpeech, () => {}))
  whenMounted(() => {
    setChosen(chosenComforts())
    setTheme(themes.find((one) => one === document.documentElement.dataset['theme']) ?? 'system')
  })

  function choose(name: ComfortName, comfort: Comfort | undefined) {
    const kept = chooseComfort(name, comfort)
    setChosen(chosenComforts())
    say(kept)
  }
  function chooseTheme(next: Theme) {
    setTheme(next)
    if (next === 'system') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = next
    try {
      if (next === 'system') localStorage.removeItem('aimward:theme')
      else localStorage.setItem('aimward:theme', next)
      say(true)
    } catch {
      say(false)
    }
  }
  const say = (kept: boolean) =>
    setMessage(
      kept ? 'Kept on this device.' : 'Works until you close the page: the browser keeps nothing for this site.',
    )

  return (
    <section class="comfort" aria-labelledby="comfort-title">
      <h2 id="comfort-title">Reading comfort</h2>
      <fieldset>
        <legend>Theme</legend>
        <For each={themes}>
          {(one) => (
            <label>
              <input type="radio" name="theme" checked={theme() === one} onChange={() => chooseTheme(one)} />
              {themeWords[one]}
            </label>
          )}
        </For>
      </fieldset>
      <For each={names}>
        {(name) => (
          <fieldset>
            <legend>{words[name].title}</legend>
            <For each={[undefined, ...comforts[name]]}>
              {(comfort: Comfort | undefined) => (
                <label>
                  <input
                    type="radio"
                    name={name}
                    checked={
                      comfort ? chosen().includes(comfort) : !comforts[name].some((one) => chosen().includes(one))
                    }
                    onChange={() => choose(name, comfort)}
                  />
                  {comfort ? words[name][comfort] : words[name].none}
                </label>
              )}
            </For>
          </fieldset>
        )}
      </For>
      <fieldset>
        <legend>Reading aloud</legend>
        <Show when={speech()} keyed>
          {({ SpeechPart }) => <SpeechPart />}
        </Show>
      </fieldset>
      <p class="quiet">Exams have their own settings for text, spacing, clock and keys, at the desk.</p>
      <output>{message()}</output>
    </section>
  )
}
