import { createHash } from 'node:crypto'

/** Order of the cascade, before any bundled style: Astro may emit a component's styles ahead of the global ones. */
export const layerOrder = '@layer astro.images, reset, tokens, base, prose, layout, components, utilities, print;'

/** The theme and the comforts a reader chose, before the first paint. Without a choice the system's preference stands. */
export const themeBeforePaint =
  "try{for(var n of['theme','comfort']){var v=localStorage.getItem('aimward:'+n);if(v)document.documentElement.dataset[n]=v}}catch{}"

/** Everything written inline into a page; the content security policy allows exactly these by hash. */
export const inlineScripts = [themeBeforePaint]
export const inlineStyles = [layerOrder]

/** A source expression of a content security policy. */
export const sha256 = (text: string): `sha256-${string}` =>
  `sha256-${createHash('sha256').update(text).digest('base64')}`
