/** Node's native cryptography, as the kernel and the verifier want it handed in. */
import { createHost } from '@maru/engines/host.ts'
import { verifyEd25519 } from '@maru/engines/verify-ed25519.ts'

export const host = { ...createHost(), verifyEd25519 }
