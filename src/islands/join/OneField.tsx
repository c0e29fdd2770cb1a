import { createUniqueId, Show } from 'solid-js'

/** One field and one button, under a heading where there is one. */
export function OneField(props: {
  readonly title?: string
  readonly label: string
  readonly hint: string
  readonly value: string
  readonly problem: string | undefined
  readonly button: string
  readonly inputmode?: 'numeric'
  readonly autocapitalize?: 'characters'
  readonly maxlength?: number
  readonly mayBeEmpty?: boolean
  readonly onSend: (text: string) => void
}) {
  const id = createUniqueId()
  let field: HTMLInputElement | undefined
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        props.onSend(field?.value ?? '')
      }}
    >
      <Show when={props.title}>
        <h1 tabindex="-1">{props.title}</h1>
      </Show>
      <label for={id}>{props.label}</label>
      <p class="hint" id={`${id}-hint`}>
        {props.hint}
      </p>
      <input
        ref={field}
        id={id}
        type="text"
        value={props.value}
        required={!props.mayBeEmpty}
        autocomplete="off"
        spellcheck={false}
        inputmode={props.inputmode}
        autocapitalize={props.autocapitalize}
        maxLength={props.maxlength}
        aria-describedby={`${id}-hint`}
        aria-invalid={props.problem === undefined ? undefined : 'true'}
        aria-errormessage={`${id}-problem`}
      />
      <p class="problem" id={`${id}-problem`} role="alert">
        <Show when={props.problem}>{props.problem}</Show>
      </p>
      <button class="button" data-weight="first">
        {props.button}
      </button>
    </form>
  )
}
