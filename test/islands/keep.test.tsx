import { screen, waitFor } from '@solidjs/testing-library'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CourseState } from '../../src/core/offline.ts'
import { giveServiceWorkers, takeServiceWorkers } from '../support/worker-container.ts'

const aCourse = (details: Partial<CourseState> = {}): CourseState => ({
  id: 'foundation',
  phase: 'absent',
  doneBytes: 0,
  loadBytes: 2_360_000,
  roomBytes: 7_400_000,
  failure: undefined,
  ...details,
})

beforeEach(() => {
  vi.resetModules()
  document.body.innerHTML = '<div data-keep="foundation"></div><div data-keep="lead-auditor"></div>'
})
afterEach(takeServiceWorkers)

const open = async () => (await import('../../src/islands/shell/keep.ts')).showKeeping()
const place = () => document.querySelector('[data-keep="foundation"]')

describe('where nothing can be kept, the page says why and what to do', () => {
  it('over plain http', async () => {
    giveServiceWorkers()
    vi.stubGlobal('isSecureContext', false)
    await open()
    expect(place()?.textContent).toMatch(/plain http.*open the site over https/)
  })

  it('in a browser that has no service workers', async () => {
    vi.stubGlobal('isSecureContext', true)
    await open()
    expect(place()?.textContent).toMatch(/may be private, or the browser too old\. Use a normal window/)
  })

  it('in a browser that blocks them for this site', async () => {
    const { container } = giveServiceWorkers()
    container.refuses = true
    await open()
    expect(place()?.textContent).toMatch(/blocks it for this site.*Allow this site to store data, then reload/)
  })

  it('when the service worker cannot be set up', async () => {
    const installing = giveServiceWorkers().install()
    const opened = open()
    await waitFor(() => expect(installing).toBeDefined())
    setTimeout(() => installing.become('redundant'))
    await opened
    expect(place()?.textContent).toMatch(/the connection broke off/)
  })
})

describe('a course on the page', () => {
  async function aPage() {
    const browser = giveServiceWorkers()
    const worker = browser.activate()
    await open()
    expect(worker.asked).toEqual([{ type: 'courses' }])
    worker.asked.length = 0
    return { ...browser, worker, show: (state: CourseState) => browser.tell({ type: 'courses', courses: [state] }) }
  }

  it('is offered with the size of what is to be loaded, and of the room it takes', async () => {
    const { show, worker } = await aPage()
    show(aCourse({ doneBytes: 260_000 }))
    expect(place()?.textContent).toContain('It takes 7.4 MB of room on this device.')
    screen.getByRole('button', { name: 'Keep this course offline (2.1 MB)' }).click()
    expect(worker.asked).toEqual([{ type: 'keep', course: 'foundation' }])
  })

  it('shows how far it is, can be stopped, and says aloud what follows an action alone', async () => {
    const { show, worker } = await aPage()
    show(aCourse())
    expect(screen.queryByRole('status')).toBeNull()
    const button = screen.getByRole('button')
    button.focus()
    button.click()
    show(aCourse({ phase: 'keeping', doneBytes: 590_000 }))
    expect(screen.getByRole('status').textContent).toContain('It is on its way. You may go on reading meanwhile.')
    expect(screen.getByRole('progressbar', { name: 'Kept so far' }).getAttribute('value')).toBe('590000')
    expect(place()?.textContent).toContain('0.6 MB of 2.4 MB')
    const stop = screen.getByRole('button', { name: 'Stop' })
    expect(document.activeElement).toBe(stop)
    show(aCourse({ phase: 'keeping', doneBytes: 1_180_000 }))
    expect(screen.getByRole('button', { name: 'Stop' })).toBe(stop)
    expect(place()?.textContent).toContain('1.2 MB of 2.4 MB')
    stop.click()
    expect(worker.asked.at(-1)).toEqual({ type: 'stop', course: 'foundation' })
  })

  it('is told as kept, and can be removed', async () => {
    const { show, worker } = await aPage()
    show(aCourse({ phase: 'kept', doneBytes: 2_360_000 }))
    expect(place()?.textContent).toMatch(/Kept on this device \(7\.4 MB\)\. It works without a connection/)
    screen.getByRole('button', { name: 'Remove from this device' }).click()
    expect(worker.asked).toEqual([{ type: 'drop', course: 'foundation' }])
  })

  it.each([
    { failure: 'no-room', says: /no room left for the rest\. Free some space or remove another course, then continue/ },
    { failure: 'no-connection', says: /The connection broke off\. Continue when you are online/ },
    { failure: 'not-there', says: /The site was renewed in the meantime\. Reload the page, then continue/ },
    { failure: 'stopped', says: /You stopped it/ },
  ] as const)('that is kept in part says how much works, and what to do: $failure', async ({ failure, says }) => {
    const { show, worker } = await aPage()
    show(aCourse({ phase: 'part', doneBytes: 1_180_000, failure }))
    expect(place()?.textContent).toMatch(/Kept in part: 1\.2 MB of 2\.4 MB\. What is here works offline/)
    expect(place()?.textContent).toMatch(says)
    screen.getByRole('button', { name: 'Continue (1.2 MB)' }).click()
    expect(worker.asked).toEqual([{ type: 'keep', course: 'foundation' }])
    screen.getByRole('button', { name: 'Remove what is here' })
  })

  it('of which nothing came says so', async () => {
    const { show } = await aPage()
    show(aCourse({ phase: 'part', failure: 'no-connection' }))
    expect(place()?.textContent).toContain('Nothing of it is kept yet. The connection broke off.')
  })
})
