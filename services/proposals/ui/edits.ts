import type { ProposalRow } from './data.ts'

/** Why its author cannot change it any more (P8, P14, P15, P26), as a key of the texts; undefined while they can. */
export const reasonNotToEdit = ({
  state,
  supports,
  joined = 0,
  closes = Infinity,
  erasedAt,
}: ProposalRow) => {
  if (erasedAt !== undefined) return 'editErased'
  if (state === 'closed' || state === 'withdrawn' || (state === 'open' && closes <= Date.now()))
    return 'editOver'
  if (supports > 0) return 'editSupported'
  return joined > 0 ? 'editJoined' : undefined
}
