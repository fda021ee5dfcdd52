/** `maru receipt check`: a resident's receipt, checked without asking anybody. */
import { readFile } from 'node:fs/promises'
import { isLightBundle } from '@maru/kernel/consensus/is-light-bundle.ts'
import { decodeEntry } from '@maru/kernel/entry.ts'
import type { Policy } from '@maru/kernel/log/policy.ts'
import { checkProofByPolicy } from '@maru/kernel/log/quorum.ts'
import { fail, type Result } from '@maru/kernel/log/result.ts'
import { checkProof, parseTlogProof } from '@maru/kernel/log/tlog-proof.ts'
import { parseVkey } from '@maru/kernel/log/vkey.ts'
import { parseTransaction } from '@maru/kernel/transaction.ts'
import { checkLight, type LightChecked } from '@maru/verifier/check-light.ts'
import { cosignedJson, cosignedLines } from '../cosigned.ts'
import { host } from '../host.ts'
import { lightLines, lightJson, readStart } from '../light.ts'
import { readPolicy } from '../policy-file.ts'
import { parseOptions, UsageError, type Command, type Terminal } from '../terminal.ts'

const help = `Usage: maru receipt check FILE.tlog-proof --vkey FILE | --policy FILE [--entry FILE] [--json]
       maru receipt check FILE.maru-light --genesis FILE [--json]

Checks a receipt offline. Of a .tlog-proof: that the entry in it stands in the log whose key you name, under a
checkpoint which that log has signed, and with a policy as many others as it wants. Of a .maru-light: that more than
two thirds of the institutions' voting power have signed that checkpoint, beginning with those who founded the network;
the log's key is not needed.

  --vkey FILE     the log's verifier key
  --policy FILE   whose keys and cosignatures count (c2sp.org/tlog-policy), in place of a key
  --entry FILE    the entry, where the receipt does not carry it
  --genesis FILE  CometBFT's genesis.json of the network, or what a city gives at /api/light/genesis, got from somebody
                  you trust. --validators FILE is the same, with the validators of a later time

Examples:
  maru receipt check my-vote.tlog-proof --vkey seoul.vkey
  curl -o my-vote.maru-light http://127.0.0.1:4321/api/receipts/ID/light
  maru receipt check my-vote.maru-light --genesis genesis.json`

export const receiptCommand: Command = {
  name: 'receipt',
  summary: 'check a receipt (.tlog-proof, .maru-light), offline',
  help,
  run: async (args, terminal) => {
    const { values, positionals } = parseOptions(
      args,
      {
        vkey: { type: 'string' },
        policy: { type: 'string' },
        entry: { type: 'string' },
        genesis: { type: 'string' },
        validators: { type: 'string' },
      },
      help,
    )
    const [verb, path] = positionals
    if (verb !== 'check' || !path || positionals.length > 2)
      throw new UsageError('say: maru receipt check FILE', help)
    const file = await readFile(path, 'utf8')
    const start = values.genesis ?? values.validators
    if (isLightBundle(file)) {
      if (start === undefined)
        throw new UsageError("name the file with the network's founders: --genesis FILE", help)
      return tellLight(await checkLight(host, await readStart(start), file), terminal)
    }
    if (start !== undefined)
      throw new UsageError(
        `${path} has no signatures of validators: get the .maru-light file at /api/receipts/ID/light`,
      )
    const entry = values.entry === undefined ? undefined : await readFile(values.entry)
    if (values.policy !== undefined)
      return tellCosigned(file, await readPolicy(values.policy), entry, terminal)
    if (!values.vkey) throw new UsageError("name the file with the log's key: --vkey FILE", help)
    return tellProof(checkTlogProof(file, await readFile(values.vkey, 'utf8'), entry), terminal)
  },
}

interface Placed {
  readonly index: number
  readonly size: number
  readonly origin: string
  readonly entry: Uint8Array
}

const checkTlogProof = (file: string, vkeyText: string, given: Uint8Array | undefined): Result<Placed> => {
  const vkey = parseVkey(host.hash, vkeyText.trim())
  if (!vkey.ok) throw new UsageError(vkey.message)
  const entry = entryIn(file, given)
  if (!entry.ok) return entry
  const checked = checkProof(host.hash, host.verifyEd25519, file, entry.value, vkey.value)
  return checked.ok ? { ok: true, value: { ...checked.value, entry: entry.value } } : checked
}

const entryIn = (file: string, given: Uint8Array | undefined): Result<Uint8Array> => {
  const parsed = parseTlogProof(file)
  if (!parsed.ok) return parsed
  const value = given ?? parsed.value.extra
  if (value) return { ok: true, value }
  return fail('proof-no-entry', 'the receipt does not carry its entry: give it with --entry FILE')
}

const tellCosigned = (
  file: string,
  policy: Policy,
  given: Uint8Array | undefined,
  terminal: Terminal,
): number => {
  const entry = entryIn(file, given)
  if (!entry.ok) return tellWrong(entry, terminal)
  const checked = checkProofByPolicy(host.hash, host.verifyEd25519, file, entry.value, policy)
  if (!checked.ok) return tellWrong(checked, terminal)
  const { index, size, origin } = checked.value
  tellPlace({ index, size, origin, entry: entry.value }, terminal)
  for (const line of cosignedLines(policy, checked.value)) terminal.line(line)
  terminal.answer({
    ok: true,
    ...{ index, size, origin },
    ...actOf(entry.value),
    cosigned: cosignedJson(policy, checked.value),
  })
  return 0
}

const tellProof = (checked: Result<Placed>, terminal: Terminal): number => {
  if (!checked.ok) return tellWrong(checked, terminal)
  tellPlace(checked.value, terminal)
  const { index, size, origin, entry } = checked.value
  terminal.answer({ ok: true, index, size, origin, ...actOf(entry) })
  return 0
}

const tellLight = (checked: Result<LightChecked>, terminal: Terminal): number => {
  if (!checked.ok) return tellWrong(checked, terminal)
  tellPlace(checked.value, terminal)
  for (const line of lightLines(checked.value)) terminal.line(line)
  const { index, size, origin, entry } = checked.value
  terminal.answer({ ok: true, index, size, origin, ...actOf(entry), ...lightJson(checked.value) })
  return 0
}

const tellWrong = (
  { code, message }: { readonly code: string; readonly message: string },
  terminal: Terminal,
) => {
  terminal.line(`✗ ${message} (${code})`)
  terminal.answer({ ok: false, code, message })
  return 1
}

const tellPlace = ({ index, size, origin, entry }: Placed, terminal: Terminal): void => {
  terminal.line(`✓ entry ${index} is in the log ${origin} of ${size.toLocaleString('en')} entries`)
  const { id, service, action } = actOf(entry)
  if (id !== undefined) terminal.line(`  ${service} ${action}, transaction ${id}`)
}

const actOf = (entry: Uint8Array): { id?: string; service?: string; action?: string } => {
  const decoded = decodeEntry(entry)
  const transaction = decoded?.kind === 'transaction' ? parseTransaction(decoded.bytes, host.hash) : undefined
  if (!transaction?.ok) return {}
  const { id, service, action } = transaction.value
  return { id, service, action }
}
