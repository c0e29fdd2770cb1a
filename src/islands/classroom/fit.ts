/** Never smaller than this: what does not fit then scrolls, rather than being too small to read. */
const smallest = 0.45
const tries = 7

/** Makes the type of an element as large as its content allows, from 1 down, by the property `--fit`. */
export function fit(element: HTMLElement) {
  const fits = (scale: number) => {
    element.style.setProperty('--fit', String(scale))
    return element.scrollHeight <= element.clientHeight + 1 && element.scrollWidth <= element.clientWidth + 1
  }
  if (fits(1)) return
  let [low, high] = [smallest, 1]
  for (let count = 0; count < tries; count++) {
    const middle = (low + high) / 2
    if (fits(middle)) low = middle
    else high = middle
  }
  element.style.setProperty('--fit', String(low))
}

/** Hides what appears at a later step. It keeps its place, so that nothing moves when it comes. */
export function showSteps(element: HTMLElement, step: number) {
  for (const part of element.querySelectorAll<HTMLElement | SVGElement>('[data-step]'))
    part.toggleAttribute('data-later', Number(part.dataset['step']) > step)
}
