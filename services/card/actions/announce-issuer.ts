import { z } from 'zod'
import { ok, refuse } from '@maru/kernel/service.ts'
import { isPublicKey } from '@maru/kernel/transaction.ts'
import { accountId, publicKey } from '../../schemas.ts'
import { action } from '../kit.ts'

/** K1: the mayor says who issues cards. K2: an office that is there, keys that fit and are told apart. */
export const announceIssuer = action({
  input: z.strictObject({
    did: z
      .string()
      .regex(/^did:webvh:[1-9A-HJ-NP-Za-km-z]{40,64}:[a-z0-9.%A-F:-]{1,200}$/)
      .meta({ description: 'The identifier of the issuer, whose document has the keys too.' }),
    office: accountId,
    keys: z
      .array(z.strictObject({ id: z.string().regex(/^[\w-]{1,80}$/), publicKey }))
      .min(1)
      .max(8),
    cardDays: z.int().min(1).max(3_650).meta({ description: 'Days for which a card is valid.' }),
    codeSeconds: z
      .int()
      .min(30)
      .max(600)
      .meta({ description: 'Seconds for which a code that is shown at a facility can be used.' }),
  }),
  summary: 'Say who issues Citizens Cards, and with which keys. For the mayor.',
  example: {
    did: `did:webvh:${'Q'.repeat(46)}:city.example.org`,
    office: '00112233445566778899aabbccddeeff00112233',
    keys: [{ id: 'card-1', publicKey: new Uint8Array(65).fill(4, 0, 1) }],
    cardDays: 730,
    codeSeconds: 180,
  },
  check: ({ needs, actor, accounts }, { office, keys }) => {
    if (!needs.hasRole(actor, 'mayor')) return refuse('K1-not-mayor')
    if (accounts.get(office) === undefined) return refuse('K2-unknown-office')
    if (new Set(keys.map(({ id }) => id)).size < keys.length) return refuse('K2-key-twice')
    return keys.every(({ publicKey }) => isPublicKey('ES256', publicKey)) ? ok : refuse('K2-key-malformed')
  },
  apply: ({ tables, time, emit, nextNumber }, { did, office, keys, cardDays, codeSeconds }) => {
    tables.issuers.put([nextNumber('issuer')], { did, office, keys, cardDays, codeSeconds, since: time })
    emit('issuer-announced', { did, office })
  },
})
