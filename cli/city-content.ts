/** The texts of a city beside its ledger, in the same data folder. */
import { join } from 'node:path'
import { openContentStore, type ContentStore } from '@maru/server/content-store.ts'

export const openCityContent = (folder: string): ContentStore =>
  openContentStore({ folder: join(folder, 'content') })
