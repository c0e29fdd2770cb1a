/** What the ids of a trainer's own questions and exams begin with; no id of the bank does. */
export const ownPrefix = 'own-'

export const isOwn = (id: string): boolean => id.startsWith(ownPrefix)
