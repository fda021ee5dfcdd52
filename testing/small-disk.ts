/** A disk that can be filled in no time: a tmpfs of some kilobytes. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const mount = (...parameters: string[]): boolean => spawnSync('mount', parameters).status === 0

/** False where a test can mount one; else why not, for a test that is skipped. */
export const cannotMount = (): string | false => {
  const probe = spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'none', '/mnt'])
  return probe.status === 0 ? false : 'needs the right to mount a small disk'
}

/** A folder that is not there yet, on a disk of its own. `grow` makes room on it. */
export const onSmallDisk = async (
  sizeKb: number,
  run: (folder: string, grow: () => void) => Promise<void>,
): Promise<void> => {
  const disk = await mkdtemp(join(tmpdir(), 'maru-full-'))
  assert.ok(mount('-t', 'tmpfs', '-o', `size=${sizeKb}k`, 'maru-full', disk))
  try {
    await run(join(disk, 'data'), () => assert.ok(mount('-o', 'remount,size=200m', disk)))
  } finally {
    spawnSync('umount', ['--lazy', disk])
    await rm(disk, { recursive: true, force: true })
  }
}
