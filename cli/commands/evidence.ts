/** `maru evidence`: checks a file that proves two logs, and puts it on the record of a city. */
import { readFileSync } from 'node:fs'
import { signerFromSeed } from '@maru/client/keys.ts'
import { createCityClient } from '@maru/client/city-client.ts'
import { signTransaction } from '@maru/client/transaction.ts'
import { hexToBytes } from '@maru/kernel/codec/hex.ts'
import { formatNote, parseNote } from '@maru/kernel/log/note.ts'
import { verifyNote } from '@maru/kernel/log/signature.ts'
import { checkSplitView, parseSplitView, type SplitView } from '@maru/kernel/log/split-view.ts'
import { formatVkey, parseVkey, type Vkey } from '@maru/kernel/log/vkey.ts'
import { host } from '../host.ts'
import { parseOptions, UsageError, type Command, type Terminal } from '../terminal.ts'

const help = `Usage: maru evidence check FILE.split-view --vkey FILE ... [--json]
       maru evidence report FILE.split-view --url URL --key KEYFILE [--json]

Checks a file that proves that a log has shown two logs, offline; or puts it on the record of the city, when a validator
of the city has cosigned both. Anyone with an account can report.

  --vkey FILE   a key of the log; several may be named
  --url URL     the city
  --key FILE    your key (maru keys create)

Examples:
  maru evidence check 0a1b2c3d4e5f6071.split-view --vkey node-1.vkey --vkey node-2.vkey
  maru evidence report 0a1b2c3d4e5f6071.split-view --url https://maru.example.org --key me.key`

export const evidenceCommand: Command = {
  name: 'evidence',
  summary: 'check and report that a log has shown two logs',
  help,
  run: async (args, terminal) => {
    const { values, positionals } = parseOptions(
      args,
      {
        vkey: { type: 'string', multiple: true, default: [] },
        url: { type: 'string' },
        key: { type: 'string' },
      },
      help,
    )
    const [verb, path] = positionals
    if ((verb !== 'check' && verb !== 'report') || !path || positionals.length > 2)
      throw new UsageError('say: maru evidence check FILE, or maru evidence report FILE', help)
    const file = readFileSync(path, 'utf8')
    if (verb === 'check') return check(file, values.vkey.map(keyIn), terminal)
    const { url, key } = values
    if (url === undefined || key === undefined)
      throw new UsageError('name the city and your key: --url URL --key FILE')
    return report(file, url, key, terminal)
  },
}

const keyIn = (path: string): Vkey => {
  const vkey = parseVkey(host.hash, readFileSync(path, 'utf8').trim())
  if (!vkey.ok) throw new UsageError(`${path}: ${vkey.message}`)
  return vkey.value
}

const check = (file: string, keys: readonly Vkey[], terminal: Terminal): number => {
  if (keys.length === 0) throw new UsageError('name a key of the log: --vkey FILE', help)
  const checked = checkSplitView(host.hash, host.verifyEd25519, file, keys)
  if (!checked.ok) {
    terminal.line(`✗ ${checked.message} (${checked.code})`)
    terminal.answer({ ok: false, code: checked.code, message: checked.message })
    return 1
  }
  const { first, second } = checked.value
  terminal.line(`✓ ${first.origin} has shown two logs: at ${first.size} entries they differ`)
  terminal.answer({ ok: true, origin: first.origin, sizes: [first.size, second.size] })
  return 0
}

/** With the first validator that has cosigned both. */
const report = async (file: string, url: string, keyPath: string, terminal: Terminal): Promise<number> => {
  const parsed = parseSplitView(file)
  if (!parsed.ok) throw new UsageError(parsed.message)
  const client = createCityClient(url)
  const { chain } = (await client.get('/api/city')) as { readonly chain: string }
  const { validators } = (await client.query('governance', 'validators')) as {
    readonly validators: readonly { readonly name: string; readonly cosigner: string | null }[]
  }
  for (const { name, cosigner } of validators) {
    const vkey = parseVkey(host.hash, cosigner ?? '')
    const input = vkey.ok ? inputOf(parsed.value, vkey.value) : undefined
    if (!input) continue
    const signer = signerFromSeed(hexToBytes(readFileSync(keyPath, 'utf8').trim()))
    const wish = { service: 'evidence', action: 'report-split-view', input }
    const { id } = await client.submit(
      signTransaction(signer, wish, { chain, validUntil: Date.now() + VALID_MS }),
    )
    terminal.line(`✓ it is on the record that ${name} has signed two logs (transaction ${id})`)
    terminal.answer({ ok: true, validator: name, id })
    return 0
  }
  throw new UsageError(
    'no validator of this city has cosigned both checkpoints. Publish the file; it proves itself',
  )
}

const VALID_MS = 120_000

/** The notes with the signature of this key alone: others on them prove nothing here. */
const inputOf = ({ first, second, otherRoot, proof }: SplitView, key: Vkey) => {
  const [own, other] = [ownNote(first, key), ownNote(second, key)]
  return own !== undefined && other !== undefined
    ? { vkey: formatVkey(key), first: own, second: other, otherRoot, proof }
    : undefined
}

const ownNote = (text: string, key: Vkey): string | undefined => {
  const note = parseNote(text)
  if (!note.ok || !verifyNote(note.value, [key], host.verifyEd25519).ok) return undefined
  const signatures = note.value.signatures.filter(
    ({ name, keyId }) => name === key.name && keyId === key.keyId,
  )
  return formatNote({ text: note.value.text, signatures })
}
