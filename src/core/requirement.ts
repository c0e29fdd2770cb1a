/** A clause has its sub-clauses in it, an area its controls. */
export const includes = (chosen: string, ref: string): boolean => ref === chosen || ref.startsWith(`${chosen}.`)
