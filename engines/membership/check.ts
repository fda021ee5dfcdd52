/** Membership proofs, checked by mcl's WebAssembly on the thread that calls. */
import * as mcl from 'mcl-wasm'
import inside from 'mcl-wasm/dist/mcl.js'
import type { Hash, MembershipCheck } from '@maru/kernel/crypto/host.ts'
import { createBatchVerifier } from '@maru/kernel/membership/batch.ts'
import { createMillerLoops } from '@maru/kernel/membership/mcl-memory.ts'
import { createMclPairing } from '@maru/kernel/membership/mcl-pairing.ts'

export type CheckBatch = (checks: readonly MembershipCheck[]) => readonly boolean[]

export const openBatchChecks = async (hash: Hash): Promise<CheckBatch> => {
  await mcl.init(mcl.BN_SNARK1)
  const loops = createMillerLoops<mcl.G1, mcl.G2, mcl.GT>(inside, () => new mcl.GT())
  const pairing = createMclPairing<mcl.Fr, mcl.Fp, mcl.Fp2, mcl.G1, mcl.G2, mcl.GT>(mcl, loops)
  return createBatchVerifier(hash, pairing)
}
