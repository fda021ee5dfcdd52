/**
 * What the kernel is handed by whoever runs it. Node gives its native functions, a browser WebCrypto with noble for
 * what must be synchronous, a test whatever it likes; all must agree to the bit.
 */
export type Algorithm = 'Ed25519' | 'ES256'

/** SHA-256 (FIPS 180-4): any number of bytes in, 32 out. */
export type Hash = (data: Uint8Array) => Uint8Array

export interface SignatureCheck {
  readonly algorithm: Algorithm
  /** Ed25519: 32 bytes (RFC 8032). ES256: the uncompressed point, 0x04 and 64 bytes (SEC 1 section 2.3.3). */
  readonly publicKey: Uint8Array
  readonly message: Uint8Array
  /** 64 bytes; for ES256 r and s, each 32 bytes big-endian (RFC 9053 section 2.1). */
  readonly signature: Uint8Array
}

/** Never rejects: whatever is wrong with key or signature is `false`. */
export type VerifySignature = (check: SignatureCheck) => Promise<boolean>

/** A Semaphore v4 proof and what it is to prove (membership/membership.ts). */
export interface MembershipCheck {
  /** 32 bytes each. */
  readonly root: Uint8Array
  readonly nullifier: Uint8Array
  readonly message: Uint8Array
  readonly scope: Uint8Array
  /** The Groth16 points A, B, C: eight coordinates of 32 bytes, big-endian, as EIP-197 orders them. */
  readonly proof: Uint8Array
}

/** One answer for each check, in their order, whatever they are checked together with. Rejects only when it cannot run. */
export type VerifyMembership = (checks: readonly MembershipCheck[]) => Promise<readonly boolean[]>

/** All that a transaction's signatures and proofs are checked with. */
export interface Verifiers {
  readonly verifySignature: VerifySignature
  readonly verifyMembership: VerifyMembership
}
