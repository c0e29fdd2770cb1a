import { describe, expect, it } from 'vitest'
import { exercisesByCourse } from '../../src/catalogue/exercises-by-course.ts'
import { readTree } from '../../src/catalogue/files.ts'
import { linkCatalogue } from '../../src/catalogue/link.ts'
import { figureNames } from '../../src/catalogue/load.ts'
import { known } from '../../src/core/result.ts'

const root = process.cwd()
const linked = linkCatalogue(readTree(root), figureNames(root))
const catalogue = known(linked.ok ? linked.value : undefined)

describe('the exercises of a course', () => {
  it('are all of them, each in one course, the one its lesson belongs to', () => {
    const sorted = exercisesByCourse(catalogue)
    expect(sorted.flatMap(({ exercises }) => exercises.map(({ id }) => id))).toEqual(
      catalogue.exercises.map(({ id }) => id),
    )
    for (const { course, exercises } of sorted)
      for (const { lesson } of exercises)
        expect(catalogue.lessons.find(({ id }) => id === lesson)?.course).toBe(course.id)
  })

  it('leave out a course without any, and an exercise whose lesson is not open', () => {
    const [first] = catalogue.exercises
    const waiting = { ...known(first), lesson: undefined }
    expect(exercisesByCourse({ ...catalogue, exercises: [waiting] })).toEqual([])
  })

  it('fill a lead class: at least six from three modules', () => {
    const lead = exercisesByCourse(catalogue).filter(({ course }) => course.id.startsWith('lead-'))
    expect(lead.length).toBeGreaterThan(0)
    for (const { exercises } of lead) {
      expect(exercises.length).toBeGreaterThanOrEqual(6)
      expect(new Set(exercises.map(({ lesson }) => lesson?.split('/').at(1))).size).toBeGreaterThanOrEqual(3)
    }
  })
})
