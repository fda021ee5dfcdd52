/** What mass-codes.ts puts in the place of engines/membership/verifier.ts: it takes codes, and real proofs as that one does. */
import type { MembershipCheck, VerifyMembership } from '@maru/kernel/crypto/host.ts'
import { createMassHost } from './mass-members.ts'

interface Real {
  readonly createMembershipVerifier: () => VerifyMembership
}

/** Under another name, so that mass-codes.ts leaves it in its place. */
const realPath = `${new URL('../engines/membership/verifier.ts', import.meta.url).href}?real`

/** Made when the first proof comes: the host's own module waits for this one to be loaded. */
export const createMembershipVerifier = (): VerifyMembership => {
  const takesCode: VerifyMembership = (checks) => createMassHost().verifyMembership(checks)
  let real: Promise<VerifyMembership> | undefined
  const isReal = async (check: MembershipCheck): Promise<boolean> => {
    real ??= import(realPath).then((module: Real) => module.createMembershipVerifier())
    return (await (await real)([check]))[0] === true
  }
  return async (checks) => {
    const taken = await takesCode(checks)
    return Promise.all(checks.map((check, at) => (taken[at] ? Promise.resolve(true) : isReal(check))))
  }
}
