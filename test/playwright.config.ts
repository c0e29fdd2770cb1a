import { defineConfig } from '@playwright/test'
import { findChromium } from '../src/tools/chromium.mjs'

// Another port lets two clones run their journeys at once.
const port = Number(process.env['JOURNEYS_PORT'] ?? 4319)
const executablePath = await findChromium()

export default defineConfig({
  testDir: 'journeys',
  outputDir: '../test-results',
  fullyParallel: true,
  workers: 2,
  // No journey is about time: a slow machine is not a defect of ours.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  // A browser that starves beside others may lose a click. What passes the second time is told as flaky; what is broken
  // fails twice.
  retries: 1,
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list']],
  use: {
    baseURL: `http://localhost:${port}`,
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      // Root in a container has no user namespaces; the other switches keep Chromium from calling home.
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
    },
    trace: 'retain-on-failure',
    // What a service worker asks for passes by the routes that journeys set; those that need one allow it.
    serviceWorkers: 'block',
  },
  webServer: {
    command: 'node src/server/serve.ts',
    cwd: '..',
    env: { PORT: String(port) },
    url: `http://localhost:${port}/`,
    reuseExistingServer: false,
  },
})
