/** An Ed25519 key in a file of its own: made where there is none, readable by its owner only, never overwritten. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import type { Sign } from '@maru/kernel/log/ports.ts'

export interface KeyFile {
  readonly publicKey: Uint8Array
  readonly sign: Sign
  readonly pem: string
}

export const openKeyFile = (path: string): KeyFile => {
  const pem = readIfThere(path) ?? makeKey(path)
  const privateKey = createPrivateKey(pem)
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' })
  return {
    publicKey: Uint8Array.from(Buffer.from(x as string, 'base64url')),
    sign: (message) => sign(null, message, privateKey),
    pem,
  }
}

export const readIfThere = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

const makeKey = (path: string): string => {
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })
  const fd = openSync(path, 'wx', 0o600)
  writeSync(fd, pem)
  fsyncSync(fd)
  closeSync(fd)
  return pem
}
