import { createSignal, onCleanup, Show } from 'solid-js'
import { openScanner } from './scanner.ts'
import { cameraTexts } from './words.ts'

const betweenMs = 150

type Phase =
  | { readonly kind: 'off' }
  | { readonly kind: 'on'; readonly stream: MediaStream }
  | { readonly kind: 'failed'; readonly why: string }

/** Scans one result after the other, until it is stopped. A code that is still in the picture counts once. */
export function Camera(props: {
  /** Whether it is done with, taken in or refused; what could not be kept is read again. */
  readonly onText: (text: string) => Promise<boolean>
}) {
  const [phase, setPhase] = createSignal<Phase>({ kind: 'off' })
  const seen = new Set<string>()
  let video: HTMLVideoElement | undefined
  const stream = () => {
    const now = phase()
    return now.kind === 'on' ? now.stream : undefined
  }

  async function start() {
    const devices = navigator.mediaDevices
    if (!devices) return setPhase({ kind: 'failed', why: cameraTexts.insecure })
    try {
      const opened = await devices.getUserMedia({ video: { facingMode: 'environment' }, audio: false })
      setPhase({ kind: 'on', stream: opened })
      return await follow(opened)
    } catch (error) {
      stop()
      return setPhase({ kind: 'failed', why: whyNot(error) })
    }
  }

  async function follow(opened: MediaStream) {
    if (!video) return
    video.srcObject = opened
    await video.play()
    const scanner = await openScanner()
    while (stream() === opened) {
      for (const text of await scanner.read(video)) {
        if (seen.has(text)) continue
        if (await props.onText(text)) seen.add(text)
      }
      await new Promise((resolve) => setTimeout(resolve, betweenMs))
    }
  }

  function stop() {
    stream()
      ?.getTracks()
      .forEach((track) => track.stop())
    setPhase({ kind: 'off' })
  }
  onCleanup(stop)

  return (
    <div class="camera">
      <button class="button" type="button" onClick={() => (stream() ? stop() : void start())}>
        {stream() ? cameraTexts.stop : cameraTexts.start}
      </button>
      <Show when={phase().kind === 'on'}>
        <p>{cameraTexts.looking}</p>
        <video ref={(element) => (video = element)} muted playsinline aria-label="Picture of the camera" />
      </Show>
      <p role="status">{failedIn(phase())}</p>
    </div>
  )
}

const failedIn = (phase: Phase): string => (phase.kind === 'failed' ? phase.why : '')

function whyNot(error: unknown): string {
  const name = error instanceof Error ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return cameraTexts.refused
  return name === 'TypeError' ? cameraTexts.unread : cameraTexts.absent
}
