/** Fields that several actions of this service share. Structural only (docs/decisions/0004). */
import { z } from 'zod'
import { commitment } from '../schemas.ts'

export const card = commitment.meta({
  description: 'The commitment under which the card is recorded: 32 bytes.',
})
export const exampleCard = { card: new Uint8Array(32) }

export const facilityName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/)
  .meta({ description: 'A facility, as it was registered.' })

export const grant = commitment.meta({ description: 'The commitment to the access: 32 bytes.' })

/** Why a card changes its state: one of a list, so that nothing personal reaches the ledger. */
export const reason = z.enum(['holder-asked', 'device-lost', 'under-review', 'replaced', 'left-city']).meta({
  title: 'Reason',
  description: 'Why: one of a fixed list.',
})

export const titleOf = (language: string) =>
  z
    .string()
    .min(1)
    .max(80)
    .meta({ description: `What it is called, in ${language}.` })
