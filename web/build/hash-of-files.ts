/** A name for the state of some files, by which what was made from them is known to be made from just these. */
import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Hexadecimal, 16 digits. Tests, and what packages and builds put beside the sources, have no say in it. */
export const hashOfFiles = (root: string, patterns: readonly string[]): string => {
  const hash = createHash('sha256')
  const found = globSync(patterns, {
    cwd: root,
    withFileTypes: true,
    exclude: ({ name }) => name === 'node_modules' || name === 'dist',
  })
  const files = found
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  for (const file of files) {
    const bytes = readFileSync(file)
    // With the length, no two lists of files read as the same bytes.
    hash.update(`${file.slice(root.length)}\n${bytes.length}\n`).update(bytes)
  }
  return hash.digest('hex').slice(0, 16)
}
