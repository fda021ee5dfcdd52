/** The key that signs checkpoints: made at the first start, and the one file of the folder to keep secret. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { createVkey, formatVkey, LOG_KEY, type Vkey } from '@maru/kernel/log/vkey.ts'
import type { Sign } from '@maru/kernel/log/ports.ts'
import { sha256 } from '../host.ts'
import { StartError } from './errors.ts'

export interface LogKey {
  readonly vkey: Vkey
  readonly sign: Sign
  /** Known to this folder only: what the journal's checksums are mixed with. */
  readonly secret: Uint8Array
}

export const openLogKey = (folder: string, origin: string): LogKey => {
  const path = join(folder, 'key')
  const pem = readOrMake(path)
  const privateKey = createPrivateKey(pem)
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' })
  const vkey = createVkey(sha256, origin, LOG_KEY, Uint8Array.from(Buffer.from(x as string, 'base64url')))
  const vkeyPath = join(folder, 'vkey')
  const known = readIfThere(vkeyPath)
  if (known !== undefined && known.trim() !== formatVkey(vkey)) {
    throw new StartError(
      'E3-other-chain',
      `the key in ${path} for the origin ${origin} is not the one in ${vkeyPath} (${known.trim()}).`,
    )
  }
  if (known === undefined) writeFileSync(vkeyPath, `${formatVkey(vkey)}\n`)
  return {
    vkey,
    sign: (message) => sign(null, message, privateKey),
    secret: sha256(Buffer.from(`journal ${pem}`)),
  }
}

const readOrMake = (path: string): string => {
  const known = readIfThere(path)
  if (known !== undefined) return known
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })
  const fd = openSync(path, 'wx', 0o600)
  writeSync(fd, pem)
  fsyncSync(fd)
  closeSync(fd)
  return pem
}

const readIfThere = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
