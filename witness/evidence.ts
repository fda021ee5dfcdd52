/** Files that prove that a log has shown two logs, as this witness came to see them (kernel/log/split-view.ts). */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from '@maru/engines/host.ts'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { formatSplitView, type SplitView } from '@maru/kernel/log/split-view.ts'
import { replaceDurably } from './memory.ts'

export interface Evidence {
  readonly keep: (splitView: SplitView) => void
  /** Names of the files. */
  readonly list: () => readonly string[]
  readonly read: (name: string) => string | undefined
}

export const openEvidence = (folder: string): Evidence => {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const names = new Set(
    readdirSync(folder)
      .filter((name) => NAME.test(name))
      .sort(),
  )
  return {
    keep: (splitView) => {
      const file = formatSplitView(splitView)
      const name = `${bytesToHex(sha256(Buffer.from(file))).slice(0, 16)}.split-view`
      if (names.has(name) || names.size >= FILES_MAX) return
      replaceDurably(join(folder, name), file)
      names.add(name)
    },
    list: () => [...names],
    read: (name) => (names.has(name) ? readFileSync(join(folder, name), 'utf8') : undefined),
  }
}

const NAME = /^[0-9a-f]{16}\.split-view$/

/** One is enough; a log that shows a new one with every request does not fill the disk. */
const FILES_MAX = 100
