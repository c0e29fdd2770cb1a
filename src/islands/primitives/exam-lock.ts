/**
 * The name of the lock that a tab holds for as long as an attempt is open in it. A type alone, so that whoever asks for
 * locks need not load what holds them.
 */
export type ExamLock = `exam:${string}`
