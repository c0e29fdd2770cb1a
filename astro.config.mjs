import mdx from '@astrojs/mdx'
import solid from '@astrojs/solid-js'
import { defineConfig } from 'astro/config'
import { generateHydrationScript } from 'solid-js/web'
import { absentStyles } from './src/tools/absent-styles.ts'
import { compress } from './src/tools/compress.ts'
import { ownRuntime } from './src/tools/own-runtime.ts'
import { checkLinks } from './src/tools/check-links.ts'
import { checkContent } from './src/tools/check-content.ts'
import { tightenPolicy } from './src/tools/tighten-policy.ts'
import { serviceWorker } from './src/tools/service-worker.ts'
import { inlineScripts, inlineStyles, sha256 } from './src/tools/inline.ts'

// Where “Report this question” leads: an e-mail address, or the address of a form for new issues
// (https://…/issues/new). Empty: readers are offered the text to copy.
const reportTo = process.env.REPORT_TO ?? ''

const hydration = /<script[^>]*>([\s\S]*?)<\/script>/.exec(generateHydrationScript())?.[1] ?? ''

export default defineConfig({
  site: process.env.SITE ?? 'http://localhost:4321',
  base: process.env.BASE ?? '/',
  trailingSlash: 'always',
  prerenderConflictBehavior: 'error',
  srcDir: './src',
  publicDir: './public',
  integrations: [
    checkContent(),
    mdx(),
    solid(),
    absentStyles(),
    checkLinks(),
    tightenPolicy(),
    compress(),
    serviceWorker(),
  ],
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
    plugins: [ownRuntime()],
    define: { 'import.meta.env.REPORT_TO': JSON.stringify(reportTo) },
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
              // Without what Astro adds to the names of page scripts: they stand in the HTML of every page.
              entryFileNames: ({ name }) => `_astro/${name.replace(/\.astro_.*/, '').replace(/\W/g, '_')}.[hash].js`,
              // Few files: each costs a request at load, and a hash in the policy of every page. What the shell of a lesson
              // needs, what every island shares, and what the exam room needs stay apart, so that none drags in another.
              codeSplitting: {
                groups: [
                  // First, so that no group below takes the copies that the page for telephones has of its own.
                  { name: 'join', test: /\?own$|src\/islands\/join\//, priority: 9 },
                  {
                    name: 'device',
                    test: /src\/(islands\/primitives\/device|store\/(queue|ids|learners|tables|witness)|core\/result)\.ts|rolldown.runtime/,
                    priority: 5,
                  },
                  {
                    name: 'island',
                    test: /node_modules\/solid-js|src\/(islands\/(primitives\/(?!QrCode|qr|copy|CopyButton)|exam\/(clock|paths|signposts)|quiz\/(marking-rule|LazyArrangement|\w+\.css)|report\/report\.css|practice\/review-list)|core\/(certainty|interval|marking|option-order|practice|question|random|requirement))/,
                    priority: 4,
                  },
                  {
                    name: 'qr',
                    test: /node_modules\/uqr|src\/islands\/(primitives\/(QrCode|qr)|class-report\/form-link)/,
                    priority: 4,
                  },
                  // The class report and the pages of a trainer's own questions have them at once; the presenter when asked.
                  {
                    name: 'own',
                    test: /src\/(islands\/(class-report\/words|own-questions\/own-work)|core\/own-)/,
                    priority: 0,
                  },
                  {
                    name: 'classroom',
                    test: /src\/(islands\/classroom\/(class-data|picture|words|time-text|windows|keys|createReading|Clocks|Notes|live\/leading)|core\/(agenda|class-plan|lead|live-question|presenting|run-sheet|shown)\.ts)/,
                    priority: 3,
                  },
                  { name: 'copy', test: /src\/islands\/primitives\/(copy|CopyButton)/, priority: 3 },
                  // Paper needs the names of the parts, and not what is answered with on a screen.
                  { name: 'finding-words', test: /src\/islands\/quiz\/finding-words/, priority: 5 },
                  {
                    name: 'arrangement',
                    test: /src\/islands\/quiz\/(Arrangement|Building|Classifying|Matching|Ordering)/,
                    priority: 2,
                  },
                  {
                    name: 'question',
                    test: /src\/islands\/(quiz\/(AnswerReview|LazyFindingReview|Quiz|review)|notes\/LazyAfterAnswer)/,
                    priority: 3,
                  },
                  { name: 'sha256', test: /src\/((core|store)\/sha256|store\/checks)/, priority: 5 },
                  { name: 'draft', test: /src\/islands\/(notes\/createDraft|speech\/voices)/, priority: 4 },
                  {
                    name: 'notes',
                    test: /src\/(core\/(quote|sentence)|islands\/notes\/(adopt-styles|page-text|paint|createAnnotations|NoteBox|NoteField))/,
                    priority: 3,
                  },
                  {
                    name: 'speech',
                    test: /src\/(core\/speech|islands\/speech\/(?!PageSpeech|voices))/,
                    priority: 3,
                  },
                  {
                    name: 'search',
                    test: /src\/islands\/search\/(createSearch|SearchResults|query-words|entries|protocol)/,
                    priority: 3,
                  },
                  {
                    name: 'keeping',
                    test: /src\/islands\/(keeping\/(?!ask)|progress\/real-results)/,
                    priority: 4,
                  },
                  {
                    name: 'study',
                    test: /node_modules\/ts-fsrs|src\/(islands\/(study|notes\/words)|core\/(beta-binomial|calibration|chance|daily|mastery|readiness|schedule|selection|study-plan))/,
                    priority: 3,
                  },
                  {
                    name: 'workbook',
                    test: /src\/(islands\/workbook\/(?!exporting|xlsx|ImportDesk)|core\/workbook(-checks)?\.ts)/,
                    priority: 3,
                  },
                  {
                    name: 'exam',
                    test: /src\/(islands\/exam|core)\/(?!Result|parts|book|Notes|Reference|KeysDialog|SettingsDialog|Tutorial|export-text|Start|StillRunning|Attempts|plan|extra-time|form|mocks|custom|Custom|profile|paper|placement|regrade|rubric|drill|trend|agenda|class-plan|lead\.|live-question|presenting|run-sheet|shown|AttemptTrend|export-table|csv|sha256|sha512|workbook|result-token|class-report|item-statistics|own-)\w/,
                    priority: 2,
                  },
                  {
                    name: 'start',
                    test: /src\/(islands\/exam\/(Start|StillRunning|plan|extra-time|form|custom-)|core\/(custom|form|mocks|profile))/,
                    priority: 1,
                  },
                  { name: 'result', test: /src\/(islands\/(exam\/Result|report)|core\/regrade)/, priority: 1 },
                ],
              },
            },
          },
        },
      },
    },
  },
})
