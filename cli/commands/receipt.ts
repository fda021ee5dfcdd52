/** `maru receipt check`: a resident's receipt, checked without asking anybody. */
import { readFile } from 'node:fs/promises'
import { host } from '../host.ts'
import { decodeEntry } from '@maru/kernel/entry.ts'
import { checkProof, parseTlogProof } from '@maru/kernel/log/tlog-proof.ts'
import { parseVkey } from '@maru/kernel/log/vkey.ts'
import { parseTransaction } from '@maru/kernel/transaction.ts'
import { parseOptions, UsageError, type Command } from '../terminal.ts'

const help = `Usage: maru receipt check FILE.tlog-proof --vkey FILE [--entry FILE] [--json]

Checks a receipt offline: that the entry in it stands in the log whose key you name, under a checkpoint which that
log has signed. The entry travels in the receipt; with --entry it is taken from a file instead.

Example:
  maru receipt check my-vote.tlog-proof --vkey seoul.vkey`

export const receiptCommand: Command = {
  name: 'receipt',
  summary: 'check a receipt (.tlog-proof), offline',
  help,
  run: async (args, terminal) => {
    const { values, positionals } = parseOptions(
      args,
      { vkey: { type: 'string' }, entry: { type: 'string' } },
      help,
    )
    const [verb, path] = positionals
    if (verb !== 'check' || !path || positionals.length > 2)
      throw new UsageError('say: maru receipt check FILE', help)
    if (!values.vkey) throw new UsageError("name the file with the log's key: --vkey FILE", help)
    const file = await readFile(path, 'utf8')
    const vkey = parseVkey(host.hash, (await readFile(values.vkey, 'utf8')).trim())
    if (!vkey.ok) throw new UsageError(vkey.message)
    const extra = parseTlogProof(file)
    const entry = values.entry ? await readFile(values.entry) : extra.ok ? extra.value.extra : undefined
    const checked = entry
      ? checkProof(host.hash, host.verifyEd25519, file, entry, vkey.value)
      : extra.ok
        ? {
            ok: false as const,
            code: 'proof-no-entry',
            message: 'the receipt does not carry its entry: give it with --entry FILE',
          }
        : extra
    if (!checked.ok || !entry) {
      const { code, message } = checked.ok ? { code: 'proof-no-entry', message: 'no entry' } : checked
      terminal.line(`✗ ${message} (${code})`)
      terminal.answer({ ok: false, code, message })
      return 1
    }
    const { index, size, origin } = checked.value
    const decoded = decodeEntry(entry)
    const transaction =
      decoded?.kind === 'transaction' ? parseTransaction(decoded.bytes, host.hash) : undefined
    const told = transaction?.ok
      ? { id: transaction.value.id, service: transaction.value.service, action: transaction.value.action }
      : {}
    terminal.line(`✓ entry ${index} is in the log ${origin} of ${size.toLocaleString('en')} entries`)
    if (transaction?.ok)
      terminal.line(
        `  ${transaction.value.service} ${transaction.value.action}, transaction ${transaction.value.id}`,
      )
    terminal.answer({ ok: true, index, size, origin, ...told })
    return 0
  },
}
