type Screens = EventTarget & {
  readonly screens: readonly {
    readonly isPrimary: boolean
    readonly availLeft: number
    readonly availTop: number
    readonly availWidth: number
    readonly availHeight: number
  }[]
}
type Placing = {
  readonly getScreenDetails?: () => Promise<Screens>
  readonly screen: { readonly isExtended?: boolean }
}

/** What a pop-up was called when it was opened: the same name again brings the same window forward. */
const windowName = 'aimward-projector'

/**
 * Opens the projector's window, on the second screen where the browser lets us place it. Undefined where it was blocked.
 */
export async function openProjector(address: string): Promise<Window | undefined> {
  const place = await placeOnSecondScreen()
  return window.open(address, windowName, place ?? 'popup,width=1280,height=720') ?? undefined
}

async function placeOnSecondScreen(): Promise<string | undefined> {
  // Not in the types yet, and not in every browser.
  const { getScreenDetails, screen } = window as unknown as Placing
  if (!getScreenDetails || screen.isExtended !== true) return undefined
  try {
    const { screens } = await getScreenDetails.call(window)
    const second = screens.find(({ isPrimary }) => !isPrimary)
    return second
      ? `popup,left=${second.availLeft},top=${second.availTop},width=${second.availWidth},height=${second.availHeight}`
      : undefined
  } catch {
    // Not allowed: then somebody moves the window by hand.
    return undefined
  }
}

/** Keeps the screen on for as long as the page is looked at, where the browser can. Returns how to stop. */
export function keepAwake(): () => void {
  let lock: Promise<WakeLockSentinel | undefined> | undefined
  const take = () => {
    if (document.visibilityState === 'visible') lock = navigator.wakeLock?.request('screen').catch(() => undefined)
  }
  take()
  document.addEventListener('visibilitychange', take)
  return () => {
    document.removeEventListener('visibilitychange', take)
    void lock?.then((taken) => taken?.release()).catch(() => undefined)
  }
}
