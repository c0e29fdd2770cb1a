import { render, screen } from '@solidjs/testing-library'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { JoinCode } from '../../src/islands/classroom/JoinCode.tsx'
import { MockCard } from '../../src/islands/classroom/MockCard.tsx'
import type { Joining } from '../../src/islands/classroom/picture.ts'

const mock = { kind: 'mock', form: '47AY1-5NM70', path: 'exams/foundation-40/?form=47AY1-5NM70', minutes: 60 } as const
const show = (joining?: Joining) => render(() => <MockCard mock={mock} joining={joining} />)

beforeEach(() => vi.stubGlobal('fetch', async () => new Response('', { status: 404 })))
afterEach(() => vi.unstubAllGlobals())

describe('a form on the projector', () => {
  it('leads to this site, with its code and its minutes', async () => {
    show()
    await screen.findByText(/^localhost.*\/exams\/foundation-40\/\?form=47AY1-5NM70$/)
    expect(screen.getByRole('heading').textContent).toBe('47AY1-5NM70')
    expect(screen.getByText('Practice exam, 60 minutes')).toBeTruthy()
  })

  it.each([
    { address: 'http://192.168.1.7:4319/join/#k=abc', root: '192.168.1.7:4319/' },
    { address: 'https://class.example/iso/join/#k=abc', root: 'class.example/iso/' },
  ])('leads to where a room is joined, as from $address', async ({ address, root }) => {
    show({ kind: 'room', address, code: 'AB12-CD34' })
    await screen.findByText(`${root}exams/foundation-40/?form=47AY1-5NM70`)
    expect(screen.getByRole('img', { name: 'Code to open form 47AY1-5NM70' })).toBeTruthy()
  })

  it('leads to this site in a rehearsal, and says that it is one', async () => {
    show({ kind: 'rehearsal' })
    await screen.findByText(/^localhost.*\/exams\/foundation-40\//)
    expect(screen.getByText('Practice exam, 60 minutes (a rehearsal)')).toBeTruthy()
  })
})

describe('the code to join', () => {
  it('leads nowhere in a rehearsal, and says why', () => {
    render(() => <JoinCode joining={{ kind: 'rehearsal' }} />)
    expect(screen.getByRole('heading').textContent).toBe('This is a rehearsal')
    expect(screen.queryByRole('img')).toBeNull()
  })
})
