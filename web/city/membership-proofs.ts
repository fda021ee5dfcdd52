/** Membership proofs in a browser: mcl's WebAssembly is loaded only when there is one to check. */
import type { MembershipCheck, VerifyMembership } from '@maru/kernel/crypto/host.ts'
import { createBatchVerifier } from '@maru/kernel/membership/batch.ts'
import { gatherChecks } from '@maru/kernel/membership/gather.ts'
import { createMillerLoops } from '@maru/kernel/membership/mcl-memory.ts'
import { createMclPairing } from '@maru/kernel/membership/mcl-pairing.ts'
import type * as Mcl from 'mcl-wasm'
import { hash } from './hash.ts'

type Verify = (checks: readonly MembershipCheck[]) => readonly boolean[]

const checkHere: VerifyMembership = async (checks) => (await (ready ??= load()))(checks)

export const verifyMembership = gatherChecks(checkHere, 256)

let ready: Promise<Verify> | undefined

const load = async (): Promise<Verify> => {
  const [mcl, inside] = await Promise.all([import('mcl-wasm'), import('mcl-wasm/dist/mcl.js')])
  await mcl.init(mcl.BN_SNARK1)
  const loops = createMillerLoops<Mcl.G1, Mcl.G2, Mcl.GT>(inside.default, () => new mcl.GT())
  return createBatchVerifier(
    hash,
    createMclPairing<Mcl.Fr, Mcl.Fp, Mcl.Fp2, Mcl.G1, Mcl.G2, Mcl.GT>(mcl, loops),
  )
}
