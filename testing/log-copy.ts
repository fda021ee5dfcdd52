/** A log in memory that a test may change byte by byte, and a recount of it. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { host } from '../cli/host.ts'
import type { VerifySignature } from '@maru/kernel/crypto/host.ts'
import { services } from '@maru/services/index.ts'
import type { LogSource } from '@maru/verifier/log-reader.ts'
import { recount, type Recount } from '@maru/verifier/recount.ts'
import { LogProblem, type Problem } from '@maru/verifier/report.ts'
import { folderSource } from '@maru/verifier/sources.ts'

export interface LogCopy {
  readonly vkey: string
  /** By path: `checkpoint`, `tile/0/000`. */
  readonly files: ReadonlyMap<string, Uint8Array>
}

export const copyLog = async (folder: string): Promise<LogCopy> => {
  const source = await folderSource(folder)
  const files = new Map<string, Uint8Array>()
  for (const path of (await source.list?.()) ?? [])
    files.set(path, Uint8Array.from((await source.read(path))!))
  return { files, vkey: await readFile(join(folder, 'vkey'), 'utf8') }
}

/** `undefined` takes the file away. */
export const withFile = (log: LogCopy, path: string, bytes: Uint8Array | undefined): LogCopy => {
  const files = new Map(log.files)
  if (bytes) files.set(path, bytes)
  else files.delete(path)
  return { ...log, files }
}

export const withFlippedByte = (bytes: Uint8Array, at: number, mask: number): Uint8Array => {
  // Not `slice`: a Buffer's would share its bytes with the original.
  const flipped = Uint8Array.from(bytes)
  flipped[at]! ^= mask
  return flipped
}

export const recountCopy = (
  { files, vkey }: LogCopy,
  verifySignature = host.verifySignature,
): Promise<Recount> => {
  const source: LogSource = {
    read: (path) => Promise.resolve(files.get(path)),
    list: () => Promise.resolve([...files.keys()]),
  }
  return recount({ source, vkey, services, ...host, verifySignature })
}

/** What a recount finds wrong; undefined when it finds nothing. Anything but a LogProblem is thrown on. */
export const problemOf = (log: LogCopy, verifySignature?: VerifySignature): Promise<Problem | undefined> =>
  recountCopy(log, verifySignature).then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof LogProblem) return error.problem
      throw error
    },
  )

/** Checks each signature once, for tests that recount nearly the same log hundreds of times. */
export const rememberSignatures = (): VerifySignature => {
  const known = new Map<string, Promise<boolean>>()
  return (check) => {
    const { publicKey, message, signature } = check
    const name = Buffer.concat([host.hash(message), publicKey, signature]).toString('latin1')
    let valid = known.get(name)
    if (!valid) known.set(name, (valid = host.verifySignature(check)))
    return valid
  }
}
