/** `maru rebuild`: a data folder from only the log. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { rebuildLedger } from '@maru/engines/storage/rebuild.ts'
import { equalBytes } from '@maru/kernel/codec/cbor.ts'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { createRules } from '@maru/kernel/rules.ts'
import { services } from '@maru/services/index.ts'
import { httpSource } from '@maru/verifier/http-source.ts'
import { readCheckpoint, readEntries } from '@maru/verifier/log-reader.ts'
import { folderSource } from '@maru/verifier/sources.ts'
import { host } from '../host.ts'
import { parseOptions, UsageError, type Command } from '../terminal.ts'

const help = `Usage: maru rebuild --from URL|FOLDER --data FOLDER [--vkey FILE] [--json]

Makes a data folder from only the log: executes every block again, compares every hash, signature, receipt and state
root, and keeps what comes out. Votes and everything else on the ledger are in it; texts, notices and keys are not.
Stopped on the way, it goes on from there when it is called again.

  --from URL|FOLDER  the log: a city's address, or a folder with the log's files
  --data FOLDER      where it is made; new, or the one of an earlier call
  --vkey FILE        the log's verifier key, got from elsewhere than the log (see maru verify)

The new folder signs with a key of its own.

Example:
  maru rebuild --from https://maru.example.org --data /srv/maru`

export const rebuildCommand: Command = {
  name: 'rebuild',
  summary: 'make a data folder from only the log',
  help,
  run: async (args, terminal) => {
    const { values } = parseOptions(
      args,
      { from: { type: 'string' }, data: { type: 'string' }, vkey: { type: 'string' } },
      help,
    )
    const { from, data: folder } = values
    if (from === undefined || folder === undefined)
      throw new UsageError('name the log with --from, and a folder with --data', help)
    const { source, readVkey } = await openLog(from)
    const vkey = values.vkey === undefined ? await readVkey() : readFileSync(values.vkey, 'utf8')
    const checkpoint = await readCheckpoint(source, { vkey }, host.hash, host.verifyEd25519)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const bar = terminal.progress('rebuilt')
    const rebuilt = await rebuildLedger({
      folder,
      host,
      rules: createRules(services, host.hash),
      entries: readEntries(source, checkpoint, host.hash),
      onProgress: (done) => bar.update(done, checkpoint.size),
    })
    bar.end()
    if (!equalBytes(rebuilt.root, checkpoint.root))
      throw new Error(`the folder has another log than ${from}: throw it away and begin again`)
    const { height, size } = rebuilt
    const stateRoot = bytesToHex(rebuilt.stateRoot)
    terminal.line(`✓ ${size.toLocaleString('en')} entries, every one as the rules say, are in ${folder}
  city ${rebuilt.genesis.chain}, height ${height}
  state root ${stateRoot}`)
    terminal.answer({ ok: true, folder, chain: rebuilt.genesis.chain, height, size, stateRoot })
    return 0
  },
}

const openLog = async (from: string) => {
  if (/^https?:\/\//.test(from)) {
    const source = httpSource(from)
    return { source, readVkey: async () => new TextDecoder().decode(await source.read('vkey')) }
  }
  if (!existsSync(from)) throw new UsageError(`${from} is neither an address nor a folder`)
  const source = await folderSource(from)
  const path = [join(source.folder, 'vkey'), join(dirname(source.folder), 'vkey')].find(existsSync)
  return { source, readVkey: async () => (path === undefined ? '' : readFileSync(path, 'utf8')) }
}
