/** The log of a data folder from its files alone, whether or not a node has the folder open. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseCheckpoint } from '@maru/kernel/log/checkpoint.ts'
import { parseNote } from '@maru/kernel/log/note.ts'
import type { LogOfLedger } from '@maru/server/records.ts'
import { UsageError, type Terminal } from '../terminal.ts'
import { movedSource } from './moved-source.ts'

export const openFolderLog = async (
  folder: string,
  environment: Terminal['environment'],
): Promise<LogOfLedger> => {
  const note = await readFile(join(folder, 'log', 'checkpoint'), 'utf8').catch(() => undefined)
  if (note === undefined)
    throw new UsageError(`${folder} has no log; name a data folder, as maru start --data has it`)
  const parsed = parseNote(note)
  const checkpoint = parsed.ok ? parseCheckpoint(parsed.value.text) : parsed
  if (!checkpoint.ok) throw new Error(`${folder}/log/checkpoint cannot be read: ${checkpoint.message}`)
  const { size } = checkpoint.value
  const source = await movedSource(folder, environment)
  return {
    status: () => ({ state: 'running', height: 0, time: 0, size, waiting: 0, waitingMax: 0 }),
    tile: source.read,
    entry: async () => undefined,
  }
}
