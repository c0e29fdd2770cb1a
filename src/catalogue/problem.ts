/** An author's mistake: where it stands (file:line and, where there is one, the id), what is wrong, what to write instead. */
export type Problem = { readonly where: string; readonly what: string; readonly remedy: string }
