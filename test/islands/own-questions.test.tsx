import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { fireEvent, render, screen, waitFor } from '@solidjs/testing-library'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { parse } from 'yaml'
import { parseQuestionFile } from '../../src/catalogue/question-file.ts'
import type { Json } from '../../src/store/progress.ts'
import { expectedOf, formatToken, openToken, tellingOf } from '../../src/core/result-token.ts'
import { classFormOf } from '../../src/core/class-report.ts'
import { ownPlan } from '../../src/core/own-exam.ts'
import { replay } from '../../src/core/exam.ts'
import { known } from '../../src/core/result.ts'
import { checkFields, formatOwnFile, parseOwnFile, soundQuestions } from '../../src/islands/own-questions/author.ts'
import {
  draftOf,
  fieldsOf,
  keptFields,
  newDraft,
  ofType,
  type Draft,
  type Entry,
} from '../../src/islands/own-questions/draft.ts'
import { OwnQuestionsPage } from '../../src/islands/own-questions/OwnQuestionsPage.tsx'
import { liveQuestionOf } from '../../src/islands/classroom/class-data.ts'
import { loadOwnQuestions, ownWorkOf } from '../../src/islands/own-questions/own-work.ts'
import { loadProgress } from '../../src/islands/primitives/device.ts'
import { aQuestion, anOrder } from '../support/builders.ts'
import { anOwnDraft, ownOptions } from '../support/own-draft.ts'

const options = ownOptions
const whole = anOwnDraft()
const fields = fieldsOf(whole)

beforeEach(async () => {
  await (await loadProgress()).eraseEverything()
  vi.stubGlobal('fetch', async () => new Response('[]', { status: 404 }))
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

describe('a question of one’s own', () => {
  it('is held against the schema and the linter of the bank', () => {
    expect(checkFields(fields)).toMatchObject({ question: { id: 'own-suppliers-001' }, advice: [] })
    const longest = fieldsOf(
      anOwnDraft([
        {
          ...known(options[0]),
          text: `${options[0]?.text} and on much else besides, in all of its parts, at any time of the day`,
        },
        ...options.slice(1),
      ]),
    )
    expect(checkFields(longest).advice).toContainEqual(
      expect.objectContaining({ severity: 'error', field: 'options', what: expect.stringContaining('The key has') }),
    )
    expect(checkFields(longest).question).toBeUndefined()
  })

  it('is told what to mend at the field where it stands', () => {
    const empty = checkFields(
      fieldsOf({ ...anOwnDraft(options.map((one, at) => (at === 1 ? { ...one, text: '' } : one))), stem: '' }),
    )
    expect(empty.advice.map(({ field, option, what }) => [field, option, what])).toEqual([
      ['stem', undefined, 'There is no stem yet.'],
      ['options', 1, 'The option is empty.'],
    ])
  })

  it('becomes what the form shows and back, and keeps what the form does not show', () => {
    expect(draftOf(fields)).toEqual(whole)
    const before = { ...(fields as object), time: 90 }
    expect(keptFields(whole, before)).toMatchObject({ time: 90, version: 1 })
    expect(keptFields({ ...whole, stem: 'Another?' }, before)).toMatchObject({ version: 2 })
    expect(keptFields({ ...whole, level: 'remember' }, before)).toMatchObject({ version: 1 })
    expect(draftOf({ id: 'own-x-001', type: 'essay' })).toBeUndefined()
    expect(draftOf('nonsense')).toBeUndefined()
  })

  it('has as many options as its kind needs, and one key where one is chosen', () => {
    expect(ofType(whole, 'multiple').lists.options).toHaveLength(4)
    const all = anOwnDraft(ofType(whole, 'multiple').lists.options.map((one) => ({ ...one, isKey: true })))
    expect(ofType({ ...all, type: 'multiple' }, 'single').lists.options.map(({ isKey }) => isKey)).toEqual([
      true,
      false,
      false,
    ])
  })

  it('goes into a file and comes out of it', () => {
    const work = {
      questions: new Map([['own-suppliers-001', fields]]),
      exams: new Map([
        ['own-friday', { title: 'Friday', minutes: 5, passPercent: 60, questions: ['own-suppliers-001'] }],
      ]),
    }
    const back = parseOwnFile('own.yaml', formatOwnFile(work), new Set())
    if (!back.ok) throw new Error(JSON.stringify(back.failure))
    expect([...back.value.questions].map(([id, one]) => [id, one.fields])).toEqual([...work.questions])
    expect(back.value.exams).toEqual(work.exams)
  })

  it('comes out of a file as it went in, whatever somebody has left unfinished', () => {
    const written = fc.string({ unit: fc.constantFrom(...'ab :#-"\'\\|>&*!%{}[]\n\tä') })
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            stem: fc.oneof(written, fc.constant(whole.stem)),
            text: fc.oneof(written, fc.constant('Which colour its logo has now')),
          }),
        ),
        (texts) => {
          const questions = new Map(
            texts.map(({ stem, text }, at) => {
              const id = `own-some-00${at % 10}`
              const entries = options.map((one, place) => (place === 1 ? { ...one, text } : one))
              return [id, fieldsOf({ ...anOwnDraft(entries), id, stem })] as const
            }),
          )
          const back = parseOwnFile('own.yaml', formatOwnFile({ questions, exams: new Map() }), new Set())
          if (!back.ok) throw new Error(JSON.stringify(back.failure))
          const finished = [...back.value.questions].map(([id, one]) => [id, one.fields] as const)
          expect(new Map([...finished, ...back.value.drafts])).toEqual(questions)
          expect(new Set(back.value.questions.keys())).toEqual(new Set(soundQuestions({ questions }).keys()))
        },
      ),
    )
  })

  it('is put to a class live where it is answered by choosing', async () => {
    const question = known(checkFields(fields).question)
    expect(liveQuestionOf(question)).toMatchObject({ id: 'own-suppliers-001', kind: 'single', key: [1] })
    expect(liveQuestionOf(anOrder())).toBeUndefined()
    await (
      await loadProgress()
    ).keepOwn({
      questions: new Map([
        ['own-suppliers-001', fields],
        ['own-half-001', { id: 'own-half-001' }],
      ]),
    })
    expect((await loadOwnQuestions()).map(({ id }) => id)).toEqual(['own-suppliers-001'])
  })
})

describe('a question of each kind', () => {
  const findings = parseQuestionFile('quizzes/questions/x/y.yaml', readFileSync('test/fixtures/findings.yaml', 'utf8'))
  const written: readonly Json[] = parse(readFileSync('test/fixtures/findings.yaml', 'utf8')).questions
  const entries = (...texts: readonly (readonly [text: string, target?: string])[]): readonly Entry[] =>
    texts.map(([text, target = '']) => ({
      text,
      target,
      isKey: false,
      rationale: `Because of ${text.toLowerCase().replace('the ', 'its own ')} and of what surrounds it there.`,
    }))
  const steps = entries(['Ask who is affected'], ['Describe what may happen'], ['Weigh how much that matters'])
  const base = {
    ...newDraft(),
    id: 'own-kinds-001',
    stem: 'A lender begins an impact assessment. Put the steps in order.',
  }

  it('of steps deals ids that do not tell their order, whatever the texts are', () => {
    for (const given of [steps, steps.toReversed()]) {
      const { question, advice } = checkFields(
        fieldsOf({ ...base, type: 'order', lists: { ...base.lists, steps: given } }),
      )
      expect(advice.map(({ what }) => what)).not.toContainEqual(expect.stringContaining('The ids run'))
      const key = question?.key
      if (key?.kind !== 'order') throw new Error(JSON.stringify(advice))
      const texts = new Map(question?.prompt.options.map(({ id, text }) => [id, text]))
      expect(key.options.map((id) => texts.get(id))).toEqual(given.map(({ text }) => text))
    }
  })

  it('of rows and targets keeps who belongs to whom, though targets are sorted', () => {
    const left = entries(['Register of risks', '2'], ['Minutes of a board', '0'], ['Log of incidents', '2'])
    const draft: Draft = {
      ...base,
      type: 'match',
      targets: ['Leadership', 'Culture', 'Assessment'],
      lists: { ...base.lists, left },
    }
    const prompt = checkFields(fieldsOf(draft)).question?.prompt
    if (prompt?.kind !== 'match') throw new Error(JSON.stringify(checkFields(fieldsOf(draft)).advice))
    expect(prompt.targets.map(({ text }) => text)).toEqual(['Assessment', 'Culture', 'Leadership'])
    expect(checkFields(fieldsOf(draft)).question?.key).toEqual({
      kind: 'targets',
      targets: { a: 'r1', b: 'r3', c: 'r1' },
    })
    const back = draftOf(fieldsOf(draft))
    expect(back?.lists.left.map(({ target }) => back.targets[Number(target)])).toEqual([
      'Assessment',
      'Leadership',
      'Assessment',
    ])
    expect(keptFields(known(back), fieldsOf(draft))).toMatchObject({ version: 1 })
  })

  it('of evidence says at the piece that its grade is missing', () => {
    const rows = entries(
      ['The register has no date.', 'minor'],
      ['The policy was signed in May.'],
      ['Two of nine models are listed.', 'major'],
    )
    const { advice } = checkFields(fieldsOf({ ...base, type: 'classify', lists: { ...base.lists, rows } }))
    expect(advice).toContainEqual(expect.objectContaining({ field: 'rows', option: 1 }))
  })

  it.each(written.map((one, at) => ({ one, at, id: known(findings.questions[at]).question.id })))(
    'of findings comes out of the form as it went in: $id',
    ({ one, at }) => {
      const draft = draftOf({ ...Object(one), id: 'own-kinds-001' })
      const { question, advice } = checkFields(fieldsOf(known(draft)))
      expect(advice.filter(({ severity }) => severity === 'error')).toEqual([])
      const { prompt, key, rationales } = known(findings.questions[at]).question
      expect(question).toMatchObject({ prompt, key, rationales: rationales.map(({ text }) => ({ text })) })
    },
  )

  it('asks for what a kind needs, and keeps what was written for another', () => {
    const order = ofType(whole, 'order')
    expect(ofType(order, 'single').lists.options).toEqual(whole.lists.options)
    expect(ofType(whole, 'finding').lists.evidence).toHaveLength(4)
    expect(keptFields(ofType(whole, 'order'), fields)).not.toHaveProperty('options')
  })
})

describe('an exam of one’s own', () => {
  const exam = { title: 'Friday', minutes: 5, passPercent: 60, questions: ['own-suppliers-001', 'q-1'] }
  const questions = new Map([
    ...soundQuestions({ questions: new Map([['own-suppliers-001', fields]]) }),
    ['q-1', aQuestion()],
  ])
  const planned = (attemptId: string) =>
    ownPlan({ id: 'own-friday', exam }, { attemptId, questions, domains: new Map([['concepts', 'Concepts']]) })

  it('is the same for everybody who has it, and its result fits the form of a class', () => {
    const [one, other] = [planned('one'), planned('two')]
    if (!one.ok || !other.ok) throw new Error('All questions are there.')
    expect(one.value.questions).toEqual(other.value.questions)
    expect(one.value.domains).toEqual([
      { id: 'own', title: 'Own questions' },
      { id: 'concepts', title: 'Concepts' },
    ])
    const sat = replay(one.value, [
      { type: 'started', at: 0 },
      { type: 'chose', at: 1000, question: 'q-1', options: ['c'] },
      { type: 'submitted', at: 2000 },
    ])
    if (sat.phase !== 'finished') throw new Error(sat.phase)
    const opened = openToken(formatToken(tellingOf(sat, '00000000000a')), expectedOf(classFormOf(other.value)))
    expect(opened).toMatchObject({ ok: true, value: { answers: [[], [3]] } })
  })

  it('says which of its questions are not here', () => {
    expect(ownPlan({ id: 'own-friday', exam }, { attemptId: 'x', questions: new Map(), domains: new Map() })).toEqual({
      ok: false,
      failure: exam.questions,
    })
  })
})

describe('the page of one’s own questions', () => {
  const open = async () => {
    render(() => <OwnQuestionsPage shelves="/none.json" signposts="/none.json" />)
    await screen.findByRole('heading', { name: 'Your questions' })
  }

  it('keeps an unfinished question, says what is to mend, and offers no preview yet', async () => {
    await open()
    fireEvent.click(screen.getByRole('button', { name: 'Write a question' }))
    fireEvent.input(screen.getByLabelText(/^Stem/), { target: { value: 'Half a question' } })
    fireEvent.click(screen.getByRole('button', { name: 'Keep it' }))
    await screen.findByText(/^Kept on this device\. .* to mend before it can be used/)
    expect(screen.getByText(/The preview stands here once/)).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Back to the list' }))
    await screen.findByText(/to mend before it can be used · own-/)
    expect((await ownWorkOf(await loadProgress())).questions.size).toBe(1)
  })

  it('shows a finished question as learners get it, and keeps nothing of the trial', async () => {
    await (await loadProgress()).keepOwn({ questions: new Map([['own-suppliers-001', fields]]) })
    await open()
    fireEvent.click(await screen.findByRole('button', { name: /A supplier changes/ }))
    fireEvent.click(await screen.findByRole('radio', { name: 'What the contract says on notice of changes' }))
    fireEvent.click(screen.getByRole('button', { name: 'Check' }))
    await screen.findByText('✓ Right')
    expect(await (await loadProgress()).responses()).toEqual([])
  })

  it('writes a question of steps, whose order is what is right', async () => {
    // Fetched when it is shown; here already, so that no slow machine is waited for.
    await import('../../src/islands/quiz/Arrangement.tsx')
    await open()
    fireEvent.click(screen.getByRole('button', { name: 'Write a question' }))
    fireEvent.change(await screen.findByLabelText('Answered by'), { target: { value: 'order' } })
    fireEvent.input(screen.getByLabelText(/^Stem/), { target: { value: 'A lender begins. Put the steps in order.' } })
    for (const [at, text] of [
      'Weigh how much it matters',
      'Ask who is affected',
      'Describe what may happen',
    ].entries()) {
      fireEvent.input(screen.getByLabelText(`Step ${at + 1}`, { selector: 'textarea' }), { target: { value: text } })
      fireEvent.input(screen.getByLabelText(`Why (${at + 1})`), {
        target: {
          value: `Whoever does this ${['late', 'at once', 'in between'][at]} lacks what ${text.toLowerCase()} rests on.`,
        },
      })
    }
    fireEvent.click(screen.getByRole('button', { name: 'Up: Step 2' }))
    fireEvent.click(screen.getByRole('button', { name: 'Keep it' }))
    await screen.findByText(/^Kept on this device/)
    const [kept] = (await ownWorkOf(await loadProgress())).questions.values()
    expect(kept).toMatchObject({
      type: 'order',
      steps: [
        { text: 'Ask who is affected' },
        { text: 'Weigh how much it matters' },
        { text: 'Describe what may happen' },
      ],
    })
    expect(known(kept)).not.toHaveProperty('options')
    expect(await screen.findByRole('list', { name: 'Your order' })).toBeTruthy()
  })

  it('refuses a file with a fault as a whole, by line', async () => {
    await open()
    const input = document.querySelector('input[type=file]')
    if (!(input instanceof HTMLInputElement)) throw new Error('There is a file input.')
    const text = formatOwnFile({
      questions: new Map([
        ['own-suppliers-001', fields],
        ['own-two-001', { id: 'own-two-001', type: 'single' }],
      ]),
      exams: new Map(),
    }).replace('drafts:\n', '')
    fireEvent.change(input, { target: { files: [new File([text], 'mine.yaml')] } })
    await screen.findByText(/Nothing was imported/)
    expect(screen.getAllByText(/^Line \d+ own-two-001: /).length).toBeGreaterThan(1)
    expect((await ownWorkOf(await loadProgress())).questions.size).toBe(0)
  })

  it('exports everything, finished or not, and takes all of it back on another device', async () => {
    const half = { id: 'own-half-001', type: 'single', stem: 'Half a question' }
    const friday = { title: 'Friday', minutes: 5, passPercent: 60, questions: ['own-suppliers-001', 'own-gone-001'] }
    const progress = await loadProgress()
    await progress.keepOwn({
      questions: new Map<string, Json>([
        ['own-suppliers-001', fields],
        ['own-half-001', half],
      ]),
      exams: new Map([['own-friday', friday]]),
    })
    const kept = await ownWorkOf(progress)
    let saved: Blob | undefined
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      if (blob instanceof Blob) saved = blob
      return 'blob:saved'
    })
    await open()
    fireEvent.click(await screen.findByRole('button', { name: 'Export to a file' }))
    const text = await known(saved).text()

    await progress.eraseEverything()
    await screen.findByText(/^None yet\. Write one here/)
    const input = document.querySelector('input[type=file]')
    if (!(input instanceof HTMLInputElement)) throw new Error('There is a file input.')
    fireEvent.change(input, { target: { files: [new File([text], 'mine.yaml')] } })
    await screen.findByText(/^Line \d+ own-friday: No question called "own-gone-001" is here/)
    fireEvent.click(screen.getByRole('button', { name: 'Import' }))
    await screen.findByText('Imported: 2 questions (1 unfinished), 1 exam.')
    expect(await ownWorkOf(progress)).toEqual(kept)
    expect(screen.getByText(/to mend before it can be used · own-half-001/)).toBeTruthy()
  })

  it('imports a sound file when somebody says so, and deletes when somebody says so twice', async () => {
    await open()
    const input = document.querySelector('input[type=file]')
    if (!(input instanceof HTMLInputElement)) throw new Error('There is a file input.')
    const text = formatOwnFile({ questions: new Map([['own-suppliers-001', fields]]), exams: new Map() })
    fireEvent.change(input, { target: { files: [new File([text], 'mine.yaml')] } })
    fireEvent.click(await screen.findByRole('button', { name: 'Import' }))
    await screen.findByText('Imported: 1 question, 0 exams.')
    fireEvent.click(await screen.findByRole('button', { name: 'Delete' }))
    fireEvent.click(screen.getByRole('button', { name: 'Delete it now' }))
    await waitFor(async () => expect((await ownWorkOf(await loadProgress())).questions.size).toBe(0))
  })
})
