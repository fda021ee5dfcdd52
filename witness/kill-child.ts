/** Not part of the witness: the process that kill.test.ts kills. It says its address when it can be asked. */
import { readFileSync, writeSync } from 'node:fs'
import { sha256 } from '@maru/engines/host.ts'
import { parseVkey } from '@maru/kernel/log/vkey.ts'
import { listen } from './http.ts'
import { openWitness } from './open.ts'
import { witnessRoutes } from './routes.ts'

const { folder, log } = JSON.parse(readFileSync(0, 'utf8')) as { folder: string; log: string }
const vkey = parseVkey(sha256, log)
if (!vkey.ok) throw new Error(vkey.message)
const { witness } = await openWitness({ folder, name: 'witness.example/killed', logs: [vkey.value] })
const { url } = await listen({ host: '127.0.0.1', port: 0, routes: [witnessRoutes(witness)] })
writeSync(1, `${url}\n`)
