/** `npm run bench [-- NAME ...] [--json FILE] [--full]`: measures, prints a table, writes JSON. */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { exporting } from './export.ts'
import { firstPage } from './first-page.ts'
import { http } from './http.ts'
import { joining } from './join.ts'
import { kills } from './kills.ts'
import { lists } from './lists.ts'
import { membership } from './membership.ts'
import { network } from './network.ts'
import { similar } from './similar.ts'
import { fsyncLimit, ownSignatureLimit, signatureLimit } from './limits.ts'
import { row, type Row } from './row.ts'
import { growth, recounting, votes } from './votes.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'string' }, full: { type: 'boolean', default: false } },
})

/** One question a bench. --full asks the growth question up to a million residents, which takes minutes. */
const benches: { readonly [name: string]: () => Promise<Row[]> } = {
  limits: async () => [
    row('signature checks, all cores', await signatureLimit(), '/s'),
    row('signature checks by our threads', await ownSignatureLimit(), '/s'),
    row('fsync of 64 KB', fsyncLimit(), '/s'),
  ],
  votes,
  http,
  recount: recounting,
  lists,
  similar,
  export: exporting,
  'first-page': firstPage,
  kills: () => kills(),
  membership: () => membership(values.full),
  network,
  join: joining,
  growth: () => growth(values.full ? [10_000, 100_000, 1_000_000] : [10_000, 100_000]),
}

const unknown = positionals.find((name) => !Object.hasOwn(benches, name))
if (unknown) throw new Error(`there is no bench "${unknown}": choose of ${Object.keys(benches).join(', ')}`)
const rows: Row[] = []
for (const name of positionals.length > 0 ? positionals : Object.keys(benches)) {
  for (const measured of (await benches[name]?.()) ?? []) {
    rows.push(measured)
    const { name: what, value, unit, limit, ratio } = measured
    const beside = limit === undefined ? '' : `of ${limit.toLocaleString('en').padStart(8)}  ratio ${ratio}`
    process.stdout.write(
      `${what.padEnd(48)} ${value.toLocaleString('en').padStart(10)} ${unit.padEnd(15)} ${beside}\n`,
    )
  }
}
if (values.json) writeFileSync(values.json, `${JSON.stringify({ rows }, undefined, 2)}\n`)
