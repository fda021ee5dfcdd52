/** What the source of an import says, where a data folder came from one. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { importedFile, importedSchema, type Imported } from '@maru/server/reports/imported.ts'

export const readCityImported = async (folder: string): Promise<Imported | undefined> => {
  const path = join(folder, importedFile)
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  try {
    return importedSchema.parse(JSON.parse(text))
  } catch {
    throw new Error(`${path} is damaged: take it away to go on without what the source of the import says`)
  }
}
