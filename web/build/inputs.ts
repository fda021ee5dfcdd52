/** What the built app is made of: it is built again when one of these files changes. */
import { matchesGlob, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'
import { hashOfFiles } from './hash-of-files.ts'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** Korean as people write it, for the font. */
export const sample = 'cli/start/stories/*.ts'

const patterns = [
  sample,
  'web/**/*',
  '{kernel,services,cities,client,credentials,road,verifier}/**/*.{ts,tsx,css,json}',
  'package-lock.json',
]

/** Hexadecimal, 16 digits: the name of this state of the app. */
export const hashOfInputs = (): string => hashOfFiles(root, patterns)

/** Ends a build that reads a file of which the patterns know nothing: its changes would not be built. */
export const onlyInputs = (): Plugin => ({
  name: 'maru-only-inputs',
  apply: 'build',
  buildEnd() {
    for (const id of this.getModuleIds()) {
      const path = relative(root, id.replace(/\?.*/, ''))
      // What packages ask of Node, which Vite answers with nothing.
      if (id.startsWith('__vite-browser-external')) continue
      if (id.startsWith('\0') || /^\.\.|(?:^|\/)node_modules\//.test(path)) continue
      if (!patterns.some((pattern) => matchesGlob(path, pattern)))
        this.error(`${path} is part of the app: add it to the patterns of web/build/inputs.ts`)
    }
  },
})
