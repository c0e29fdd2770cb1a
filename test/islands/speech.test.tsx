import { cleanup, fireEvent, render, screen, waitFor } from '@solidjs/testing-library'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { utterancesOf, type Passage } from '../../src/core/speech.ts'
import { QuestionSpeech } from '../../src/islands/speech/QuestionSpeech.tsx'
import { readablesOf } from '../../src/islands/speech/readables.ts'
import { SpeechBar } from '../../src/islands/speech/SpeechBar.tsx'
import { englishVoices } from '../../src/islands/speech/voices.ts'
import { aQuestion } from '../support/builders.ts'
import { aSpeech, aVoice } from '../support/speech.ts'

const here = aVoice('Daniel', { lang: 'en-GB' })
const away = aVoice('Cloud', { lang: 'en-GB', localService: false })

let speech: ReturnType<typeof aSpeech>
function browserWith(...voices: ReturnType<typeof aVoice>[]) {
  speech = aSpeech(voices)
  vi.stubGlobal('speechSynthesis', speech.synth)
  vi.stubGlobal('SpeechSynthesisUtterance', speech.Utterance)
}
beforeEach(() => {
  browserWith(here)
  // jsdom lays nothing out.
  Range.prototype.getBoundingClientRect = () => new DOMRect()
})
afterEach(() => {
  cleanup()
  localStorage.clear()
  document.body.replaceChildren()
  vi.unstubAllGlobals()
})

const passages: readonly Passage[] = [{ text: 'One. Two.' }, { lead: 'A figure:', text: 'Three.' }]
const showBar = (start = { passage: 0, offset: 0 }) => {
  const at: (string | undefined)[] = []
  const bar = render(() => (
    <SpeechBar passages={passages} start={start} onAt={(now) => at.push(now?.say)} onClose={() => bar.unmount()} />
  ))
  return at
}

describe('reading aloud', () => {
  it('says sentence by sentence to the end, shows each, and is silent then', () => {
    const at = showBar()
    for (let ends = 0; ends < 3; ends++) speech.end()
    expect(speech.said()).toEqual(['One.', 'Two.', 'A figure: Three.'])
    expect(at).toEqual(['One.', 'Two.', 'A figure: Three.', undefined])
    expect(screen.getByRole('button', { name: 'Read aloud' })).toBeTruthy()
  })

  it('begins where it is asked to', () => {
    showBar({ passage: 0, offset: 5 })
    expect(speech.said()).toEqual(['Two.'])
  })

  it('pauses, and goes on with the sentence it broke off', () => {
    showBar()
    speech.end()
    fireEvent.click(screen.getByRole('button', { name: 'Pause' }))
    expect(speech.isSilent()).toBe(true)
    fireEvent.click(screen.getByRole('button', { name: 'Go on' }))
    expect(speech.said()).toEqual(['One.', 'Two.', 'Two.'])
  })

  it('steps back and forward by a sentence, and stops to begin anew', () => {
    showBar()
    fireEvent.click(screen.getByRole('button', { name: /^Forward/ }))
    fireEvent.click(screen.getByRole('button', { name: /^Back/ }))
    fireEvent.click(screen.getByRole('button', { name: 'Stop' }))
    expect(speech.isSilent()).toBe(true)
    fireEvent.click(screen.getByRole('button', { name: 'Read aloud' }))
    expect(speech.said()).toEqual(['One.', 'Two.', 'One.', 'One.'])
  })

  it('takes another speed at once and remembers it on the device', () => {
    showBar()
    fireEvent.change(screen.getByLabelText('Speed'), { target: { value: '1.5' } })
    expect(speech.last()).toMatchObject({ text: 'One.', rate: 1.5 })
    expect(JSON.parse(localStorage.getItem('aimward:speech') ?? '')).toEqual({ rate: 1.5 })
  })

  it('falls silent when the page is left, and when it is closed', () => {
    showBar()
    dispatchEvent(new Event('pagehide'))
    expect(speech.isSilent()).toBe(true)
    fireEvent.click(screen.getByRole('button', { name: 'Read aloud' }))
    fireEvent.click(screen.getByRole('button', { name: /^Close/ }))
    expect(speech.isSilent()).toBe(true)
  })

  it('says so when the voice falls silent, and tries again', async () => {
    showBar()
    speech.fail()
    expect(await screen.findByText(/The voice fell silent/)).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(speech.said()).toEqual(['One.', 'One.'])
  })
})

describe('the voices', () => {
  it('are English, British first, those of the device apart from those that send text away', () => {
    const us = aVoice('Samantha', { lang: 'en_US', default: true })
    const german = aVoice('Anna', { lang: 'de-DE' })
    expect(englishVoices([us, german, away, here])).toEqual({ here: [here, us], away: [away] })
  })

  it('that send text away are offered to nobody who was not told', () => {
    browserWith(here, away)
    showBar()
    expect(speech.last()?.voice).toBe(here)
    expect(screen.queryByRole('option', { name: 'Cloud' })).toBeNull()
    expect(screen.getByText(/is sent over the network to the company that makes the voice/)).toBeTruthy()
    fireEvent.click(screen.getByText('Show it all the same'))
    fireEvent.change(screen.getByLabelText('Voice'), { target: { value: 'Cloud' } })
    expect(speech.last()?.voice).toBe(away)
    expect(screen.getByText('This voice sends what it reads to the company that makes it.')).toBeTruthy()
  })

  it('of which none speaks on the device read nothing before one is chosen', () => {
    browserWith(away)
    showBar()
    expect(speech.said()).toEqual([])
    expect(screen.getByText('No English voice speaks on this device')).toBeTruthy()
  })

  it('that are not there leave a sentence in place of the controls', async () => {
    vi.useFakeTimers()
    browserWith(aVoice('Anna', { lang: 'de-DE' }))
    showBar()
    vi.useRealTimers()
    expect(await screen.findByText('This browser has no English voice to read aloud with.')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Pause' })).toBeNull()
  })

  it('that were chosen before are taken again', () => {
    const us = aVoice('Samantha', { lang: 'en-US' })
    browserWith(here, us)
    localStorage.setItem('aimward:speech', JSON.stringify({ rate: 2, voice: 'Samantha' }))
    showBar()
    expect(speech.last()).toMatchObject({ voice: us, rate: 2 })
  })

  it('go on with the sentence when another is chosen', () => {
    browserWith(here, aVoice('Kate'))
    showBar()
    speech.end()
    fireEvent.change(screen.getByLabelText('Voice'), { target: { value: 'Kate' } })
    expect(speech.said()).toEqual(['One.', 'Two.', 'Two.'])
  })

  it.each(['{"rate":"fast","voice":7}', 'null', '{{'])('are the first ones where what is kept is %s', (kept) => {
    localStorage.setItem('aimward:speech', kept)
    showBar()
    expect(speech.last()).toMatchObject({ voice: here, rate: 1 })
  })
})

describe('what is read of a lesson', () => {
  const said = (html: string) => {
    document.body.innerHTML = html
    return utterancesOf(readablesOf([document.body])).map(({ say }) => say)
  }

  it.each([
    {
      part: 'a term without its explanation',
      html: '<p>An <button class="term">AIMS</button><span popover>What?</span> exists.</p>',
      says: ['An A I M S exists.'],
    },
    {
      part: 'a figure by its title and its alternative',
      html: '<figure class="drawn"><figcaption>Both see people</figcaption><div role="img" aria-label="Two fields overlap."><svg><text>6.1.2</text></svg></div></figure>',
      says: ['A figure: Both see people', 'What it shows: Two fields overlap.'],
    },
    {
      part: 'a table row by row with its heads',
      html: '<figure class="contrast"><figcaption>Two processes</figcaption><table><thead><tr><th></th><th>Risk</th><th>Impact?</th></tr></thead><tbody><tr><td>Clause</td><td>6.1.2</td><td>6.1.4</td></tr><tr><td>Due</td><td></td><td>Twice.</td></tr></tbody></table></figure>',
      says: [
        'A table: Two processes',
        'Row 1 of 2: Clause.',
        'Risk: 6 point 1 point 2.',
        'Impact: 6 point 1 point 4.',
        'Row 2 of 2: Due.',
        'Impact: Twice.',
      ],
    },
    {
      part: 'items by number',
      html: '<ol><li>Plan</li><li>Do <ul><li>Twice</li></ul></li></ol>',
      says: ['1: Plan', '2: Do', 'Twice'],
    },
    {
      part: 'a mistaken belief as one',
      html: '<section class="misconceptions"><ul><li><strong>“It is law.”</strong> It is not.</li></ul></section>',
      says: ['A mistaken belief: “It is law.”', 'It is not.'],
    },
    {
      part: 'a document with its title',
      html: '<section class="extract"><header><strong>Risk register</strong><span>Averholm</span></header><p>Row one.</p></section>',
      says: ['A document: Risk register', 'Averholm', 'Row one.'],
    },
    {
      part: 'an aside with its title',
      html: '<aside class="aside"><strong>By the way</strong><p>More.</p></aside>',
      says: ['By the way', 'More.'],
    },
    {
      part: 'a question with its options by letter',
      html: '<section class="check"><form><fieldset><legend>Which?</legend><label class="option"><input type="radio"><span>This</span></label><label class="option"><input type="radio"><span>That</span></label></fieldset></form></section>',
      says: ['A question to check yourself: Which?', 'Option A: This', 'Option B: That'],
    },
    {
      part: 'a question that was answered without its reasons',
      html: '<section class="check"><form data-phase="checked"><fieldset><legend>Which?</legend><p>✓ right answer</p></fieldset></form></section>',
      says: ['A question to check yourself: Which?', 'You have answered it; the reasons stand on the page.'],
    },
    { part: 'no control', html: '<p class="no-print"><button>Mark as studied</button></p>', says: [] },
  ])('is $part', ({ html, says }) => {
    expect(said(html)).toEqual(says)
  })
})

describe('what is read of an exam', () => {
  it('is the stem and the options by letter, and each is shown while it is read', async () => {
    const { prompt } = aQuestion({ stem: 'Which clause asks for the roles?' })
    document.body.innerHTML = `<div class="exam"><fieldset class="asked"><legend>${prompt.stem}</legend>${[
      'c',
      'a',
      'b',
    ]
      .map((id) => `<div class="option"><span class="words">Option ${id}</span></div>`)
      .join('')}</fieldset></div><div id="desk"></div>`
    const container = document.getElementById('desk') ?? document.body
    render(() => <QuestionSpeech prompt={prompt} order={['c', 'a', 'b']} hasScenario={false} onClose={() => {}} />, {
      container,
    })
    await waitFor(() => expect(speech.said()).toHaveLength(1))
    expect(document.querySelector('[data-reading]')?.tagName).toBe('LEGEND')
    speech.end()
    expect(document.querySelector('[data-reading]')?.textContent).toBe('Option c')
    speech.end()
    speech.end()
    speech.end()
    expect(speech.said()).toEqual([
      'Which clause asks for the roles?',
      'Option A: Option c',
      'Option B: Option a',
      'Option C: Option b',
    ])
    expect(document.querySelector('[data-reading]')).toBeNull()
  })
})
