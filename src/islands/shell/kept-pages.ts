/** Shows, on the page that stands for one that is not there, which pages this device has. */
import { site } from './registration.ts'

export async function showKept() {
  const here = await keptPaths().catch(() => new Set<string>())
  for (const item of document.querySelectorAll<HTMLElement>('[data-kept-pages] li'))
    item.hidden = !here.has(item.querySelector('a')?.pathname ?? '')
  for (const group of document.querySelectorAll<HTMLElement>('[data-kept-pages] section'))
    group.hidden = !group.querySelector('li:not([hidden])')

  const isMissing = location.pathname !== `${site}offline/`
  const show = (what: string, isShown: boolean) => {
    for (const element of document.querySelectorAll<HTMLElement>(what)) element.hidden = !isShown
  }
  show('[data-missing], [data-try-again]', isMissing)
  show('[data-listed]', !isMissing)
  show('[data-no-lesson]', !document.querySelector('[data-course]:not([hidden]) li'))
  if (!isMissing) return
  // Whoever waits here waits for the page they asked for.
  addEventListener('aimward:reached', () => location.reload())
  document.querySelector('[data-try-again]')?.addEventListener('click', () => location.reload())
}

/** The paths of all pages in the caches of this site. */
async function keptPaths(): Promise<ReadonlySet<string>> {
  const names = (await caches.keys()).filter((name) => name.startsWith(`aimward ${site} `))
  const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
  return new Set(keys.flat().map(({ url }) => new URL(url).pathname))
}
