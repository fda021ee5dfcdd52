/** What a log says happened, act by act, to hold what voters saw against it. */
import { createHash } from 'node:crypto'
import { host } from '@maru/cli/host.ts'
import { decodeEntry } from '@maru/kernel/entry.ts'
import { parseTransaction } from '@maru/kernel/transaction.ts'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readCheckpoint, readEntries } from '@maru/verifier/log-reader.ts'
import { folderSource } from '@maru/verifier/sources.ts'

export interface LoggedAct {
  readonly index: number
  readonly height: number
  readonly id: string
  readonly action: string
  readonly account: string
  readonly proposal: number
}

export interface ReadLog {
  readonly size: number
  /** Over all entries, byte by byte. */
  readonly digest: string
  /** Ids of all transactions, in order. */
  readonly ids: readonly string[]
  /** Supports given and taken back, in order. */
  readonly acts: readonly LoggedAct[]
}

export const readLog = async (folder: string): Promise<ReadLog> => {
  const source = await folderSource(folder)
  const vkey = await readFile(join(folder, 'vkey'), 'utf8')
  const checkpoint = await readCheckpoint(source, { vkey }, host.hash, host.verifyEd25519)
  const digest = createHash('sha256')
  const ids: string[] = []
  const acts: LoggedAct[] = []
  let sealed = 0
  let index = 0
  let open: Omit<LoggedAct, 'height'>[] = []
  for await (const entries of readEntries(source, checkpoint, host.hash)) {
    for (const bytes of entries) {
      digest.update(`${bytes.length}:`).update(bytes)
      const entry = decodeEntry(bytes)
      if (entry?.kind === 'transaction') {
        const parsed = parseTransaction(entry.bytes, host.hash)
        if (!parsed.ok) throw new Error(`entry ${index} is no transaction: ${parsed.refusal.code}`)
        const { id, action, keyId, input } = parsed.value
        ids.push(id)
        if (action === 'support-proposal' || action === 'withdraw-support')
          open.push({ index, id, action, account: keyId, proposal: (input as { proposal: number }).proposal })
      } else if (entry?.kind === 'seal') {
        const { height } = entry.seal
        acts.push(...open.map((act) => ({ ...act, height })))
        open = []
        sealed = height
      }
      index++
    }
  }
  if (open.length > 0) throw new Error(`the log ends within a block, after height ${sealed}`)
  return { size: checkpoint.size, digest: digest.digest('hex'), ids, acts }
}
