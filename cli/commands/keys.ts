/** `maru keys`: makes a signing key, or says what a key file's account is called. */
import { readFile, writeFile } from 'node:fs/promises'
import { createSeed, seedToHex, signerFromSeed } from '@maru/client/keys.ts'
import { bytesToHex, hexToBytes } from '@maru/kernel/codec/hex.ts'
import { parseOptions, UsageError, type Command } from '../terminal.ts'

const help = `Usage: maru keys create FILE | maru keys show FILE   [--json]

A key file holds one Ed25519 seed, 64 hexadecimal digits, readable by its owner only. Keep it: nobody can make it again.

Examples:
  maru keys create me.key      make a key; it is never overwritten
  maru keys show me.key        its public key, and the account it founds when a registrar enrols it`

export const keysCommand: Command = {
  name: 'keys',
  summary: 'make and show signing keys',
  help,
  run: async (args, terminal) => {
    const { positionals } = parseOptions(args, {}, help)
    const [verb, path] = positionals
    if ((verb !== 'create' && verb !== 'show') || !path)
      throw new UsageError('say: maru keys create FILE, or maru keys show FILE', help)
    if (verb === 'create') await writeNew(path, `${seedToHex(createSeed())}\n`)
    const text = (await readFile(path, 'utf8')).trim()
    if (!/^[0-9a-f]{64}$/.test(text))
      throw new UsageError(`${path} holds no key: 64 hexadecimal digits are expected`)
    const signer = signerFromSeed(hexToBytes(text))
    const publicKey = bytesToHex(signer.publicKey)
    terminal.line(`public key ${publicKey}\naccount    ${signer.keyId}`)
    terminal.answer({ ok: true, publicKey, account: signer.keyId })
    return 0
  },
}

const writeNew = (path: string, text: string): Promise<void> =>
  writeFile(path, text, { mode: 0o600, flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EEXIST'
      ? new UsageError(`${path} exists already; keys are never overwritten`)
      : error
  })
