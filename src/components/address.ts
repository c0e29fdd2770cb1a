/** The address of a path of the site, under whatever base it is served from. */
export const address = (path: string) => `${import.meta.env.BASE_URL.replace(/\/$/, '')}/${path}`
