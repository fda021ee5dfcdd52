/**
 * One more device for an account. The new device makes a key and signs that it shall speak for that account (R14); the
 * old one reads this as a text, most often out of a picture, and signs `add-key`. Nothing of it is secret. The digits
 * are of the key: who sees the same ones on both devices knows that no other key came in between.
 */
import { decodeBase64, encodeBase64 } from '@maru/kernel/log/base64.ts'
import type { Algorithm } from '@maru/kernel/crypto/host.ts'
import { keyIdOf } from '@maru/kernel/transaction.ts'
import { identityProofMessage, keyProofMessage } from '@maru/services/residents/key-proof.ts'
import { hash } from './hash.ts'
import { createDeviceKey, deviceSigner } from './keys.ts'
import { bePerson } from './persons.ts'
import { type DeviceKey, keepForGood, openStore } from './store.ts'

export interface Joiner {
  readonly keyId: string
  readonly account: string
  readonly algorithm: Algorithm
  readonly publicKey: Uint8Array
  /** The key's signature that it speaks for the account. */
  readonly proof: Uint8Array
  /** Of a device that founds an account: what it will vote with, and the key's signature for it. */
  readonly identity?: JoinerIdentity
}

export interface JoinerIdentity {
  readonly commitment: Uint8Array
  readonly proof: Uint8Array
}

/** A key that this device has made for the account and nobody has added yet; made now if there is none. */
export const keyToJoin = async (chain: string, account: string): Promise<DeviceKey> => {
  const store = await openStore()
  const all = await store.getAll('keys')
  const kept = all.find((key) => key.isJoining && key.chain === chain && key.account === account)
  if (kept) return kept
  const key: DeviceKey = { ...(await createDeviceKey(chain)), account, isJoining: true }
  await store.put('keys', key)
  return key
}

export const joinerOf = async (key: DeviceKey, commitment?: Uint8Array): Promise<Joiner> => {
  const { chain, account, algorithm, publicKey, keyId } = key
  const { sign } = deviceSigner(key)
  const proof = await sign(keyProofMessage(chain, account, publicKey))
  if (!commitment) return { keyId, account, algorithm, publicKey, proof }
  const identity = { commitment, proof: await sign(identityProofMessage(chain, account, commitment)) }
  return { keyId, account, algorithm, publicKey, proof, identity }
}

/** The city has added it: from now on this device signs with it. */
export const beJoined = async ({ isJoining: _isJoining, ...key }: DeviceKey): Promise<void> => {
  await (await openStore()).put('keys', key)
  void keepForGood()
  bePerson({ kind: 'device', account: key.account, keyId: key.keyId })
}

/** A key that was stopped signs nothing any more. */
export const forgetKey = async (keyId: string): Promise<void> => (await openStore()).delete('keys', keyId)

/** Keys of this device that speak for an account of the city. */
export const listOwnKeys = async (chain: string): Promise<readonly DeviceKey[]> => {
  const keys = await (await openStore()).getAll('keys')
  return keys.filter((key) => key.chain === chain && !key.isJoining)
}

export const writeJoiner = ({ account, algorithm, publicKey, proof, identity }: Joiner): string => {
  const bytes = [publicKey, proof, ...(identity ? [identity.commitment, identity.proof] : [])]
  return ['maru-device', account, algorithm, ...bytes.map(encodeBase64)].join(':')
}

/** Undefined unless it is what `writeJoiner` writes. Whether the signature is good is for the city to say. */
export const readJoiner = (text: string): Joiner | undefined => {
  const [, account, algorithm, publicKeyText = '', proofText = '', commitmentText, identityProofText = ''] =
    joiner.exec(text.replaceAll(/\s/g, '')) ?? []
  const publicKey = decodeBase64(publicKeyText)
  const proof = decodeBase64(proofText)
  if (account === undefined || !publicKey || proof?.length !== 64) return undefined
  const key = {
    account,
    algorithm: algorithm as Algorithm,
    publicKey,
    proof,
    keyId: keyIdOf(publicKey, hash),
  }
  if (commitmentText === undefined) return key
  const commitment = decodeBase64(commitmentText)
  const identityProof = decodeBase64(identityProofText)
  return commitment && identityProof && { ...key, identity: { commitment, proof: identityProof } }
}

const joiner =
  /^maru-device:([0-9a-f]{40}):(Ed25519|ES256):([A-Za-z0-9+/]{43,87}=):([A-Za-z0-9+/]{86}==)(?::([A-Za-z0-9+/]{43}=):([A-Za-z0-9+/]{86}==))?$/

/** The address that the new device opens. What stands behind `#` is not sent to anybody. */
export const addressToJoin = (account: string): string => `${location.origin}/devices/join#${account}`

/** The account in such an address, or alone. */
export const readAccount = (text: string): string | undefined =>
  /^(?:https?:\/\/[^\s#]+#)?([0-9a-f]{40})$/.exec(text.trim())?.[1]

/**
 * Twelve digits, in groups of four. To find another key with the same ones takes 10^12 tries, and they are compared
 * within minutes.
 */
export const digitsOf = ({ publicKey }: Pick<Joiner, 'publicKey'>): string => {
  const number = hash(publicKey)
    .subarray(0, 8)
    .reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)
  return String(number % 1_000_000_000_000n)
    .padStart(12, '0')
    .replaceAll(/(\d{4})(?=\d)/g, '$1 ')
}
