/** The hash that the browser hands the kernel: WebCrypto's is asynchronous, and the kernel's must not be. */
import type { Hash } from '@maru/kernel/crypto/host.ts'
import { sha256 } from '@noble/hashes/sha2.js'

export const hash: Hash = (data) => sha256(data)
