import { z } from 'zod'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { ok, refuse } from '@maru/kernel/service.ts'
import { commitment } from '../../schemas.ts'
import { isOffice } from '../change-state.ts'
import { action } from '../kit.ts'

const count = z.int().min(0)

/** K8: the list that readers of cards get is the one whose root stands here, and agrees with what stands here. */
export const publishStatus = action({
  input: z.strictObject({
    list: z.int().min(0).max(0).meta({ description: 'The number of the list; there is one.' }),
    root: commitment.meta({ description: "SHA-256 over the list's bytes." }),
    suspended: count,
    revoked: count,
  }),
  summary: 'Publish the root of a status list. For the office that issues cards.',
  example: { list: 0, root: new Uint8Array(32), suspended: 0, revoked: 0 },
  check: (context, { suspended, revoked }) => {
    if (!isOffice(context)) return refuse('K8-not-office')
    const counts = context.tables.counts.get([0]) ?? { suspended: 0, revoked: 0 }
    return counts.suspended === suspended && counts.revoked === revoked ? ok : refuse('K8-counts-differ')
  },
  apply: ({ tables, time, emit }, { list, root, suspended, revoked }) => {
    const version = (tables.lists.get([list])?.version ?? 0) + 1
    tables.lists.put([list], { root, version, suspended, revoked, at: time })
    emit('status-published', { list, version, root: bytesToHex(root) })
  },
})
