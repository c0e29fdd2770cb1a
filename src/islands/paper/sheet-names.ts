/** The sheets of a paper exam, in the order they are printed. */
export const sheetNames = ['questions', 'answers', 'key'] as const
export type SheetName = (typeof sheetNames)[number]
