import type { Locator } from '@playwright/test'
import jsqr from 'jsqr'

/** What a camera would read off a code drawn by `QrCode`: its path is painted, four pixels to a module, and decoded. */
export async function readQr(code: Locator): Promise<string | undefined> {
  const modules = Number((await code.getAttribute('viewBox'))?.split(' ').at(-1))
  const path = (await code.locator('path').getAttribute('d')) ?? ''
  const scale = 4
  const width = modules * scale
  const pixels = new Uint8ClampedArray(4 * width * width).fill(255)
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)/g))
    for (let row = 0; row < scale; row++) {
      const start = 4 * ((Number(y) * scale + row) * width + Number(x) * scale)
      // Black, and as opaque as the rest.
      for (let pixel = start; pixel < start + 4 * scale; pixel += 4) pixels.fill(0, pixel, pixel + 3)
    }
  return jsqr(pixels, width, width)?.data
}
