/** `maru witness`: cosigns logs of others, so that none of them can show two people two logs unnoticed. */
import { hostname } from 'node:os'
import { join } from 'node:path'
import { existsSync } from 'node:fs'
import { host } from '../host.ts'
import type { PolicyLog } from '@maru/kernel/log/policy.ts'
import { formatVkey, parseVkey, LOG_KEY } from '@maru/kernel/log/vkey.ts'
import { follow } from '@maru/witness/follow.ts'
import { listen } from '@maru/witness/http.ts'
import { openWitness } from '@maru/witness/open.ts'
import { witnessPageRoute, witnessRoutes } from '@maru/witness/routes.ts'
import { readPolicy } from '../policy-file.ts'
import { stopSignal } from '../stop-signal.ts'
import { parseOptions, UsageError, type Command } from '../terminal.ts'

const help = `Usage: maru witness --log VKEY[,URL] ... [--policy FILE] [--data FOLDER] [--name NAME] [--host ADDRESS] [--port N]

Watches logs of others and cosigns only what extends everything it has cosigned before (c2sp.org/tlog-witness). Its key
is made at the first start; the line it prints is what others write into their policies. It keeps and shows proof of
every log that shows two logs.

  --log VKEY[,URL]  a log to watch, by its verifier key; with the address of its files it goes there by itself every
                    ten seconds, else it waits to be asked. Several may be named
  --policy FILE     takes the logs from a policy file (c2sp.org/tlog-policy)
  --data FOLDER     where key and memory are kept (default .maru/witness). Never go back to an older copy of it: a
                    witness that has forgotten something cosigns what it must not
  --name NAME       its name, such as witness.example/1; for the first start (default: this machine's name)
  --host ADDRESS    where it listens (default 127.0.0.1)
  --port N          and on which port (default 7380)

Examples:
  maru witness --log "$(curl -s https://maru.example.org/log/vkey),https://maru.example.org/log"
  maru witness --policy city.policy --name paper.example/witness --host 0.0.0.0`

export const witnessCommand: Command = {
  name: 'witness',
  summary: 'cosign the logs of others, and notice when one shows two',
  help,
  run: async (args, terminal) => {
    const { values, positionals } = parseOptions(
      args,
      {
        log: { type: 'string', multiple: true, default: [] },
        policy: { type: 'string' },
        data: { type: 'string', default: join('.maru', 'witness') },
        name: { type: 'string' },
        host: { type: 'string', default: '127.0.0.1' },
        port: { type: 'string', default: '7380' },
      },
      help,
    )
    if (positionals.length > 0)
      throw new UsageError(`what is ${positionals[0]}? Logs are named with --log`, help)
    const port = Number(values.port)
    if (!Number.isInteger(port) || port < 0 || port > 65_535)
      throw new UsageError('a port is a number from 0 to 65535', help)
    const logs = [
      ...values.log.map(readLog),
      ...(values.policy === undefined ? [] : (await readPolicy(values.policy)).logs),
    ]
    if (logs.length === 0) throw new UsageError('name a log: --log VKEY', help)
    const folder = values.data
    // The name of the first start stays.
    const name = values.name ?? (existsSync(join(folder, 'cosigner-vkey')) ? undefined : hostname())
    const { witness, close } = await openWitness({ folder, name, logs: logs.map(({ vkey }) => vkey) })
    const server = await listen({
      host: values.host,
      port,
      routes: [witnessRoutes(witness), witnessPageRoute(witness)],
    })
    const vkey = formatVkey(witness.vkey)
    terminal.line(`witness ${vkey}\n  answers at ${server.url}\n  data in ${folder}`)
    terminal.answer({ ok: true, vkey, url: server.url, folder })
    const following = logs.flatMap(({ url }) =>
      url === undefined
        ? []
        : [follow({ witness, url, told: (line) => process.stderr.write(`maru: ${line}\n`) })],
    )
    await stopSignal()
    for (const { stop } of following) stop()
    await server.close()
    await close()
    return 0
  },
}

const readLog = (text: string): PolicyLog => {
  const [key = '', ...rest] = text.trim().split(/\s*,\s*/)
  const vkey = parseVkey(host.hash, key)
  if (!vkey.ok || vkey.value.type !== LOG_KEY)
    throw new UsageError(`${key} is no key of a log: ${vkey.ok ? 'it is a witness’s' : vkey.message}`, help)
  const url = rest.join(',')
  if (url === '') return { vkey: vkey.value }
  if (!URL.canParse(url)) throw new UsageError(`${url} is no address of a log`, help)
  return { vkey: vkey.value, url }
}
