import { z } from 'zod'
import { ok, refuse } from '@maru/kernel/service.ts'
import { splitViewFields } from '../inputs.ts'
import { action } from '../kit.ts'
import { areTwoLogs, readNotes } from '../two-notes.ts'

/** Q5: both signatures are checked before this runs. Q6: a cosigner. Q7: of two logs. Q8: once a size. */
export const reportSplitView = action({
  input: z.strictObject(splitViewFields),
  summary: 'Report a validator that signed two different logs, with both checkpoints.',
  example: {
    vkey: 'maru.town/validator-1+9a3e5c40+BAekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k',
    first: 'maru.town\n5\n…\n\n— maru.town/validator-1 …\n',
    second: 'maru.town\n5\n…\n\n— maru.town/validator-1 …\n',
    otherRoot: new Uint8Array(32),
    proof: [],
  },
  cosignatures: ({ hash }, input) => readNotes(hash, input)?.checks ?? [],
  check: ({ tables, needs, hash }, input) => {
    const notes = readNotes(hash, input)
    if (!notes) return refuse('Q5-not-readable')
    const known = needs.validatorOfCosigner(input.vkey)
    if (!known) return refuse('Q6-unknown-cosigner')
    if (!areTwoLogs(hash, notes, input)) return refuse('Q7-one-log')
    return tables.splitViewAt.has([known.validator, notes.first.size]) ? refuse('Q8-already-recorded') : ok
  },
  apply: ({ tables, needs, hash, actor, time, emit, nextNumber }, input) => {
    const { origin, size } = readNotes(hash, input)!.first
    const known = needs.validatorOfCosigner(input.vkey)!
    const number = nextNumber('split-view')
    tables.splitViews.put([number], { ...input, ...known, origin, size, by: actor, at: time })
    tables.splitViewAt.put([known.validator, size], { number })
    emit('split-view-recorded', { splitView: number, ...known, size })
  },
})
