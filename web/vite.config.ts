import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { chunkOf } from './build/chunks.ts'
import { compressed } from './build/compressed.ts'
import { fonts } from './build/fonts.ts'
import { hashOfInputs, onlyInputs } from './build/inputs.ts'
import { messages } from './build/messages.ts'
import { preloads } from './build/preloads.ts'
import { tokens } from './build/tokens.ts'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** `npx vite web` serves the app while it is worked on, with the API of a city that runs beside it. */
const city = 'http://127.0.0.1:4321'

export default defineConfig({
  root: here('.'),
  cacheDir: here('../node_modules/.cache/vite'),
  plugins: [react(), messages(), tokens(), fonts(), preloads(), compressed(), onlyInputs()],
  resolve: { alias: { crypto: here('build/browser-crypto.ts') } },
  // A service worker of another name takes the place of the last one, with everything it has kept.
  define: { buildName: JSON.stringify(hashOfInputs()) },
  // What only few questions need, as WebAssembly, is then a file of its own.
  worker: { format: 'es' },
  build: {
    outDir: here('dist'),
    emptyOutDir: true,
    target: ['chrome111', 'firefox114', 'safari16.4'],
    modulePreload: { polyfill: false },
    // The policy lets no data: images in, and files are fetched only when they are needed.
    assetsInlineLimit: 0,
    // One style sheet: all of them together are 15 KB, compressed.
    cssCodeSplit: false,
    rolldownOptions: {
      checks: { pluginTimings: false },
      input: { index: here('index.html'), 'service-worker': here('service-worker.ts') },
      output: {
        codeSplitting: { groups: [{ name: chunkOf }], includeDependenciesRecursively: false },
        // A service worker's address must stay the same.
        entryFileNames: ({ name }) =>
          name === 'service-worker' ? 'service-worker.js' : 'assets/[name]-[hash].js',
      },
    },
  },
  server: { proxy: { '/api': city, '/log': city, '/openapi.json': city } },
})
