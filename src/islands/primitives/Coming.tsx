/** Stands where something is fetched, or could not be. */
export const Coming = (props: { readonly what: string; readonly hasFailed: boolean }) => (
  <p role="status">
    {props.hasFailed ? `${props.what} did not load. Check the connection and reload this page.` : 'One moment…'}
  </p>
)
