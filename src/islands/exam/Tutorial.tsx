import { createSignal } from 'solid-js'
import { replay, type ExamPlan, type ExamQuestion } from '../../core/exam.ts'
import type { Prompt } from '../../core/question.ts'
import { openClock } from './clock.ts'
import { firstSettings } from './settings.ts'
import { Sitting } from './Sitting.tsx'

const sample = (id: string, prompt: Prompt): ExamQuestion => ({
  question: {
    id,
    version: 1,
    domain: 'tutorial',
    level: 'remember',
    difficulty: 1,
    refs: [],
    objective: '',
    concept: '',
    prompt,
    key: { kind: 'options', options: [] },
    rationales: [],
    shuffle: false,
    enemies: [],
    mockOnly: false,
    corrected: [],
  },
  optionOrder: prompt.options.map((option) => option.id),
})

const plan: ExamPlan = {
  attemptId: 'tutorial',
  profileId: 'tutorial',
  title: 'Tutorial: nothing counts',
  mode: 'practice',
  seed: 0,
  bankHash: '',
  questions: [
    sample('tutorial-1', {
      kind: 'single',
      stem: 'This is where a question stands. Choose an option, then another: the last one counts. What can you do with an option that is surely wrong?',
      options: [
        { id: 'a', text: 'Nothing but remember it' },
        {
          id: 'b',
          text: 'Strike it out with the button beside it, with a right click or with X; it can still be chosen',
        },
        { id: 'c', text: 'Delete it for good' },
      ],
    }),
    sample('tutorial-2', {
      kind: 'multiple',
      stem: 'Some questions ask for several options and say how many. A third one is refused until you take one away. Flag this question, then find it in the Navigator. Choose TWO.',
      options: [
        { id: 'a', text: 'The clock stands top right and can be hidden' },
        { id: 'b', text: 'A flag costs marks' },
        { id: 'c', text: 'The Navigator lists every question with its state' },
        { id: 'd', text: 'Enter goes to the next question' },
      ],
      pick: 2,
    }),
  ],
  limitMs: 120_000,
  standardMs: 120_000,
  passPercent: 100,
  backAllowed: true,
  domains: [],
}

/** The desk itself, with two samples. Nothing is kept; finishing it, its clock or *Skip tutorial* lead back. */
export function Tutorial(props: { readonly onLeave: () => void }) {
  const clock = openClock()
  const [settings, setSettings] = createSignal(firstSettings)
  const exam = replay(plan, [{ type: 'started', at: clock.now() }])
  return (
    <div
      class="exam-room"
      data-here=""
      data-text={settings().textSize}
      data-spacing={settings().isSpacingWide ? 'wide' : undefined}
    >
      <Sitting
        initial={{ exam, clock, keep: () => {} }}
        saving={{ kind: 'saved' }}
        isReadOnly={false}
        settings={settings()}
        onSettings={setSettings}
        onFinished={() => props.onLeave()}
        onSkip={() => props.onLeave()}
      />
    </div>
  )
}
