/** The address of a path of the site, under whatever base it is served from. */
export const address = (path: string) => `${import.meta.env.BASE_URL.replace(/\/$/, '')}/${path}`

/** What the query of this page's address says under a name. */
export const queried = (name: string): string | undefined => new URLSearchParams(location.search).get(name) ?? undefined
