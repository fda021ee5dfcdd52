/** `maru reindex`: builds lists and search again from the log. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { cityToGenesis } from '@maru/cities/city.ts'
import { seoul } from '@maru/cities/seoul.ts'
import { openSolo } from '@maru/engines/solo/open.ts'
import { createRules } from '@maru/kernel/rules.ts'
import type { ReadModel } from '@maru/server/read-model/read-model.ts'
import { services } from '@maru/services/index.ts'
import { openCityContent } from '../city-content.ts'
import { openCityReadModel } from '../city-read-model.ts'
import { host } from '../host.ts'
import { parseOptions, UsageError, type Command, type Progress } from '../terminal.ts'

const help = `Usage: maru reindex [--data FOLDER] [--json]

Throws lists and search away and builds them again from the log. The city must be stopped. Nothing that was recorded
is touched.

  --data FOLDER  where the city is kept (MARU_DATA; default .maru/city)

They stand in the data folder, or in the PostgreSQL of DATABASE_URL.

Example:
  maru reindex --data /srv/maru`

export const reindexCommand: Command = {
  name: 'reindex',
  summary: 'build lists and search again from the log',
  help,
  run: async (args, terminal) => {
    const { values } = parseOptions(args, { data: { type: 'string' } }, help)
    const folder = values.data ?? terminal.environment['MARU_DATA'] ?? join('.maru', 'city')
    if (!existsSync(join(folder, 'vkey'))) throw new UsageError(`${folder} holds no city`, help)
    // A folder that is there has its own genesis.
    const genesis = cityToGenesis(seoul)
    const ledger = await openSolo({ folder, genesis, rules: createRules(services, host.hash) })
    const content = await openCityContent(folder, ledger)
    const databaseUrl = terminal.environment['DATABASE_URL']
    const startedAt = performance.now()
    const readModel = openCityReadModel({ folder, databaseUrl, ledger, content, rebuild: true })
    const { size } = ledger.status()
    const problem = await built(readModel, size, terminal.progress('reindexed'))
    const seconds = (performance.now() - startedAt) / 1000
    await readModel.close()
    await ledger.close()
    await content.close()
    if (problem !== undefined) throw new Error(`lists and search cannot be built: ${problem}`)
    terminal.line(`✓ ${size.toLocaleString('en')} entries of the log in ${seconds.toFixed(1)} s`)
    terminal.answer({ ok: true, entries: size, seconds })
    return 0
  },
}

/** Undefined when all is in the rows; otherwise what hinders. A server would try again; here somebody waits. */
const built = async (readModel: ReadModel, size: number, bar: Progress): Promise<string | undefined> => {
  for (let isDone = false; !isDone;) {
    isDone = await Promise.race([
      readModel.caughtUp().then(() => true),
      new Promise<false>((resolve) => void setTimeout(resolve, 200, false)),
    ])
    const { index, reason } = readModel.status()
    bar.update(index, size)
    if (reason !== undefined) return reason
  }
  bar.end()
  return undefined
}
