/** The reader of another team, in another language (c2sp.org/tlog-tiles): it recomputes every tile from the entries. */
import { execFile, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

const version = 'v1.0.4'
const programs = join(import.meta.dirname, '../node_modules/.cache/go', version)
const program = join(programs, 'fsck')

/** False when it is there; else why it is not, for a test that is skipped. */
export const installFsck = (): string | false => {
  if (existsSync(program)) return false
  const { error, status } = spawnSync(
    'go',
    ['install', `github.com/transparency-dev/tessera/cmd/fsck@${version}`],
    { env: { ...process.env, GOBIN: programs }, stdio: 'pipe', timeout: 300_000 },
  )
  if (error) return 'needs go, to install the fsck of Tessera'
  return status === 0 ? false : 'go could not install the fsck of Tessera (no network?)'
}

/** Rejects when it finds anything wrong with the log at this address. */
export const runFsck = async (url: string, vkeyPath: string, origin: string): Promise<void> => {
  const flags = [
    `--storage_url=${url}/`,
    `--public_key=${vkeyPath}`,
    `--origin=${origin}`,
    '--N=4',
    '--ui=false',
  ]
  await promisify(execFile)(program, flags)
}
