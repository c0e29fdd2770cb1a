export const attemptPath = (attemptId: string) => `exams/attempt/?id=${encodeURIComponent(attemptId)}`
export const resultPath = (attemptId: string) => `exams/result/?id=${encodeURIComponent(attemptId)}`
export const profilePath = (profileId: string) => `exams/${profileId}/`
export const formPath = ({ profileId, text }: { readonly profileId: string; readonly text: string }) =>
  `${profilePath(profileId)}?form=${text}`
/** The page of custom exams; with a query, one of them. */
export const customPath = (query = '') => `exams/custom/${query && `?${query}`}`
/** Where a form from a trainer is opened; one of a room is known by its checksum. */
export const classFormPath = (code: string, checksum?: string) =>
  `exams/class/?form=${code}${checksum === undefined ? '' : `&checksum=${checksum}`}`
/** The checksum in such a path. */
export const checksumIn = (path: string) => /^exams\/class\/\?form=[\w-]+&checksum=(\w+)$/.exec(path)?.[1]
export const mockPath = (profileId: string, letter: string) => `${profilePath(profileId)}?mock=${letter}`
/** What may be looked up in an open-book exam of a profile. */
export const bookPath = (profileId: string) => `books/${profileId}.json`

/** Practice of exactly these concepts, after an attempt that missed them; without a course, of the first one. */
export const practicePath = ({
  course,
  concepts,
  after,
}: {
  readonly course: string | undefined
  readonly concepts: readonly string[]
  readonly after: string
}) =>
  `practice/?${course === undefined ? '' : `course=${course}&`}concepts=${concepts.map(encodeURIComponent).join(',')}&after=${encodeURIComponent(after)}`

/** Where a sitting leads to another form of the same exam: a custom exam keeps its settings and draws anew. */
export const newFormPath = ({
  profileId,
  again,
}: {
  readonly profileId: string
  readonly again?: string | undefined
}) => {
  // Whoever got it from a trainer has no other.
  if (profileId === 'own') return 'exams/'
  return profileId === 'custom' ? (again ?? customPath()).replace(/&seed=\d+/, '') : profilePath(profileId)
}

/** The paper twin of a form; without a code, the page that draws one. */
export const paperPath = (code?: string) => `exams/paper/${code === undefined ? '' : `?form=${code}`}`
/** The paper twin of the form that an address of this site leads to: by code, mock or settings. */
export const paperTwinPath = (form: string) =>
  form.replace(/^exams\/(.+?)\/\?/, (_, page) => `exams/paper/?${page === 'custom' ? '' : `profile=${page}&`}`)
/** The paper twin of an attempt, which needs no code. */
export const attemptPaperPath = (attemptId: string) => `exams/paper/?attempt=${encodeURIComponent(attemptId)}`
