/** The recovery secrets of made-up people, as their keys are: anyone can compute them. For demonstrations and tests. */
import { sha256 } from '@noble/hashes/sha2.js'

export const developmentVotingSecret = (account: string): Uint8Array =>
  sha256(new TextEncoder().encode(`maru development voting secret: ${account}`)).subarray(0, 16)
