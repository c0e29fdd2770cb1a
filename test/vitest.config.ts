import solid from 'vite-plugin-solid'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    coverage: { include: ['src/core/**'] },
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/{core,catalogue,content,store,house}/**/*.test.ts'],
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
