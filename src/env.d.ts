declare namespace App {
  // An interface, because Astro merges it with its own.
  interface Locals {
    /** Sources cited so far on the page that is being rendered. */
    sources?: number
  }
}
