/** Keys that sign in a browser. A device's own is made by WebCrypto and never leaves it. */
import type { Algorithm } from '@maru/kernel/crypto/host.ts'
import { keyIdOf } from '@maru/kernel/transaction.ts'
import { hash } from './hash.ts'
import type { DemonstrationRole, Person } from './persons.ts'
import { type DeviceKey, keepForGood, openStore } from './store.ts'

export interface BrowserSigner {
  readonly algorithm: Algorithm
  readonly publicKey: Uint8Array
  readonly keyId: string
  readonly sign: (message: Uint8Array) => Promise<Uint8Array>
}

export const signerOf = async (person: Person): Promise<BrowserSigner> => {
  if (person.kind === 'demonstration') return demonstrationSigner(person.role)
  const store = await openStore()
  const key = await store.get('keys', person.keyId)
  if (!key) throw new KeyLost()
  return deviceSigner(key)
}

/** The browser has forgotten the key, as when its site data was cleared. */
export class KeyLost extends Error {
  override readonly name = 'KeyLost'
}

/** A new key of this device: Ed25519 where the browser has it, else ES256. It founds the account named after it. */
export const createDeviceKey = async (chain: string): Promise<DeviceKey> => {
  const { algorithm, pair } = await generate()
  const publicKey = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
  const keyId = keyIdOf(publicKey, hash)
  return { keyId, account: keyId, chain, algorithm, publicKey, privateKey: pair.privateKey }
}

export const keepDeviceKey = async (key: DeviceKey): Promise<Person> => {
  const store = await openStore()
  await store.put('keys', key)
  void keepForGood()
  return { kind: 'device', account: key.account, keyId: key.keyId }
}

export const deviceSigner = ({ algorithm, publicKey, privateKey, keyId }: DeviceKey): BrowserSigner => ({
  algorithm,
  publicKey,
  keyId,
  sign: async (message) =>
    new Uint8Array(
      await crypto.subtle.sign(
        algorithm === 'Ed25519' ? 'Ed25519' : { name: 'ECDSA', hash: 'SHA-256' },
        privateKey,
        message as Uint8Array<ArrayBuffer>,
      ),
    ),
})

const generate = async (): Promise<{ algorithm: Algorithm; pair: CryptoKeyPair }> => {
  try {
    const pair = await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])
    return { algorithm: 'Ed25519', pair }
  } catch {
    const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
      'sign',
      'verify',
    ])
    return { algorithm: 'ES256', pair }
  }
}

/** The well-known key of a made-up person, as client/keys.ts derives it. Not every browser has Ed25519, so it is noble's. */
export const demonstrationSigner = async (
  role: DemonstrationRole | `resident-${number}`,
): Promise<BrowserSigner> => {
  const { ed25519 } = await import('@noble/curves/ed25519.js')
  const seed = hash(new TextEncoder().encode(`maru development key: ${role}`))
  const publicKey = ed25519.getPublicKey(seed)
  return {
    algorithm: 'Ed25519',
    publicKey,
    keyId: keyIdOf(publicKey, hash),
    sign: (message) => Promise.resolve(ed25519.sign(message, seed)),
  }
}
