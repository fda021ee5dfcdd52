/** A database for lists and search with nothing in it yet: PGlite takes seconds of work to make one, and none to copy it. */
import { join } from 'node:path'
import { openDatabase } from '@maru/server/read-model/database.ts'
import { defaultReadModelLimits } from '@maru/server/read-model/options.ts'
import { copyKept } from './kept.ts'

const root = join(import.meta.dirname, '..')

/** A new folder becomes such a database. */
export const copyEmptyReadModel = (folder: string): Promise<void> => copyKept(kept, folder)

const kept = {
  root,
  keptIn: join(root, 'node_modules', '.cache', 'maru-empty-read-model'),
  madeFrom: ['server/read-model/*.ts', 'package-lock.json'],
  // Nothing in it tells the time.
  ageMsMax: Number.POSITIVE_INFINITY,
  make: async (folder: string): Promise<void> => {
    const database = await openDatabase({ folder }, defaultReadModelLimits)
    await database.destroy()
  },
}
