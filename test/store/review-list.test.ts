import { describe, expect, it } from 'vitest'
import type { Mark } from '../../src/core/marking.ts'
import { addToReview, reviewList, settleReview } from '../../src/islands/practice/review-list.ts'
import { openProgress } from '../../src/store/progress.ts'
import { aQuestion } from '../support/builders.ts'

const right: Mark = { kind: 'right', credit: 1 }
const wrong: Mark = { kind: 'wrong', credit: 0 }
const questionOf = (concept: string) => aQuestion({ id: `q-${concept}`, concept })

describe('the review list', () => {
  it('takes concepts once, in the order they came', async () => {
    const progress = openProgress({ name: 'review-adds' })
    await addToReview(progress, ['scope', 'roles'])
    await addToReview(progress, ['roles', 'pdca'])
    expect(reviewList(await progress.settings())).toEqual(['scope', 'roles', 'pdca'])
  })

  it('lets go of a concept when every question of it in a set was right, and of no other', async () => {
    const progress = openProgress({ name: 'review-settles' })
    await addToReview(progress, ['scope', 'roles', 'pdca'])
    const questions = [questionOf('scope'), questionOf('roles'), { ...questionOf('roles'), id: 'q-roles-2' }]
    await settleReview(progress, { questions, marks: [right, right, wrong] })
    expect(reviewList(await progress.settings())).toEqual(['roles', 'pdca'])
  })

  it('is empty where something else stands under its name', async () => {
    const progress = openProgress({ name: 'review-strange' })
    await progress.set('practice:review', { not: 'a list' })
    expect(reviewList(await progress.settings())).toEqual([])
  })
})
