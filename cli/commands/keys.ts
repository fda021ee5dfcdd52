/** `maru keys`: makes a signing key, says what its account is called, and proves that one has it. */
import { readFile, writeFile } from 'node:fs/promises'
import { createSeed, seedToHex, signerFromSeed } from '@maru/client/keys.ts'
import { newKey } from '@maru/client/new-key.ts'
import { bytesToHex, hexToBytes } from '@maru/kernel/codec/hex.ts'
import { parseOptions, UsageError, type Command } from '../terminal.ts'

const help = `Usage: maru keys create FILE | maru keys show FILE | maru keys prove FILE CHAIN [ACCOUNT]   [--json]

A key file holds one Ed25519 seed, 64 hexadecimal digits, readable by its owner only. Keep it: nobody can make it again.

Examples:
  maru keys create me.key      make a key; it is never overwritten
  maru keys show me.key        its public key, and the account it founds when a registrar enrols it
  maru keys prove me.key seoul-1
                               what the registrar of the city seoul-1 needs besides, to enrol it
  maru keys prove phone.key seoul-1 ACCOUNT
                               what ACCOUNT needs to add it as one more device`

export const keysCommand: Command = {
  name: 'keys',
  summary: 'make, show and prove signing keys',
  help,
  run: async (args, terminal) => {
    const { positionals } = parseOptions(args, {}, help)
    const [verb = '', path, chain, account] = positionals
    if (!['create', 'show', 'prove'].includes(verb) || !path || (verb !== 'prove' && chain !== undefined))
      throw new UsageError(
        'say: maru keys create FILE, maru keys show FILE, or maru keys prove FILE CHAIN',
        help,
      )
    if (verb === 'prove' && chain === undefined)
      throw new UsageError('name the city for which the key signs: maru keys prove FILE CHAIN', help)
    if (account !== undefined && !/^[0-9a-f]{40}$/.test(account))
      throw new UsageError('an account has 40 hexadecimal digits', help)
    if (verb === 'create') await writeNew(path, `${seedToHex(createSeed())}\n`)
    const text = (await readFile(path, 'utf8')).trim()
    if (!/^[0-9a-f]{64}$/.test(text))
      throw new UsageError(`${path} holds no key: 64 hexadecimal digits are expected`)
    const signer = signerFromSeed(hexToBytes(text))
    const publicKey = bytesToHex(signer.publicKey)
    terminal.line(`public key ${publicKey}\naccount    ${account ?? signer.keyId}`)
    const proof = chain === undefined ? undefined : bytesToHex(newKey(signer, chain, account).proof)
    if (proof !== undefined) terminal.line(`proof      ${proof}`)
    terminal.answer({
      ok: true,
      publicKey,
      account: account ?? signer.keyId,
      ...(proof !== undefined && { proof }),
    })
    return 0
  },
}

const writeNew = (path: string, text: string): Promise<void> =>
  writeFile(path, text, { mode: 0o600, flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EEXIST'
      ? new UsageError(`${path} exists already; keys are never overwritten`)
      : error
  })
