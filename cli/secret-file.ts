/** Secrets that the environment names the files of. */
import { readFileSync, statSync } from 'node:fs'
import { UsageError } from './terminal.ts'

/** Throws a UsageError that names the variable. `isStrict`: nobody else on this machine may read it. */
export const readSecret = (path: string, variable: string, isStrict: boolean): string => {
  try {
    if (isStrict && (statSync(path).mode & 0o077) !== 0)
      throw new UsageError(`${path} can be read by others on this machine: chmod 600 it`)
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(`${variable}: ${(error as Error).message}`)
  }
}
