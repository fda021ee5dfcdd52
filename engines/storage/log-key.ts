/** The key that signs checkpoints: made at the first start, and the one file of the folder to keep secret. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createVkey, formatVkey, LOG_KEY, type Vkey } from '@maru/kernel/log/vkey.ts'
import type { Sign } from '@maru/kernel/log/ports.ts'
import { sha256 } from '../host.ts'
import { StartError } from './errors.ts'
import { openKeyFile, readIfThere } from './key-file.ts'

export interface LogKey {
  readonly vkey: Vkey
  readonly sign: Sign
  /** Known to this folder only: what the journal's checksums are mixed with. */
  readonly secret: Uint8Array
}

export const openLogKey = (folder: string, origin: string): LogKey => {
  const path = join(folder, 'key')
  const { publicKey, sign, pem } = openKeyFile(path)
  const vkey = createVkey(sha256, origin, LOG_KEY, publicKey)
  const vkeyPath = join(folder, 'vkey')
  const known = readIfThere(vkeyPath)
  if (known !== undefined && known.trim() !== formatVkey(vkey)) {
    throw new StartError(
      'E3-other-chain',
      `the key in ${path} for the origin ${origin} is not the one in ${vkeyPath} (${known.trim()}).`,
    )
  }
  if (known === undefined) writeFileSync(vkeyPath, `${formatVkey(vkey)}\n`)
  return { vkey, sign, secret: sha256(Buffer.from(`journal ${pem}`)) }
}
