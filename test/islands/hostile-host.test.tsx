import { render, screen } from '@solidjs/testing-library'
import type { JSX } from 'solid-js'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { RoomPanel } from '../../src/islands/classroom/live/RoomPanel.tsx'
import { MockCard } from '../../src/islands/classroom/MockCard.tsx'
import { RemotePage } from '../../src/islands/classroom/remote/RemotePage.tsx'
import type { RoomSeam } from '../../src/islands/classroom/room-seam.ts'
import { JoinPage } from '../../src/islands/join/JoinPage.tsx'
import { hostileHosts } from '../support/hostile-hosts.ts'

const seam: RoomSeam = {
  title: 'Foundation',
  watchShown: () => () => undefined,
  setJoining: () => undefined,
  counted: () => undefined,
  putBoard: () => undefined,
  watchMoment: () => () => undefined,
  obey: () => '',
  setLeader: () => undefined,
}
const mock = { kind: 'mock', form: '47AY1-5NM70', path: 'exams/foundation-40/?form=47AY1-5NM70', minutes: 60 } as const
const pairing = `${'A'.repeat(43)}.${'A'.repeat(43)}.${'A'.repeat(86)}`

const asked: string[] = []
const opened = vi.fn<() => void>()

/** A page of a site whose host says so of itself, or has nothing to say. */
function showOn(says: object | undefined, page: () => JSX.Element) {
  vi.stubGlobal('fetch', (address: string) => {
    asked.push(address)
    const isAsked = says && address === '/room.json'
    return Promise.resolve(isAsked ? Response.json(says) : new Response('', { status: 404 }))
  })
  return render(page)
}

beforeEach(() => {
  vi.stubGlobal('isSecureContext', false)
  vi.stubGlobal('WebSocket', opened)
  localStorage.clear()
  history.replaceState(undefined, '', '#')
  asked.length = 0
  opened.mockClear()
})
afterEach(() => vi.unstubAllGlobals())

describe.each(hostileHosts)('a site without a classroom is what its pages take it for where $because', ({ says }) => {
  it('for participants, who are told what works without one', async () => {
    history.replaceState(undefined, '', '#K7Q29MXD')
    showOn(says, () => <JoinPage />)
    await screen.findByRole('heading', { name: 'There is no live room at this address' })
    expect(screen.getByText(/ask for a show of hands or for answer cards, which need no network/)).toBeDefined()
    expect([asked, opened.mock.calls]).toEqual([['/room.json'], []])
  })

  it('for the trainer’s own device', async () => {
    history.replaceState(undefined, '', `#${pairing}`)
    showOn(says, () => <RemotePage />)
    await screen.findByRole('heading', { name: 'There is no live class at this address' })
    expect([asked, opened.mock.calls]).toEqual([['/room.json'], []])
  })

  it('for a trainer who presents, and can open no room', async () => {
    showOn(says, () => <RoomPanel seam={seam} />)
    expect(await screen.findByText(/^Live answers are off: .*Count hands or answer cards/)).toBeDefined()
    expect(screen.queryByRole('button', { name: 'Open a room' })).toBeNull()
    expect(screen.queryByRole('img')).toBeNull()
    expect([asked, opened.mock.calls]).toEqual([['/room.json'], []])
  })
})

describe('the code of a form on the projector', () => {
  const wrong = hostileHosts.filter(({ because }) => because.startsWith('its address '))

  it.each(wrong)('leads to this page’s own site where $because', async ({ says }) => {
    const code = async (host: object | undefined) => {
      const { unmount } = showOn(host, () => <MockCard mock={mock} joining={undefined} />)
      const label = `Code to open form ${mock.form}`
      const path = (await screen.findByRole('img', { name: label })).querySelector('path')?.getAttribute('d')
      unmount()
      return path
    }
    expect(await code(says)).toBe(await code(undefined))
  })
})
