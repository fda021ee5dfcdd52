/**
 * A node that joins a running network has the file `joining.json` until its ledger is there and CometBFT has gone on
 * from it. Until then the folder may be emptied and begun again at any moment.
 */
import { join } from 'node:path'
import { z } from 'zod'
import { StartError } from './errors.ts'
import { nodeFiles as files } from './files.ts'

const schema = z.strictObject({
  /** The ledger is whole and of this block, but CometBFT may not know yet that it is there. */
  restored: z.strictObject({ height: z.int().min(1), appHash: z.hex() }).optional(),
  /** How far an older copy of the ledger went: what the network has must go on from it. */
  earlier: z.strictObject({ size: z.int().min(1), root: z.hex() }).optional(),
})

export type Joining = z.infer<typeof schema>

/** Undefined for a node that has its ledger. */
export const readJoining = (folder: string): Joining | undefined => {
  const bytes = files.read(pathOf(folder))
  if (!bytes) return undefined
  const parsed = schema.safeParse(JSON.parse(Buffer.from(bytes).toString()))
  if (parsed.success) return parsed.data
  throw new StartError('E2-damaged', `${pathOf(folder)} cannot be read: make the folder anew.`)
}

export const writeJoining = async (folder: string, joining: Joining): Promise<void> => {
  await files.replace(pathOf(folder), Buffer.from(`${JSON.stringify(joining)}\n`))
  files.syncFolder(folder)
}

export const endJoining = (folder: string): void => {
  files.remove(pathOf(folder))
  files.syncFolder(folder)
}

const pathOf = (folder: string): string => join(folder, 'joining.json')
