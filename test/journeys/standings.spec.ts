import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import {
  aPhone,
  aTrainer,
  ask,
  delivered,
  isIn,
  liveTest as test,
  openProjector,
  openRoom,
  panel,
} from '../support/live-room.ts'

const typed = 'Names that people type'

/** A phone under the name that its owner types, which may be none. */
async function aPerson(...[browser, address, name]: [...Parameters<typeof aPhone>, string]) {
  const phone = await aPhone(browser, address)
  await phone.getByLabel('Your name').fill(name)
  await phone.getByRole('button', { name: 'Join' }).click()
  await isIn(phone)
  return phone
}

/** What a phone is called to others until its name may be seen. */
const numberOf = async (phone: Page) =>
  `Number ${(await phone.getByText('Your number in this room').textContent())?.split(': ')[1]}`

/** Asks a question, and shows its answer once everybody has answered right or wrong. */
async function askAll(trainer: Page, { words, right, wrong }: Record<'right' | 'wrong', Page[]> & { words: string }) {
  await ask(trainer, words)
  await trainer.keyboard.press('v')
  const options = await trainer.locator('.hands').getByRole('rowheader').allTextContents()
  const keyAt = options.findIndex((option) => option.includes('(key)'))
  const answer = async (phone: Page, at: number) => {
    await phone.getByRole('radio').nth(at).check()
    await delivered(phone, 'Received by the trainer')
  }
  await Promise.all([
    ...right.map((phone) => answer(phone, keyAt)),
    ...wrong.map((phone) => answer(phone, (keyAt + 1) % options.length)),
  ])
  for (const key of ['v', 'd', 'a']) await trainer.keyboard.press(key)
  await Promise.all([...right, ...wrong].map((phone) => expect(phone.locator('.verdict')).toBeVisible()))
}

const showStandings = (trainer: Page) => panel(trainer).getByRole('button', { name: 'Show the standings' }).click()
/** Place, name and right answers, as the projector has them. */
const onProjector = (projector: Page) => projector.locator('.stage-board').getByRole('row')
/** The same on a phone, where the place is the number in front. */
const onPhone = (phone: Page) =>
  phone
    .getByRole('main')
    .getByRole('listitem')
    .evaluateAll((rows) => rows.map((row) => (row instanceof HTMLLIElement ? `${row.value} ${row.textContent}` : '')))

const violationsOf = async (page: Page, state: string) => {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map((one) => `${state}: ${one.id} at ${one.nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}

test('there are no standings where the trainer has not allowed them', async ({ browser, site }) => {
  const trainer = await aTrainer(browser, site)
  await panel(trainer).getByText('Answers by telephone').click()
  await expect(panel(trainer).getByLabel('Standings')).toHaveCount(0)
  await panel(trainer).getByLabel('Names').selectOption({ label: typed })
  await expect(panel(trainer).getByLabel('Standings')).not.toBeChecked()
  await panel(trainer).getByText('Answers by telephone').click()
  const code = await openRoom(trainer, typed)
  const ada = await aPerson(browser, `${site.join}#${code.replace('-', '')}`, 'Ada')
  await askAll(trainer, { words: 'garden centre', right: [ada], wrong: [] })
  await ada.getByText('What the trainer can see').click()
  await expect(ada.getByText('Others in the class see only how many chose each option.', { exact: true })).toBeVisible()
  await panel(trainer)
    .getByText(/^The room/)
    .click()
  await expect(panel(trainer).getByRole('listitem')).toContainText('Ada')
  await expect(panel(trainer).getByLabel('Let everybody see this name')).toHaveCount(0)
  await expect(panel(trainer).getByRole('button', { name: 'Show the standings' })).toHaveCount(0)
})

test('standings show places by right answers, and a typed name once the trainer has approved it', async ({
  browser,
  site,
}) => {
  const trainer = await aTrainer(browser, site)
  const code = await openRoom(trainer, typed, { hasStandings: true })
  const address = `${site.join}#${code.replace('-', '')}`
  const ada = await aPerson(browser, address, 'Ada')
  const ben = await aPerson(browser, address, 'Ben')
  const nameless = await aPerson(browser, address, '')
  const everybody = [ada, ben, nameless]
  await ada.getByText('What the trainer can see').click()
  await expect(ada.getByText('and the names of those with most right answers')).toBeVisible()
  const projector = await openProjector(trainer)

  await showStandings(trainer)
  await expect(panel(trainer)).toContainText('There are no standings yet')
  await expect(onProjector(projector)).toHaveCount(0)

  await askAll(trainer, { words: 'garden centre', right: [ada, ben], wrong: [nameless] })
  await askAll(trainer, { words: 'travel desk', right: [ada, nameless], wrong: [ben] })
  await showStandings(trainer)
  const [one, ...others] = await Promise.all(everybody.map(numberOf))
  const places = (first: string, shared: readonly string[]) => [
    { place: 1, name: first, right: 2 },
    ...shared.toSorted((a, b) => a.localeCompare(b)).map((name) => ({ place: 2, name, right: 1 })),
  ]
  const areShown = async (expected: ReturnType<typeof places>) => {
    await expect(onProjector(projector)).toHaveText(expected.map(({ place, name, right }) => `${place}${name}${right}`))
    for (const phone of everybody)
      await expect
        .poll(() => onPhone(phone))
        .toEqual(expected.map(({ place, name, right }) => `${place} ${name}: ${right}`))
  }
  await areShown(places(one ?? '', others))
  await expect(projector.locator('.stage-board')).toContainText('of 2')
  for (const page of [projector, ...everybody]) await expect(page.getByRole('main')).not.toContainText(/Ada|Ben/)

  await panel(trainer)
    .getByText(/^The room/)
    .click()
  await panel(trainer).getByLabel('Let everybody see this name: Ada').check()
  await showStandings(trainer)
  await areShown(places('Ada', others))
  expect([...(await violationsOf(projector, 'projector')), ...(await violationsOf(ada, 'phone'))]).toEqual([])

  // What lies over the class goes when the class goes on.
  await trainer.keyboard.press('PageDown')
  await expect(onProjector(projector)).toHaveCount(0)
  await expect(ben.locator('.verdict')).toBeVisible()
})
