import solid from 'vite-plugin-solid'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    coverage: { include: ['src/core/**'] },
    // No test is about time: a slow machine is not a defect of ours.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/{core,catalogue,content,store,offline,wire,server,house}/**/*.test.ts'],
        },
      },
      {
        plugins: [solid()],
        test: {
          name: 'dom',
          environment: 'jsdom',
          include: ['test/islands/**/*.test.tsx'],
          setupFiles: ['test/support/dom.ts'],
        },
      },
    ],
  },
})
