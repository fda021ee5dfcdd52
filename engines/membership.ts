/** Membership proofs, checked by mcl's WebAssembly, which is loaded when the first of them comes. */
import * as mcl from 'mcl-wasm'
import type { Hash, MembershipCheck, VerifyMembership } from '@maru/kernel/crypto/host.ts'
import { createBatchVerifier } from '@maru/kernel/membership/batch.ts'
import { createMclPairing } from '@maru/kernel/membership/mcl-pairing.ts'

type Verify = (checks: readonly MembershipCheck[]) => readonly boolean[]

export const createMembershipVerifier = (hash: Hash): VerifyMembership => {
  let ready: Promise<Verify> | undefined
  return async (checks) => (await (ready ??= load(hash)))(checks)
}

const load = async (hash: Hash): Promise<Verify> => {
  await mcl.init(mcl.BN_SNARK1)
  return createBatchVerifier(hash, createMclPairing<mcl.Fr, mcl.Fp, mcl.Fp2, mcl.G1, mcl.G2, mcl.GT>(mcl))
}
