import { createSignal } from 'solid-js'
import { queried } from '../primitives/address.ts'
import { Boundary } from '../primitives/Boundary.tsx'
import { whenMounted } from '../primitives/mounted.ts'
import { createSearch } from './createSearch.ts'
import { SearchResults } from './SearchResults.tsx'

/** The whole site, searched while one types; the address holds the query, so that it can be kept and sent. */
export function SearchPage() {
  return (
    <Boundary>
      <Searching />
    </Boundary>
  )
}

function Searching() {
  const [query, setQuery] = createSignal('')
  const openWorker = () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
  const state = createSearch(query, { most: 60, openWorker })
  let input: HTMLInputElement | undefined

  whenMounted(() => {
    const read = () => setQuery(queried('q') ?? '')
    read()
    input?.focus()
    addEventListener('popstate', read)
    return () => removeEventListener('popstate', read)
  })

  let waiting: ReturnType<typeof setTimeout> | undefined
  function type(text: string) {
    setQuery(text)
    // When typing rests: to change the address takes a while, and some browsers refuse it a hundred times a minute.
    clearTimeout(waiting)
    waiting = setTimeout(keepAddress, 300)
  }
  function keepAddress() {
    clearTimeout(waiting)
    const address = new URL(location.href)
    if (query().trim()) address.searchParams.set('q', query())
    else address.searchParams.delete('q')
    history.replaceState(null, '', address)
  }

  return (
    <div class="search-page">
      <form
        role="search"
        onSubmit={(event) => {
          event.preventDefault()
          // A query that was meant is a place to come back to.
          keepAddress()
          history.pushState(null, '', location.href)
        }}
      >
        <label for="query">Search</label>
        <input
          id="query"
          type="search"
          autocomplete="off"
          spellcheck={false}
          value={query()}
          ref={(element) => (input = element)}
          onInput={(event) => type(event.currentTarget.value)}
          onKeyDown={(event) => {
            const first = document.querySelector<HTMLElement>('.search-results a')
            if (event.key !== 'ArrowDown' || !first) return
            event.preventDefault()
            first.focus()
          }}
        />
      </form>
      <SearchResults
        state={state()}
        idle="Lessons, the standard, glossary, answers, cases, your notes, and the reasons in questions you answered."
      />
    </div>
  )
}
