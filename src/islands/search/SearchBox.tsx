import { createSignal } from 'solid-js'
import { address } from '../primitives/address.ts'
import { whenMounted } from '../primitives/mounted.ts'
import { createSearch } from './createSearch.ts'
import { SearchResults } from './SearchResults.tsx'

/** The search over any page: it opens when it comes to the page, and is to be taken from it when it is closed. */
export function SearchBox(props: { readonly worker: Worker; readonly onClose: () => void }) {
  const [query, setQuery] = createSignal('')
  const state = createSearch(query, { most: 12, openWorker: () => props.worker })
  let dialog: HTMLDialogElement | undefined
  whenMounted(() => dialog?.showModal())

  return (
    <dialog
      class="search-box"
      aria-label="Search"
      ref={(element) => (dialog = element)}
      onClose={() => props.onClose()}
      onClick={(event) => event.target === dialog && dialog?.close()}
    >
      <form
        role="search"
        onSubmit={(event) => {
          event.preventDefault()
          const first = dialog?.querySelector<HTMLAnchorElement>('.search-results a')
          if (first) location.assign(first.href)
        }}
      >
        <input
          type="search"
          aria-label="Search the site"
          placeholder="Search: risk criteria, 6.1.4, SoA …"
          autocomplete="off"
          spellcheck={false}
          autofocus
          onInput={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={(event) => {
            const first = dialog?.querySelector<HTMLElement>('.search-results a')
            if (event.key !== 'ArrowDown' || !first) return
            event.preventDefault()
            first.focus()
          }}
        />
        <button class="quiet-button" type="button" onClick={() => dialog?.close()}>
          Close
        </button>
      </form>
      <SearchResults state={state()} idle="Type a word, a clause or a control. Enter opens the first result." />
      <p class="more">
        <a href={address(`search/${query().trim() ? `?q=${encodeURIComponent(query())}` : ''}`)}>All results</a>
      </p>
    </dialog>
  )
}
