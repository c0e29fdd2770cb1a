import { join } from 'node:path'
import { expect, test as base, type BrowserContext, type Page } from '@playwright/test'
import { openHost } from './plain-host.ts'

export const dist = join(import.meta.dirname, '../../dist')

export type Host = Awaited<ReturnType<typeof openHost>>

/** A journey on a device that keeps the site. Each has a host of its own, because it stops it. */
export const keptTest = base.extend<{ host: Host }>({
  // oxlint-disable-next-line no-empty-pattern
  host: async ({}, use) => {
    const host = await openHost(dist)
    await use(host)
    await host.stop()
  },
  baseURL: async ({ host }, use) => use(host.url),
  serviceWorkers: 'allow',
})

/** The connection is gone for the device, and the host for whoever does not believe it. */
export async function goOffline(host: Host, context: BrowserContext) {
  await context.setOffline(true)
  await host.stop()
}

export async function goOnline(host: Host, context: BrowserContext) {
  await host.start()
  await context.setOffline(false)
}

export async function keepCourse(page: Page) {
  await page.goto('/courses/foundation/')
  await page.getByRole('button', { name: /^Keep this course offline \(\d+\.\d MB\)$/ }).click()
  await expect(page.getByText(/^Kept on this device \(\d+\.\d MB\)/)).toBeVisible({ timeout: 50_000 })
}
