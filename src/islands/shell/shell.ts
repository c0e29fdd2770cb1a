/** What every page runs at load: the theme switch, and terms that open on hover. Everything else waits. */

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

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-theme-switch]')) themeSwitch(button)

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
