/**
 * libsodium, where it is there and judges as this city does. Another build or version of it may multiply by the
 * cofactor, as its development branch does, and would take what validators without it refuse: such a one is not used.
 */
import { createRequire } from 'node:module'
import { hexToBytes } from '@maru/kernel/codec/hex.ts'

export type VerifyDetached = (signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array) => boolean

/** Undefined on systems for which the package brings no binary. */
export const loadSodium = (load: () => VerifyDetached = loadPackage): VerifyDetached | undefined => {
  try {
    const verify = load()
    return judgesAsOpenssl(verify) ? verify : undefined
  } catch {
    return undefined
  }
}

const loadPackage = (): VerifyDetached => {
  const { crypto_sign_verify_detached: verify } = require('sodium-native') as SodiumNative
  return verify
}

/** Not `import`: what fails to load has to be caught, at once. */
const require = createRequire(import.meta.url)

interface SodiumNative {
  readonly crypto_sign_verify_detached: VerifyDetached
}

/** Three questions whose answers tell the kinds of libraries apart. */
const judgesAsOpenssl = (verify: VerifyDetached): boolean =>
  questions.every(({ isValid, signature, message, publicKey }) => {
    const says = verify(hexToBytes(signature), hexToBytes(message), hexToBytes(publicKey))
    return says === isValid
  })

/** RFC 8032 section 7.1, test 3; cases 4 and 5 of "Taming the many EdDSAs", which hold only with the cofactor. */
const questions = [
  {
    publicKey: 'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
    message: 'af82',
    signature:
      '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
    isValid: true,
  },
  {
    publicKey: 'cdb267ce40c5cd45306fa5d2f29731459387dbf9eb933b7bd5aed9a765b88d4d',
    message: 'e47d62c63f830dc7a6851a0b1f33ae4bb2f507fb6cffec4011eaccd55b53f56c',
    signature:
      '160a1cb0dc9c0258cd0a7d23e94d8fa878bcb1925f2c64246b2dee1796bed5125ec6bc982a269b723e0668e540911a9a6a58921d6925e434ab10aa7940551a09',
    isValid: false,
  },
  {
    publicKey: 'cdb267ce40c5cd45306fa5d2f29731459387dbf9eb933b7bd5aed9a765b88d4d',
    message: 'e47d62c63f830dc7a6851a0b1f33ae4bb2f507fb6cffec4011eaccd55b53f56c',
    signature:
      '21122a84e0b5fca4052f5b1235c80a537878b38f3142356b2c2384ebad4668b7e40bc836dac0f71076f9abe3a53f9c03c1ceeeddb658d0030494ace586687405',
    isValid: false,
  },
]
