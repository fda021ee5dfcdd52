/**
 * Who votes on blocks is what the ledger says. CometBFT learns of a block's changes from FinalizeBlock, and counts by
 * them from two blocks later on (H+2), so that the block in between can still be signed by those who know of it. It begins with
 * the validators of its own genesis, which have to be the ledger's.
 */
import type { ValidatorUpdate } from 'cosmjs-types/tendermint/abci/types'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { createOverlay, type View } from '@maru/kernel/state/view.ts'

export interface VotingValidator {
  /** Ed25519. */
  readonly publicKey: Uint8Array
  readonly power: number
}

/** Handed in by whoever knows the services. A ledger opened without it leaves validators as the genesis has them. */
export type ValidatorsOf = (view: View) => readonly VotingValidator[]

/** Throws when CometBFT would begin with others than the ledger does. */
export const requireSameValidators = (
  given: readonly ValidatorUpdate[],
  validatorsOf: ValidatorsOf | undefined,
  view: View,
): void => {
  if (!validatorsOf) return
  const known = powersOf(validatorsOf(view))
  const isSame =
    given.length === known.size &&
    given.every(({ pubKey, power }) => known.get(bytesToHex(pubKey?.ed25519 ?? none)) === Number(power))
  if (!isSame)
    throw new Error(
      'the validators of this genesis are not those that the ledger in the data folder begins with',
    )
}

/** What a block's changes mean for CometBFT, in the order of the keys; a power of 0 takes a validator out. */
export const validatorUpdatesOf = (
  validatorsOf: ValidatorsOf | undefined,
  view: View,
  changes: ReadonlyMap<string, Uint8Array | undefined>,
): ValidatorUpdate[] => {
  if (!validatorsOf) return []
  const before = powersOf(validatorsOf(view))
  const after = powersOf(validatorsOf(createOverlay(view, new Map(changes))))
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((key) => before.get(key) !== after.get(key))
    .sort()
    .map((key) => ({ pubKey: { ed25519: Buffer.from(key, 'hex') }, power: BigInt(after.get(key) ?? 0) }))
}

const powersOf = (validators: readonly VotingValidator[]): ReadonlyMap<string, number> =>
  new Map(validators.map(({ publicKey, power }) => [bytesToHex(publicKey), power]))

const none = new Uint8Array(0)
