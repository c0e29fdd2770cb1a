import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { keepAwake, openProjector } from '../../src/islands/classroom/windows.ts'

afterEach(() => vi.unstubAllGlobals())

const primary = { isPrimary: true, availLeft: 0, availTop: 0, availWidth: 1280, availHeight: 720 }
const wall = { isPrimary: false, availLeft: 1280, availTop: 40, availWidth: 1920, availHeight: 1040 }

/** Opens the projector's window in a browser with these screens; gives where it was put. */
async function placed({
  isExtended = true,
  getScreenDetails,
}: {
  readonly isExtended?: boolean
  readonly getScreenDetails?: () => Promise<object>
}) {
  const open = vi.fn<typeof window.open>(() => window)
  vi.stubGlobal('open', open)
  vi.stubGlobal('screen', { isExtended })
  if (getScreenDetails) vi.stubGlobal('getScreenDetails', getScreenDetails)
  expect(await openProjector('/classroom/present/?projector=one')).toBe(window)
  const [address, name, where] = open.mock.lastCall ?? []
  expect([address, name]).toEqual(['/classroom/present/?projector=one', 'aimward-projector'])
  return where
}
const beside = 'popup,width=1280,height=720'

describe('the projector’s window', () => {
  it('fills the second screen, where there is one and the browser tells of it', async () => {
    const getScreenDetails = async () => ({ screens: [primary, wall] })
    expect(await placed({ getScreenDetails })).toBe('popup,left=1280,top=40,width=1920,height=1040')
  })

  it.each([
    { how: {}, because: 'the browser cannot tell screens apart' },
    { how: { isExtended: false, getScreenDetails: vi.fn() }, because: 'there is one screen, so nobody is asked' },
    { how: { getScreenDetails: async () => ({ screens: [primary] }) }, because: 'the second one has gone' },
    { how: { getScreenDetails: () => Promise.reject(new Error('Denied.')) }, because: 'the trainer does not want it' },
  ])('opens beside the presenter’s where $because', async ({ how }) => {
    expect(await placed(how)).toBe(beside)
    if ('isExtended' in how) expect(how.getScreenDetails).not.toHaveBeenCalled()
  })

  it('is missed where the browser blocks it', async () => {
    vi.stubGlobal('open', () => null)
    expect(await openProjector('/')).toBeUndefined()
  })
})

describe('the screen of who presents', () => {
  let locks: { released: boolean }[] = []
  let visibility: DocumentVisibilityState = 'visible'
  /** As a browser does it: a page that is not looked at loses its locks. */
  const turn = (to: DocumentVisibilityState) => {
    visibility = to
    if (to === 'hidden') locks.forEach((lock) => (lock.released = true))
    document.dispatchEvent(new Event('visibilitychange'))
  }
  const isOn = () => locks.some(({ released }) => !released)
  const settled = () => new Promise((resolve) => setTimeout(resolve))

  beforeEach(() => {
    locks = []
    visibility = 'visible'
    vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() => visibility)
    const request = async (kind: string) => {
      expect(kind).toBe('screen')
      const lock = { released: false, release: async () => void (lock.released = true) }
      locks.push(lock)
      return lock
    }
    vi.stubGlobal('navigator', { wakeLock: { request } })
  })
  afterEach(() => vi.restoreAllMocks())

  it('stays on until presenting ends, over a look at another window', async () => {
    const sleep = keepAwake()
    await settled()
    expect(isOn()).toBe(true)
    turn('hidden')
    expect(isOn()).toBe(false)
    turn('visible')
    await settled()
    expect(isOn()).toBe(true)
    sleep()
    await settled()
    expect(isOn()).toBe(false)
    turn('visible')
    await settled()
    expect(isOn()).toBe(false)
  })

  it('may go off again where presenting ended before the browser had kept it on', async () => {
    keepAwake()()
    await settled()
    expect(isOn()).toBe(false)
  })

  it('is not asked for by a page that nobody looks at', async () => {
    visibility = 'hidden'
    const sleep = keepAwake()
    await settled()
    expect(locks).toEqual([])
    sleep()
  })

  it.each([
    { navigator: {}, because: 'the browser cannot' },
    {
      navigator: { wakeLock: { request: () => Promise.reject(new Error('The battery is low.')) } },
      because: 'it will not',
    },
  ])('goes off as always where $because', async ({ navigator }) => {
    vi.stubGlobal('navigator', navigator)
    const sleep = keepAwake()
    await settled()
    sleep()
    turn('visible')
    await settled()
    expect(isOn()).toBe(false)
  })
})
