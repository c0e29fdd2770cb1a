import { replay } from '../../core/exam.ts'
import { gradeExam, type AnswerChanges } from '../../core/grading.ts'
import type { Progress } from '../../store/progress.ts'

/** What changing answers did, over the finished attempts named; one that cannot be read counts nothing. */
export async function changesIn(
  progress: Pick<Progress, 'loadAttempt'>,
  attemptIds: readonly string[],
): Promise<AnswerChanges> {
  let sum: AnswerChanges = { rightToWrong: 0, wrongToRight: 0, wrongToWrong: 0 }
  for (const id of attemptIds) {
    const loaded = await progress.loadAttempt(id)
    if (!loaded.ok) continue
    const exam = replay(loaded.value.plan, loaded.value.events)
    if (exam.phase !== 'finished') continue
    const { changes } = gradeExam(exam)
    sum = {
      rightToWrong: sum.rightToWrong + changes.rightToWrong,
      wrongToRight: sum.wrongToRight + changes.wrongToRight,
      wrongToWrong: sum.wrongToWrong + changes.wrongToWrong,
    }
  }
  return sum
}
