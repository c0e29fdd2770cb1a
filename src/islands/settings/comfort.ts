// How a page is to be read: kept in localStorage, because it must be there before the first paint, and on the root
// element as words that the styles know.

export const comforts = {
  text: ['text-large', 'text-larger'],
  lines: ['lines-narrow', 'lines-wide'],
  motion: ['still'],
  keys: ['no-keys'],
} as const

export type ComfortName = keyof typeof comforts
export type Comfort = (typeof comforts)[ComfortName][number]

const key = 'aimward:comfort'

const known: readonly string[] = Object.values(comforts).flat()

/** The comforts that are chosen now. */
export const chosenComforts = (): readonly string[] =>
  (document.documentElement.dataset['comfort'] ?? '').split(' ').filter((one) => known.includes(one))

/** Chooses one of a name, or none of it. False where the browser forgets it with the page. */
export function chooseComfort(name: ComfortName, comfort: Comfort | undefined): boolean {
  const others = chosenComforts().filter((one) => !comforts[name].some((mine) => mine === one))
  const chosen = [...others, ...(comfort ? [comfort] : [])].join(' ')
  if (chosen) document.documentElement.dataset['comfort'] = chosen
  else delete document.documentElement.dataset['comfort']
  try {
    if (chosen) localStorage.setItem(key, chosen)
    else localStorage.removeItem(key)
    return true
  } catch {
    return false
  }
}
