import { z } from 'zod'
import { compareVotes, equivocationChecks } from '@maru/kernel/consensus/equivocation.ts'
import { ok, refuse } from '@maru/kernel/service.ts'
import { equivocationFields, toEquivocation } from '../inputs.ts'
import { action } from '../kit.ts'

const [exampleHash, otherHash] = [new Uint8Array(32), new Uint8Array(32).fill(1)]
const exampleVote = { seconds: 1_767_225_600, nanos: 0, signature: new Uint8Array(64) }

/** Q1: both signatures are checked before this runs. Q2: a validator. Q3: two different votes. Q4: once a height. */
export const reportEquivocation = action({
  input: z.strictObject(equivocationFields),
  summary: 'Report a validator that voted for two things at once, with both of its votes.',
  example: {
    publicKey: exampleHash,
    type: 'precommit',
    height: 1200,
    round: 0,
    votes: [
      { block: null, ...exampleVote },
      { block: { hash: exampleHash, partCount: 1, partsHash: otherHash }, ...exampleVote },
    ],
  },
  cosignatures: ({ chain }, input) => equivocationChecks(chain, toEquivocation(input)),
  check: ({ tables, needs, keyId }, input) => {
    const known = needs.validatorOf(keyId(input.publicKey))
    if (!known) return refuse('Q2-unknown-validator')
    const order = compareVotes(...toEquivocation(input).votes)
    if (order === 0) return refuse('Q3-same-vote')
    if (order > 0) return refuse('Q3-wrong-order')
    return tables.equivocationAt.has([known.validator, input.height]) ? refuse('Q4-already-recorded') : ok
  },
  apply: ({ tables, needs, keyId, actor, time, emit, nextNumber }, input) => {
    const known = needs.validatorOf(keyId(input.publicKey))!
    const number = nextNumber('equivocation')
    tables.equivocations.put([number], { ...input, ...known, by: actor, at: time })
    tables.equivocationAt.put([known.validator, input.height], { number })
    emit('equivocation-recorded', { equivocation: number, ...known, height: input.height })
  },
})
