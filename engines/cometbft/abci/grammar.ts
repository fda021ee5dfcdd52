/**
 * The calls that CometBFT v0.38 makes, as spec/abci/abci++_comet_expected_behavior.md has them:
 *
 *   start            = clean-start / recovery
 *   clean-start      = (info init-chain / state-sync) consensus-exec
 *   state-sync       = *(offer-snapshot *apply-chunk) offer-snapshot 1*apply-chunk info
 *   recovery         = info [init-chain] consensus-exec
 *   consensus-exec   = 1*(*consensus-round finalize-block commit)
 *   consensus-round  = calls of a proposer or of another, in which each of prepare-proposal, process-proposal,
 *                      extend-vote and verify-vote-extension may be the only one
 *
 * Since a round may be any one of these calls, any number of rounds may be any sequence of them. A process that is
 * killed may stop anywhere: the last height of a start need not come to its commit, and a first start that did not get
 * as far as its first commit is begun anew.
 */

const rounds = '[pjev]*'
const heights = `(?:${rounds}fc)*${rounds}f?`
const stateSync = '(?:oa*)*oa+i'
const cleanStart = new RegExp(`^(?:in?|(?:oa*)*|in${heights}|${stateSync}${heights})$`)
const recovery = new RegExp(`^in?${heights}$`)

/** One list of calls for each start of CometBFT on one home folder, the first one first. */
export const fitsGrammar = (starts: readonly (readonly string[])[]): boolean => {
  let hasCommitted = false
  return starts.every((calls) => {
    const letters = calls.map((name) => letterByCall[name] ?? '').join('')
    const fits = letters === '' || (hasCommitted ? recovery : cleanStart).test(letters)
    hasCommitted ||= letters.includes('c')
    return fits
  })
}

/** Echo, Flush, CheckTx, Query, ListSnapshots and LoadSnapshotChunk may come at any time. */
const letterByCall: { readonly [name: string]: string } = {
  info: 'i',
  initChain: 'n',
  offerSnapshot: 'o',
  applySnapshotChunk: 'a',
  prepareProposal: 'p',
  processProposal: 'j',
  extendVote: 'e',
  verifyVoteExtension: 'v',
  finalizeBlock: 'f',
  commit: 'c',
}
