import { z } from 'zod'
import { ok, refuse } from '@maru/kernel/service.ts'
import { keyId } from '../../schemas.ts'
import { action } from '../kit.ts'
import { liveKeys } from '../keys.ts'

/** R9: one's own key, while another is left to sign with. */
export const revokeKey = action({
  input: z.strictObject({ key: keyId }),
  summary: 'Stop one of your devices from signing for your account, for ever.',
  example: { key: '00112233445566778899aabbccddeeff00112233' },
  check: ({ accounts, actor }, { key }) => {
    const live = liveKeys(accounts.get(actor)?.keys ?? [])
    if (!live.some(({ id }) => id === key)) return refuse('R9-not-your-key')
    return live.length === 1 ? refuse('R9-last-key') : ok
  },
  apply: ({ accounts, actor, time, emit }, { key }) => {
    accounts.revokeKey(actor, key, time)
    emit('key-revoked', { account: actor, key })
  },
})
