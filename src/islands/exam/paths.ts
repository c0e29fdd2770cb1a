export const attemptPath = (attemptId: string) => `exams/attempt/?id=${encodeURIComponent(attemptId)}`
export const resultPath = (attemptId: string) => `exams/result/?id=${encodeURIComponent(attemptId)}`
export const profilePath = (profileId: string) => `exams/${profileId}/`
