import { screen, waitFor } from '@solidjs/testing-library'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { giveLocks, giveServiceWorkers, takeServiceWorkers } from '../support/worker-container.ts'

beforeEach(() => {
  vi.resetModules()
  sessionStorage.clear()
  vi.stubEnv('PROD', true)
  document.body.innerHTML = '<header class="masthead"></header>'
  giveLocks([])
})
afterEach(takeServiceWorkers)

const open = async () => (await import('../../src/islands/shell/offline.ts')).followConnection()
const header = () => document.querySelector('.masthead')
const isOnLine = (is: boolean) => void vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(is)
const goes = (where: 'online' | 'offline') => {
  isOnLine(where === 'online')
  dispatchEvent(new Event(where))
}
const hostAnswers = (does: boolean) =>
  vi.stubGlobal('fetch', async () => {
    if (!does) throw new TypeError('Failed to fetch')
    return new Response()
  })

describe('the sign of a lost connection', () => {
  it('says in words that one is offline, what that means, and where to see what is here; it goes when the host answers', async () => {
    hostAnswers(true)
    isOnLine(true)
    await open()
    expect(header()?.textContent).toBe('')
    goes('offline')
    await waitFor(() =>
      expect(screen.getByRole('status').textContent).toContain('You are offline. What you do is kept on this device.'),
    )
    expect(screen.getByRole('link', { name: 'See what is here' }).getAttribute('href')).toBe('/offline/')
    goes('online')
    await waitFor(() => expect(header()?.textContent).toBe(''))
  })

  it('is said aloud once, and shown without a word on the pages after', async () => {
    isOnLine(false)
    sessionStorage.setItem('aimward:offline-said', 'yes')
    await open()
    await waitFor(() => expect(header()?.textContent).toContain('You are offline.'))
    expect(screen.queryByRole('status')).toBeNull()
  })

  it('comes when the host is not there, though the device is online', async () => {
    const { activate, tell } = giveServiceWorkers()
    const worker = activate()
    hostAnswers(false)
    isOnLine(true)
    await open()
    await waitFor(() => expect(worker.asked).toEqual([{ type: 'opened' }]))
    tell({ type: 'reached', isReached: false })
    await waitFor(() => expect(header()?.textContent).toContain('You are offline.'))
  })

  it('does not come for one request that failed while the host is there', async () => {
    const { activate, tell } = giveServiceWorkers()
    const worker = activate()
    const asked = vi.fn(async () => new Response())
    vi.stubGlobal('fetch', asked)
    isOnLine(true)
    await open()
    await waitFor(() => expect(worker.asked).toEqual([{ type: 'opened' }]))
    tell({ type: 'reached', isReached: false })
    await waitFor(() => expect(asked).toHaveBeenCalledOnce())
    await new Promise((later) => setTimeout(later, 250))
    expect(header()?.textContent).toBe('')
  })
})

describe('a new version', () => {
  const offer = () => screen.findByRole('button', { name: 'Reload' })

  it('is offered when it waits, and begins on the word of the reader alone', async () => {
    const { activate, wait } = giveServiceWorkers()
    activate()
    const waiting = wait()
    await open()
    const reload = await offer()
    expect(header()?.textContent).toContain('A new version is ready.')
    expect(waiting.asked).toEqual([])
    reload.click()
    await waitFor(() => expect(waiting.asked).toEqual([{ type: 'take-over' }]))
  })

  it('is offered when it comes while the page is open', async () => {
    const { activate, install, registration } = giveServiceWorkers()
    activate()
    await open()
    await waitFor(() => expect(registration.active?.asked).toHaveLength(1))
    const installing = install()
    registration.dispatchEvent(new Event('updatefound'))
    registration.waiting = installing
    installing.become('installed')
    await offer()
  })

  it('is no news on the first visit, when there was no version before', async () => {
    const { activate, wait, container } = giveServiceWorkers()
    const worker = activate()
    container.controller = null
    wait()
    await open()
    await waitFor(() => expect(worker.asked).toHaveLength(1))
    await new Promise((later) => setTimeout(later, 300))
    expect(header()?.textContent).toBe('')
  })

  it('is not offered while an exam is open in any tab, and is once it is over', async () => {
    const { activate, wait } = giveServiceWorkers()
    const worker = activate()
    wait()
    giveLocks([{ name: 'exam:01' }])
    await open()
    await waitFor(() => expect(worker.asked).toHaveLength(1))
    await new Promise((later) => setTimeout(later, 300))
    expect(header()?.textContent).toBe('')
    giveLocks([{ name: 'something else' }])
    document.dispatchEvent(new Event('visibilitychange'))
    await offer()
  })

  it('waits when an exam was begun after it was offered, and says so', async () => {
    const { activate, wait } = giveServiceWorkers()
    activate()
    const waiting = wait()
    await open()
    const reload = await offer()
    giveLocks([{ name: 'exam:01' }])
    reload.click()
    await waitFor(() =>
      expect(header()?.textContent).toContain('An exam is open in another tab. The new version waits'),
    )
    expect(waiting.asked).toEqual([])
  })
})
