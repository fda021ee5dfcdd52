/** What the machine itself can do: signature checks on all cores, and forced writes to the disk. */
import { verify } from 'node:crypto'
import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { host } from '@maru/cli/host.ts'
import { developmentSigner } from '@maru/client/keys.ts'
import { median } from './row.ts'

/**
 * Ed25519 checks per second with every core at work, median of five rounds: Node's own, by OpenSSL on libuv's pool. That
 * is what all goals are given in, so that they mean the same with whatever library votes are checked by.
 */
export const signatureLimit = async (): Promise<number> => {
  const { sign, publicKey } = developmentSigner('bench')
  const message = new Uint8Array(250).fill(1)
  const signature = sign(message)
  const key = { key: publicKey, format: 'raw-public', asymmetricKeyType: 'ed25519' } as any
  const check = (): Promise<boolean> =>
    new Promise((resolve) =>
      verify(null, message, key, signature, (error, valid) => resolve(!error && valid)),
    )
  return rateOf(check)
}

/** The same checks as engines and recounts have them made. */
export const ownSignatureLimit = (): Promise<number> => {
  const { sign, publicKey } = developmentSigner('bench')
  const message = new Uint8Array(250).fill(1)
  const check = { algorithm: 'Ed25519', publicKey, message, signature: sign(message) } as const
  return rateOf(() => host.verifySignature(check))
}

const rateOf = async (check: () => Promise<boolean>): Promise<number> => {
  const rounds: number[] = []
  for (let round = 0; round < 5; round++) {
    const count = 6_000
    const startedAt = performance.now()
    await Promise.all(Array.from({ length: count }, check))
    rounds.push((1000 * count) / (performance.now() - startedAt))
  }
  return median(rounds)
}

/** Forced 64 KB appends per second: what one block costs at least. */
export const fsyncLimit = (): number => {
  const folder = mkdtempSync(join(tmpdir(), 'maru-bench-'))
  const file = openSync(join(folder, 'file'), 'w')
  const block = new Uint8Array(65_536)
  const times: number[] = []
  for (let round = 0; round < 200; round++) {
    const startedAt = performance.now()
    writeSync(file, block)
    fdatasyncSync(file)
    times.push(performance.now() - startedAt)
  }
  closeSync(file)
  rmSync(folder, { recursive: true })
  return 1000 / median(times)
}
