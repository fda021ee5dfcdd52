/** `maru mirror`: a full copy of somebody's log, checked as it comes, served, and cosigned. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { openCheckpoint, type Checkpoint } from '@maru/kernel/log/checkpoint.ts'
import { openByPolicy } from '@maru/kernel/log/quorum.ts'
import type { Result } from '@maru/kernel/log/result.ts'
import { formatVkey, parseVkey, type Vkey } from '@maru/kernel/log/vkey.ts'
import { listen } from '@maru/witness/http.ts'
import { createLogClient, type LogFilesClient } from '@maru/witness/log-client.ts'
import { mirrorRoutes } from '@maru/witness/mirror-routes.ts'
import { openMirror } from '@maru/witness/mirror.ts'
import { openWitness } from '@maru/witness/open.ts'
import { host } from '../host.ts'
import { readPolicy } from '../policy-file.ts'
import { stopSignal } from '../stop-signal.ts'
import { parseOptions, UsageError, type Command, type Terminal } from '../terminal.ts'

const help = `Usage: maru mirror --from URL [--data FOLDER] [--vkey FILE | --policy FILE] [--name NAME] [--once]
                   [--host ADDRESS] [--port N] [--json]

Keeps a full copy of a log. Every entry is checked against the log's signed checkpoint before it is stored; a copy that
was broken off goes on where it was. What is stored whole is cosigned with a key of the mirror's own, and served as
static files: maru verify, maru witness and another mirror read it like the log itself.

  --from URL      the city's address, or its log's
  --data FOLDER   where the copy is kept (default .maru/mirror)
  --vkey FILE     the log's verifier key. Without it the one beside the log is taken at the first start, and stays
  --policy FILE   takes only checkpoints that this policy takes (c2sp.org/tlog-policy)
  --name NAME     the mirror's name, for the first start (default: this machine's name)
  --once          copy what is there now, and end
  --host ADDRESS  where it listens (default 127.0.0.1)
  --port N        and on which port (default 7381)

Examples:
  maru mirror --from https://maru.example.org --vkey seoul.vkey
  maru mirror --from https://maru.example.org --data copy --once && maru verify copy --vkey seoul.vkey`

export const mirrorCommand: Command = {
  name: 'mirror',
  summary: 'keep, serve and cosign a full copy of a log',
  help,
  run: async (args, terminal) => {
    const { values } = parseOptions(
      args,
      {
        from: { type: 'string' },
        data: { type: 'string', default: join('.maru', 'mirror') },
        vkey: { type: 'string' },
        policy: { type: 'string' },
        name: { type: 'string' },
        once: { type: 'boolean', default: false },
        host: { type: 'string', default: '127.0.0.1' },
        port: { type: 'string', default: '7381' },
      },
      help,
    )
    const { from, data: folder } = values
    if (from === undefined || !URL.canParse(from))
      throw new UsageError('say where the log is: --from URL', help)
    const port = Number(values.port)
    if (!Number.isInteger(port) || port < 0 || port > 65_535)
      throw new UsageError('a port is a number from 0 to 65535', help)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const client = createLogClient(from.replace(/\/+$/, '').replace(/(\/log)?$/, '/log'))
    const trust = await readTrust(folder, client, values, terminal)
    const name = values.name ?? (existsSync(join(folder, 'cosigner-vkey')) ? undefined : hostname())
    const { witness, close } = await openWitness({ folder, name, logs: trust.logs })
    const bar = terminal.progress('copied')
    const mirror = openMirror({ folder, client, witness, accept: trust.accept, onProgress: bar.update })
    if (values.once) {
      const { size } = await mirror.pull().finally(bar.end)
      await close()
      terminal.line(`✓ ${size.toLocaleString('en')} entries of ${from} are in ${folder}`)
      terminal.answer({ ok: true, size, folder, vkey: formatVkey(witness.vkey) })
      return 0
    }
    const routes = mirrorRoutes(mirror, witness, trust.logs[0]!, trust.policy)
    const server = await listen({ host: values.host, port, routes })
    const vkey = formatVkey(witness.vkey)
    terminal.line(`mirror ${vkey}\n  of ${from}\n  answers at ${server.url}\n  data in ${folder}`)
    terminal.answer({ ok: true, vkey, url: server.url, folder })
    const stopping = new AbortController()
    const running = pullAgain(mirror.pull, stopping.signal)
    await stopSignal()
    stopping.abort()
    await running
    await server.close()
    await close()
    return 0
  },
}

/** Every ten seconds. The same trouble again is not told again. */
const pullAgain = async (pull: () => Promise<{ size: number }>, stopping: AbortSignal): Promise<void> => {
  let before = ''
  while (!stopping.aborted) {
    const line = await pull().then(
      ({ size }) => `${size} entries are stored and cosigned`,
      (error: Error) => error.message,
    )
    if (line !== before) process.stderr.write(`maru: ${line}\n`)
    before = line
    await wait(PULL_EVERY_MS, undefined, { signal: stopping }).catch(() => undefined)
  }
}

const PULL_EVERY_MS = 10_000

interface Trust {
  readonly logs: readonly Vkey[]
  readonly policy: string | undefined
  readonly accept: (note: string) => Result<Checkpoint>
}

const readTrust = async (
  folder: string,
  client: LogFilesClient,
  given: { readonly vkey?: string | undefined; readonly policy?: string | undefined },
  terminal: Terminal,
): Promise<Trust> => {
  if (given.policy !== undefined) {
    const policy = await readPolicy(given.policy)
    if (policy.logs.length === 0) throw new UsageError(`${given.policy} names no log`)
    return {
      logs: policy.logs.map(({ vkey }) => vkey),
      policy: await readFile(given.policy, 'utf8'),
      accept: (note) => openByPolicy(policy, note, host.verifyEd25519),
    }
  }
  const path = join(folder, 'vkey')
  const text =
    given.vkey !== undefined
      ? await readFile(given.vkey, 'utf8')
      : existsSync(path)
        ? await readFile(path, 'utf8')
        : undefined
  const beside = text ?? Buffer.from((await client.read('vkey')) ?? []).toString()
  const vkey = parseVkey(host.hash, beside.trim())
  if (!vkey.ok)
    throw new UsageError(`the log's key cannot be read: ${vkey.message}. Give it with --vkey FILE`)
  if (text === undefined)
    terminal.line('! the key came from beside the log: with --vkey FILE you trust nobody for it')
  writeFileSync(path, `${formatVkey(vkey.value)}\n`)
  return {
    logs: [vkey.value],
    policy: undefined,
    accept: (note) => openCheckpoint(note, vkey.value, host.verifyEd25519),
  }
}
