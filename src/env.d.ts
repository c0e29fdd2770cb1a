declare namespace App {
  /** What a page has used so far while it is rendered, so that ids and names on it are its own. */
  // An interface, because Astro merges it with its own.
  interface Locals {
    sources?: number
    tables?: number
    checks?: number
  }
}

interface ImportMetaEnv {
  /** Where reports of questions go: an e-mail address, the address of a form for new issues, or nothing. Set in astro.config.mjs. */
  readonly REPORT_TO: string | undefined
}
