import { ErrorBoundary, type ParentProps } from 'solid-js'

/** Around every island: a bug stops this part of the page and says so, instead of leaving a screen that does nothing. */
export function Boundary(props: ParentProps) {
  return (
    <ErrorBoundary
      fallback={(error: unknown) => {
        globalThis.reportError?.(error)
        return (
          <p class="note" data-kind="warning" role="alert">
            This part of the page stopped. Your progress is safe.{' '}
            <button class="button" type="button" onClick={() => location.reload()}>
              Reload
            </button>
          </p>
        )
      }}
    >
      {props.children}
    </ErrorBoundary>
  )
}
