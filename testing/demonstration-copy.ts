/** The demonstration city as it opens, with its lists built: played once, and copied for each test file that wants it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cityToGenesis } from '@maru/cities/city.ts'
import { openCityContent } from '@maru/cli/city-content.ts'
import { openCityReadModel } from '@maru/cli/city-read-model.ts'
import { host } from '@maru/cli/host.ts'
import { demonstrationCity, playDemonstration } from '@maru/cli/start/demonstration.ts'
import { openSolo } from '@maru/engines/solo/open.ts'
import { createRules } from '@maru/kernel/rules.ts'
import { services } from '@maru/services/index.ts'
import { copyKept } from './kept.ts'

const root = join(import.meta.dirname, '..')

/** A new folder becomes the city, as it was some minutes ago at most. */
export const copyDemonstration = (folder: string): Promise<void> => copyKept(kept, folder)

const { workspaces } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly workspaces: readonly string[]
}

const kept = {
  root,
  keptIn: join(root, 'node_modules', '.cache', 'maru-demonstration'),
  // All code but that of screens and benchmarks: which files of it count, nobody would keep up to date.
  madeFrom: [
    ...workspaces
      .filter((name) => name !== 'web' && name !== 'bench')
      .map((name) => `${name}/**/*.{ts,json}`),
    'package-lock.json',
  ],
  // Deadlines that pages show are days away.
  ageMsMax: 1_200_000,
  make: async (folder: string): Promise<void> => {
    await playDemonstration({ folder, now: Date.now(), onProgress: () => undefined })
    const rules = createRules(services, host.hash)
    const ledger = await openSolo({ folder, genesis: cityToGenesis(demonstrationCity), rules })
    const content = await openCityContent(folder, ledger)
    const readModel = openCityReadModel({ folder, databaseUrl: undefined, ledger, content })
    await readModel.caughtUp()
    await readModel.close()
    await ledger.close()
    await content.close()
  },
}
