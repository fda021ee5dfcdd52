/** What anyone may read of the institutions and validators, as JSON. */
import { z } from 'zod'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { query } from './kit.ts'
import { institutionsMax, officersMax, validatorsMax } from './state.ts'

export const institutions = query({
  input: z.strictObject({}),
  summary: 'The institutions that run the city together, with their officers.',
  example: {},
  read: ({ tables }) => ({
    institutions: tables.institutions.list({ limit: institutionsMax }).map(([[institution], row]) => ({
      institution,
      ...row,
      officers: tables.officers
        .list({ prefix: [institution], limit: officersMax })
        .map(([[, account], { since }]) => ({ account, since })),
    })),
  }),
})

export const validators = query({
  input: z.strictObject({}),
  summary: 'The validators, who vote on the blocks of the ledger.',
  example: {},
  read: ({ tables }) => ({
    validators: tables.validators.list({ limit: validatorsMax }).map(([[validator], row]) => ({
      validator,
      ...row,
      publicKey: bytesToHex(row.publicKey),
    })),
  }),
})
