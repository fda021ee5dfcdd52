/** A consistent copy of an LMDB folder, also while another process writes to it. */
import { mkdirSync, rmSync } from 'node:fs'
import { open } from 'lmdb'

export const copyDatabase = async (from: string, to: string): Promise<void> => {
  rmSync(to, { recursive: true, force: true })
  mkdirSync(to, { recursive: true, mode: 0o700 })
  const environment = open({ path: from, noSubdir: false, readOnly: true } as object)
  try {
    await environment.backup(to, true)
  } finally {
    await environment.close()
  }
}
