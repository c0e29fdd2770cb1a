/** What every page runs at load: the theme switch, the way into the search, and terms that open on hover. */

const themes = ['system', 'light', 'dark'] as const

function themeSwitch(button: HTMLButtonElement) {
  const root = document.documentElement
  const show = () => {
    const label = button.querySelector('span')
    if (label) label.textContent = root.dataset['theme'] ?? 'system'
  }
  button.hidden = false
  show()
  button.addEventListener('click', () => {
    const at = themes.findIndex((theme) => theme === (root.dataset['theme'] ?? 'system'))
    const next = themes[(at + 1) % themes.length] ?? 'system'
    if (next === 'system') delete root.dataset['theme']
    else root.dataset['theme'] = next
    try {
      if (next === 'system') localStorage.removeItem('aimward:theme')
      else localStorage.setItem('aimward:theme', next)
    } catch {
      // A browser that keeps nothing still switches for this page.
    }
    show()
  })
}

for (const button of document.querySelectorAll<HTMLButtonElement>('.theme')) themeSwitch(button)

// What serves offline use and the search waits in a template: it comes when the page has been there for a moment, or when
// the search is asked for. Where it does not come, the link leads to the page of the search.
const searchLink = document.querySelector<HTMLAnchorElement>('a.search')
const later = document.querySelector<HTMLTemplateElement>('template[data-later]')?.content.firstElementChild
const bring = () => later && document.body.append(later)
onload = () => setTimeout(bring, 500)
const isOpen = () => document.querySelector('.search-box') !== null
function search() {
  if (!later || isOpen()) return
  later.setAttribute('data-search', '')
  bring()
  dispatchEvent(new Event('aimward:search'))
  setTimeout(() => !isOpen() && searchLink && location.assign(searchLink.href), 4000)
}
searchLink?.addEventListener('click', (event) => {
  if (event.metaKey || event.ctrlKey || event.shiftKey) return
  event.preventDefault()
  search()
})
addEventListener('keydown', (event) => {
  const isTyping =
    event.target instanceof HTMLElement && event.target.matches('input, textarea, select, [contenteditable]')
  const isSlash = event.key === '/' && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey
  const isK = event.key === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey
  const areKeysOff = document.documentElement.dataset['comfort']?.includes('no-keys')
  if (!searchLink || areKeysOff || !(isSlash || isK)) return
  event.preventDefault()
  search()
})

// Popovers open on click, tap and Enter by themselves; a pointer that hovers and a key that arrives open them too.
const canHover = matchMedia('(hover: hover)').matches

function explain(button: HTMLButtonElement, popover: HTMLElement) {
  let waiting: ReturnType<typeof setTimeout> | undefined
  const after = (ms: number, act: () => void) => {
    clearTimeout(waiting)
    waiting = setTimeout(act, ms)
  }
  const open = () => popover.showPopover({ source: button })
  const close = () => popover.hidePopover()
  button.addEventListener('focus', () => button.matches(':focus-visible') && open())
  button.addEventListener('blur', close)
  if (!canHover) return
  // Whatever opens or closes it otherwise, Escape above all, has the last word over a pointer that still waits.
  popover.addEventListener('beforetoggle', () => clearTimeout(waiting))
  for (const element of [button, popover]) {
    element.addEventListener('pointerenter', () => after(180, open))
    element.addEventListener('pointerleave', () => after(220, close))
  }
}

for (const button of document.querySelectorAll<HTMLButtonElement>('.term[popovertarget]')) {
  const popover = document.getElementById(button.getAttribute('popovertarget') ?? '')
  if (popover) explain(button, popover)
}
