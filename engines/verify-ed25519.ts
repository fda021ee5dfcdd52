/** OpenSSL's check of one Ed25519 signature, at once: for notes, which have few. */
import type { VerifyEd25519 } from '@maru/kernel/log/ports.ts'
import { checkByOpenssl } from './signatures/check.ts'

export const verifyEd25519: VerifyEd25519 = (publicKey, message, signature) =>
  checkByOpenssl({ algorithm: 'Ed25519', publicKey, message, signature })
