/** The key of a validator's machine: it has an account from the genesis on, and reports what the machine sees. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { seedToHex, signerFromSeed, type Signer } from '@maru/client/keys.ts'
import { hexToBytes } from '@maru/kernel/codec/hex.ts'

const pathIn = (folder: string): string => join(folder, 'machine-key')

export const writeMachineKey = (folder: string, seed: Uint8Array): void =>
  writeFileSync(pathIn(folder), `${seedToHex(seed)}\n`, { mode: 0o600, flag: 'wx' })

/** Undefined where the machine has none: then it reports nothing by itself. */
export const readMachineKey = (folder: string): Signer | undefined => {
  const path = pathIn(folder)
  return existsSync(path) ? signerFromSeed(hexToBytes(readFileSync(path, 'utf8').trim())) : undefined
}
