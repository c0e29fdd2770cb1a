declare namespace App {
  /** What a page has used so far while it is rendered, so that ids and names on it are its own. */
  // An interface, because Astro merges it with its own.
  interface Locals {
    sources?: number
    tables?: number
    checks?: number
  }
}
