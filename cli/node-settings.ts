/** What makes a data folder a validator's: the file node.json in it, which `maru network init` or `join` writes. */
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { defaultSnapshotLimits } from '@maru/engines/snapshots/options.ts'

const port = z.int().min(1).max(65_535)

const schema = z.strictObject({
  /** A name, or a JSON file's path from the folder. */
  city: z.string(),
  /** Where this validator's CometBFT answers to it. */
  host: z.string(),
  rpcPort: port,
  /** Where the city answers; without it only the ledger runs. */
  serverPort: port.optional(),
  /** Where anonymous votes come in; without it at the port after the city's. */
  votePort: port.optional(),
  /** Where the node shows its log and is asked to cosign those of the others (witness/http.ts). */
  node: z.strictObject({ host: z.string(), port }).optional(),
  /** Its keys were made on one machine together with those of all others. */
  isDevelopment: z.boolean(),
  /** docs/spec/snapshots.md; all nodes of a network should have the same interval. */
  snapshots: z
    .strictObject({
      intervalBlocks: z.int().min(1).default(defaultSnapshotLimits.intervalBlocks),
      keptMax: z.int().min(1).max(10).default(defaultSnapshotLimits.keptMax),
      retainedBlocksMin: z.int().min(1).default(defaultSnapshotLimits.retainedBlocksMin),
    })
    .optional(),
})

export type NodeSettings = z.infer<typeof schema>

/** Undefined when the folder is no validator's. */
export const readNodeSettings = (folder: string): NodeSettings | undefined => {
  const path = join(folder, 'node.json')
  if (!existsSync(path)) return undefined
  const parsed = schema.safeParse(JSON.parse(readFileSync(path, 'utf8')))
  if (parsed.success) return parsed.data
  throw new Error(`${path} is not as maru network init writes it: ${z.prettifyError(parsed.error)}`)
}

export const writeNodeSettings = (folder: string, settings: NodeSettings): void =>
  writeFileSync(join(folder, 'node.json'), `${JSON.stringify(settings, null, 2)}\n`, { flag: 'wx' })

/** What node.json says of a city: its name, or the copy of its file that the folder gets, so that backups have it too. */
export const keepCity = (folder: string, city: string): string => {
  if (!city.endsWith('.json')) return city
  copyFileSync(city, join(folder, 'city.json'))
  return 'city.json'
}
