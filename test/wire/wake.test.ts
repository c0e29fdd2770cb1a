import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { onWake } from '../../src/wire/wake.ts'

describe('a page that may have slept', () => {
  let page: EventTarget & { visibilityState: DocumentVisibilityState }
  let browser: EventTarget
  beforeEach(() => {
    page = Object.assign(new EventTarget(), { visibilityState: 'visible' as const })
    browser = new EventTarget()
    vi.stubGlobal('document', page)
    vi.stubGlobal('addEventListener', browser.addEventListener.bind(browser))
    vi.stubGlobal('removeEventListener', browser.removeEventListener.bind(browser))
  })
  afterEach(() => vi.unstubAllGlobals())

  const happenings = [
    { happens: 'visibilitychange', because: 'the telephone is unlocked, or its person is back from another app' },
    { happens: 'pageshow', because: 'the browser has kept the page for the way back' },
    { happens: 'online', because: 'the network is there again' },
    { happens: 'offline', because: 'the network is gone' },
  ] as const
  const happen = (name: string) => (name === 'visibilitychange' ? page : browser).dispatchEvent(new Event(name))

  it.each(happenings)('wakes up where $because', ({ happens }) => {
    const wake = vi.fn()
    const stop = onWake(wake)
    happen(happens)
    expect(wake).toHaveBeenCalledTimes(1)
    happen(happens)
    expect(wake).toHaveBeenCalledTimes(2)
    stop()
    happen(happens)
    expect(wake).toHaveBeenCalledTimes(2)
  })

  it('sleeps on while nobody looks at it', () => {
    const wake = vi.fn()
    onWake(wake)
    page.visibilityState = 'hidden'
    happen('visibilitychange')
    expect(wake).not.toHaveBeenCalled()
  })
})
