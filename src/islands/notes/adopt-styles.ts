/**
 * Brings the styles of what is loaded later, which do not come with it by themselves. Called where it is loaded; layers
 * put them where they belong.
 */
export function adoptStyles(css: string) {
  if (typeof document === 'undefined' || !('adoptedStyleSheets' in document)) return
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
}
