import mdx from '@astrojs/mdx'
import solid from '@astrojs/solid-js'
import { defineConfig } from 'astro/config'
import { generateHydrationScript } from 'solid-js/web'
import { compress } from './src/tools/compress.ts'
import { checkLinks } from './src/tools/check-links.ts'
import { checkContent } from './src/tools/check-content.ts'
import { inlineScripts, inlineStyles, sha256 } from './src/tools/inline.ts'

const hydration = /<script[^>]*>([\s\S]*?)<\/script>/.exec(generateHydrationScript())?.[1] ?? ''

export default defineConfig({
  site: process.env.SITE ?? 'http://localhost:4321',
  base: process.env.BASE ?? '/',
  trailingSlash: 'always',
  prerenderConflictBehavior: 'error',
  srcDir: './src',
  publicDir: './public',
  integrations: [checkContent(), mdx(), solid(), checkLinks(), compress()],
  // Sätteri is the default Markdown pipeline; Prism because Shiki's inline styles break the policy below.
  markdown: { syntaxHighlight: 'prism' },
  security: {
    csp: {
      scriptDirective: { hashes: [hydration, ...inlineScripts].map(sha256) },
      styleDirective: { hashes: inlineStyles.map(sha256) },
      directives: [
        "default-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
      ],
    },
  },
  vite: {
    // The modern build of Dexie is smaller; every browser that runs the rest runs it.
    resolve: { alias: [{ find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.mjs' }] },
    build: {
      // One warning per MDX file says nothing about ours.
      rolldownOptions: { onLog: (level, log, handle) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && handle(level, log) },
    },
    environments: {
      client: {
        build: {
          rolldownOptions: {
            output: {
              // Few files: each costs a request at load, and a hash in the policy of every page. What the shell of a lesson
              // needs, what every island shares, and what the exam room needs stay apart, so that none drags in another.
              codeSplitting: {
                groups: [
                  {
                    name: 'device',
                    test: /src\/(islands\/primitives\/device|store\/(queue|ids)|core\/result)\.ts/,
                    priority: 3,
                  },
                  {
                    name: 'island',
                    test: /node_modules\/solid-js|src\/(islands\/primitives\/(address|mounted)|core\/(certainty|interval|marking|option-order|practice|question|random))\.ts/,
                    priority: 2,
                  },
                  {
                    name: 'exam',
                    test: /src\/(islands\/(exam|primitives)|core)\/(?!Result|Tutorial|export-text|Start|StillRunning|Attempts|plan|extra-time|form|profile|createFetched)\w/,
                    priority: 1,
                  },
                ],
              },
            },
          },
        },
      },
    },
  },
})
