/** Not a bench: export.ts runs it and asks for its memory. */
import { join } from 'node:path'
import { openCityContent } from '@maru/cli/city-content.ts'
import { createServer } from '@maru/server/server.ts'
import { openBenchLedger } from './bench-city.ts'
import { memory } from './memory.ts'

const [folder = ''] = process.argv.slice(2)
const ledger = await openBenchLedger(join(folder, 'city'))
const content = await openCityContent(join(folder, 'city'), ledger)
const server = createServer({ ledger, services: ledger.rules.services, content })

let peak = memory()
const watch = (): void => {
  const { all, own } = memory()
  peak = { all: Math.max(peak.all, all), own: own && Math.max(peak.own ?? 0, own) }
}
setInterval(watch, 20)

process.on('message', (what) => {
  if (what === 'restart') peak = memory()
  watch()
  process.send?.(peak)
})
process.send?.(await server.listen({ port: 0, host: '127.0.0.1' }))
