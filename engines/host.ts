/**
 * What Node hands the kernel: its native SHA-256 and signature checks. The checks run on libuv's pool, which the
 * files and the state store use too; so only so many are under way at once and the rest wait here, in order.
 */
import { hash, verify } from 'node:crypto'
import type { Hash, SignatureCheck, Verifiers, VerifySignature } from '@maru/kernel/crypto/host.ts'
import { createMembershipVerifier } from './membership/verifier.ts'

export interface Host extends Verifiers {
  readonly hash: Hash
}

export const createHost = ({ checksUnderWay = 1024 } = {}): Host => {
  let running = 0
  const waiting: (() => void)[] = []
  let next = 0

  const settle = (): void => {
    running--
    if (next === waiting.length) return
    waiting[next++]!()
    // Compacted now and then: `shift` on a long array would move all of it for each check.
    if (next < waiting.length && next < 4096) return
    waiting.splice(0, next)
    next = 0
  }

  const verifySignature: VerifySignature = (check) =>
    new Promise((resolve) => {
      const start = (): void => {
        running++
        verifyNatively(check, (valid) => {
          settle()
          resolve(valid)
        })
      }
      if (running < checksUnderWay) start()
      else waiting.push(start)
    })

  return { hash: sha256, verifySignature, verifyMembership: createMembershipVerifier() }
}

/**
 * By way of a string: `hash` takes 1.0 us to hand out 32 bytes as a Buffer, and 0.3 as a string, from which an array
 * small enough to live on V8's own heap is made.
 */
export const sha256: Hash = (data) => {
  scratch.write(hash('sha256', data, 'latin1'), 0, 'latin1')
  return new Uint8Array(scratch)
}

const scratch = Buffer.alloc(32)

const verifyNatively = (check: SignatureCheck, done: (valid: boolean) => void): void => {
  try {
    const key = keyOptions[check.algorithm](check.publicKey)
    verify(digestName[check.algorithm], check.message, key, check.signature, (error, valid) =>
      done(!error && valid),
    )
  } catch {
    // A public key that is no point of the curve throws at once instead of calling back.
    done(false)
  }
}

const digestName = { Ed25519: null, ES256: 'sha256' } as const

/** `raw-public` spares the DER wrapping that other key formats cost on each call. */
const keyOptions = {
  Ed25519: (key: Uint8Array) => ({ key, format: 'raw-public', asymmetricKeyType: 'ed25519' }) as any,
  ES256: (key: Uint8Array) =>
    ({
      key,
      format: 'raw-public',
      asymmetricKeyType: 'ec',
      namedCurve: 'P-256',
      dsaEncoding: 'ieee-p1363',
    }) as any,
}
