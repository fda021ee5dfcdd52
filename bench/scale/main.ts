/** `npm run scale`: simulates anew, and writes the tables and charts of docs/scale.md. --tables leaves the simulation. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { drawCharts } from './charts.ts'
import { withTables } from './document.ts'
import { readFigures } from './figures.ts'
import { readSimulated, simulateAll, writeSimulated } from './simulated.ts'
import { computeTables } from './tables.ts'

const { values } = parseArgs({ options: { tables: { type: 'boolean', default: false } } })
const docs = join(import.meta.dirname, '..', '..', 'docs')
const figure = readFigures()
if (!values.tables) writeSimulated(simulateAll(figure, (line) => process.stderr.write(`${line}\n`)))
const simulated = readSimulated()
const tables = computeTables(figure, simulated)
for (const [name, text] of Object.entries(tables)) process.stdout.write(`\n${name}\n\n${text}\n`)
const document = join(docs, 'scale.md')
writeFileSync(document, withTables(readFileSync(document, 'utf8'), tables))
for (const [file, picture] of Object.entries(drawCharts(figure, simulated)))
  writeFileSync(join(docs, 'pictures', file), picture)
