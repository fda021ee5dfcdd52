/** What CometBFT's genesis says of the city, in its `app_state`: the first entry of the log, in base64. */
import { z } from 'zod'
import { decodeEntry, encodeGenesis } from '@maru/kernel/entry.ts'
import type { Genesis } from '@maru/kernel/genesis.ts'

const appStateSchema = z.strictObject({ genesis: z.base64() })

export type AppState = z.infer<typeof appStateSchema>

export const genesisToAppState = (genesis: Genesis): AppState => ({
  genesis: Buffer.from(encodeGenesis(genesis)).toString('base64'),
})

/** Throws when it is none. */
export const appStateToGenesis = (appState: unknown): Genesis => {
  const entry = decodeEntry(Buffer.from(appStateSchema.parse(appState).genesis, 'base64'))
  if (entry?.kind !== 'genesis') throw new Error('the app_state of the genesis is no first entry of a log')
  return entry.genesis
}
