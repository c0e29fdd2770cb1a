/** Reads QR codes off a video, by the browser where it can and by a library where it cannot. */
export type Scanner = { readonly read: (video: HTMLVideoElement) => Promise<readonly string[]> }

// Not in the DOM library of TypeScript. source: Shape Detection API, https://wicg.github.io/shape-detection-api/
type Detector = { detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]> }
type DetectorClass = {
  new (options: { readonly formats: readonly string[] }): Detector
  getSupportedFormats(): Promise<readonly string[]>
}

export async function openScanner(): Promise<Scanner> {
  const Native = nativeDetector()
  // Some browsers have the class and read nothing: they know no format.
  const formats: readonly string[] = (await Native?.getSupportedFormats().catch(() => [])) ?? []
  if (Native && formats.includes('qr_code')) {
    const detector = new Native({ formats: ['qr_code'] })
    return { read: async (video) => (await detector.detect(video)).map(({ rawValue }) => rawValue) }
  }
  const { default: jsQR } = await import('jsqr')
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { willReadFrequently: true })
  return {
    read: async (video) => {
      // A code fills a good part of the picture; more pixels than this only cost time.
      const scale = Math.min(1, 720 / Math.max(1, video.videoWidth))
      const [width, height] = [Math.round(video.videoWidth * scale), Math.round(video.videoHeight * scale)]
      if (!context || width === 0 || height === 0) return []
      canvas.width = width
      canvas.height = height
      context.drawImage(video, 0, 0, width, height)
      const found = jsQR(context.getImageData(0, 0, width, height).data, width, height, {
        inversionAttempts: 'attemptBoth',
      })
      return found ? [found.data] : []
    },
  }
}

function nativeDetector(): DetectorClass | undefined {
  const found: unknown = Reflect.get(globalThis, 'BarcodeDetector')
  // The specification names the class and what it has.
  return typeof found === 'function' ? (found as DetectorClass) : undefined
}
