/** Who votes on blocks, with how much power each, and the hash by which a header names them. */
import { bytesToHex } from '../codec/hex.ts'
import type { Hash } from '../crypto/host.ts'
import { leafHash, rootOf } from '../log/leaf.ts'
import { type Bytes, putBytes, putMessage, putNumber } from './protobuf.ts'

export interface Validator {
  /** Ed25519, 32 bytes: the one kind that a city's genesis allows. */
  readonly publicKey: Uint8Array
  readonly power: number
  /** What the file that one trusts calls it; no part of any hash. */
  readonly name?: string
}

/** First 20 bytes of SHA-256 of the public key, in lower-case hexadecimal. */
export const addressOf = (hash: Hash, { publicKey }: Pick<Validator, 'publicKey'>): string =>
  bytesToHex(hash(publicKey).subarray(0, 20))

/** Of validators in CometBFT's order. */
export const validatorsHash = (hash: Hash, validators: readonly Validator[]): Uint8Array =>
  rootOf(
    hash,
    validators.map((validator) => leafHash(hash, encodeValidator(validator))),
  )

/** CometBFT's order: by power, the greatest first, and those of the same power by address. */
export const inOrder = (hash: Hash, validators: readonly Validator[]): Validator[] =>
  validators
    .map((validator) => ({ validator, address: addressOf(hash, validator) }))
    .sort((a, b) => b.validator.power - a.validator.power || (a.address < b.address ? -1 : 1))
    .map(({ validator }) => validator)

export const totalPower = (validators: readonly Validator[]): number =>
  validators.reduce((sum, { power }) => sum + power, 0)

/** Three times as much, and sums of it, are still exact numbers. */
export const POWER_MAX = 2 ** 50

/** Why these cannot be a validator set, or undefined. */
export const validatorsProblem = (validators: readonly Validator[]): string | undefined => {
  if (validators.length === 0) return 'there are no validators'
  if (validators.some(({ power }) => power <= 0)) return 'a validator has no power'
  if (totalPower(validators) > POWER_MAX) return `the validators have more power than ${POWER_MAX}`
  const keys = new Set(validators.map(({ publicKey }) => bytesToHex(publicKey)))
  return keys.size === validators.length ? undefined : 'a validator stands twice'
}

/** SimpleValidator. */
const encodeValidator = ({ publicKey, power }: Validator): Uint8Array => {
  const key: Bytes = []
  putBytes(key, 1, publicKey)
  const out: Bytes = []
  putMessage(out, 1, key)
  putNumber(out, 2, power)
  return Uint8Array.from(out)
}
