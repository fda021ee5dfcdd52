/** What the built app is made of: it is built again when one of these files changes. */
import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** Korean as people write it, for the font. */
export const sample = 'cli/start/stories/*.ts'

const patterns = [
  sample,
  'web/**/*',
  '{kernel,services,cities,client,verifier}/**/*.{ts,tsx,css,json}',
  'package-lock.json',
]

/** Hexadecimal, 16 digits: the name of this state of the app. */
export const hashOfInputs = (): string => {
  const hash = createHash('sha256')
  const files = globSync(patterns, {
    cwd: root,
    withFileTypes: true,
    exclude: (entry) =>
      ['node_modules', 'dist', 'vectors'].includes(typeof entry === 'string' ? entry : entry.name),
  })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  for (const file of files) hash.update(`${file.slice(root.length)}\n`).update(readFileSync(file))
  return hash.digest('hex').slice(0, 16)
}
