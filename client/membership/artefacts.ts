/**
 * The circuit of Semaphore v4 for groups of up to 2^24 members, and its proving key: files of the package
 * `@zk-kit/semaphore-artifacts` 4.13.0, whose origin is told in docs/decisions/0039. Hashes are SHA-256.
 */
export const artefacts = {
  circuit: {
    file: 'semaphore-24.wasm',
    sha256: '0ea5d513aaf0c340c5a2bbb1ed60ed6d5843ad162dabcab95dd35c9fb3960b1b',
  },
  key: {
    file: 'semaphore-24.zkey',
    sha256: 'b02f7c575b5057adf85d2d15f2aa274fd3c964d4ec9f0184d032fec94513263a',
  },
} as const
