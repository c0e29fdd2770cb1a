import { readPart, type Part } from '../../store/transfer.ts'

const key = 'aimward:transfer'

/** Parts that came in earlier tabs: a phone opens each scanned code in one of its own. */
export function keptParts(): readonly Part[] {
  try {
    const texts: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(texts)
      ? texts.flatMap((text) => {
          const part = readPart(String(text))
          return part.ok ? [part.value] : []
        })
      : []
  } catch {
    return []
  }
}

/** Keeps them for the next tab, or forgets them. */
export function keepParts(parts: readonly Part[]) {
  try {
    if (parts.length === 0) localStorage.removeItem(key)
    else
      localStorage.setItem(key, JSON.stringify(parts.map(({ whole, at, of, data }) => `${whole}.${at}.${of}.${data}`)))
  } catch {
    // Then all parts have to be pasted into this one page.
  }
}
