import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseCourseFile } from '../../src/catalogue/course-file.ts'

const file = 'content/courses/foundation/course.yaml'
const course = `id: foundation
title: Foundation
summary: What it is.
status: opening
profile: foundation-40
domains:
  - { id: concepts, title: Concepts }
modules:
  - id: F1
    slug: ai-systems
    title: AI
    lessons:
      - id: F1.1
        slug: vocabulary
        title: 'AI, model, agent'
        ready: true
        domain: concepts
        objectives: [{ id: f1-1, level: understand }, { id: f1-2, level: apply, questions: none }]
        concepts:
          - { id: ai-system, title: What makes an AI system }
      - id: F1.2
        slug: learning
        title: Learning
        ready: false
        domain: concepts
        objectives: [{ id: f1-3, level: create }]
        concepts: []
`
const parse = (text: string) => parseCourseFile(file, text)

describe('a course file', () => {
  it('is read as it stands', () => {
    expect(parse(course)).toMatchObject({
      ok: true,
      value: { id: 'foundation', status: 'opening', modules: [{ lessons: [{ ready: true }, { ready: false }] }] },
    })
  })

  it.each([
    { text: course.replace('f1-3', 'f1-1'), says: 'The objective "f1-1" stands here twice.' },
    {
      text: course.replace('concepts: []', 'concepts: [{ id: ai-system, title: Again }]'),
      says: 'The concept "ai-system" stands here twice.',
    },
    { text: course.replace('F1.2', 'F1.1'), says: 'The lesson "F1.1" stands here twice.' },
    {
      text: course.replace('slug: learning', 'slug: vocabulary'),
      says: 'The lesson slug "ai-systems/vocabulary" stands here twice.',
    },
    {
      text: course.replace('slug: learning', 'slug: Deep_Learning'),
      says: '"modules.0.lessons.1.slug" is "Deep_Learning".',
    },
    {
      text: course.replace('domain: concepts', 'domain: concept'),
      says: 'Lesson F1.1 is in the domain "concept", which the course does not have.',
    },
    {
      text: course.replace('level: apply', 'level: recite'),
      says: '"modules.0.lessons.0.objectives.1.level" is "recite".',
    },
    {
      text: course.replace('ready: true', 'ready: yes'),
      says: '"modules.0.lessons.0.ready" is "yes", but must be true or false.',
    },
    {
      text: course.replace("'AI, model, agent'", 'AI').replace('title: What', 'title: Well, what'),
      says: 'There is no field "modules.0.lessons.0.concepts.0.what makes an AI system".',
    },
  ])('refuses a fault: $says', ({ text, says }) => {
    const result = parse(text)
    expect(result.ok ? [] : result.failure.map(({ what }) => what)).toEqual([says])
  })

  it('guesses that a comma cut a text in two', () => {
    const result = parse(course.replace('title: What makes an AI system', 'title: Plan, do'))
    expect(result).toMatchObject({
      ok: false,
      failure: [{ where: `${file}:20`, remedy: 'Put the text before it in quotes, if its comma cut it in two.' }],
    })
  })

  it('names the line of a fault', () => {
    expect(parse(course.replace('status: opening', 'status: open'))).toMatchObject({
      ok: false,
      failure: [{ where: `${file}:4` }],
    })
  })

  it('reads the real Foundation course', () => {
    const result = parse(readFileSync(file, 'utf8'))
    expect(result.ok ? [] : result.failure).toEqual([])
  })
})
