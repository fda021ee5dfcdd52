/** The keys of a validator, made in one place, before the genesis that names them. */
import { generateKeyPairSync } from 'node:crypto'
import { sha256 } from '../../host.ts'

export interface PublicKey {
  readonly publicKey: Uint8Array
  /** First 20 bytes of SHA-256 of the public key. */
  readonly address: Uint8Array
}

export interface NodeKey extends PublicKey {
  /** Seed and public key, as Go's ed25519 has it. */
  readonly privateKey: Uint8Array
}

export interface ValidatorKeys {
  /** Votes on blocks. */
  readonly voting: NodeKey
  /** Its name among its peers. */
  readonly peer: NodeKey
}

export const createValidatorKeys = (): ValidatorKeys => ({ voting: createNodeKey(), peer: createNodeKey() })

const createNodeKey = (): NodeKey => {
  const { d, x } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
  const [seed, publicKey] = [d, x].map((part) => Buffer.from(part as string, 'base64url')) as [Buffer, Buffer]
  return { ...publicKeyOf(publicKey), privateKey: Buffer.concat([seed, publicKey]) }
}

export const publicKeyOf = (publicKey: Uint8Array): PublicKey => ({
  publicKey,
  address: sha256(publicKey).subarray(0, 20),
})

/** As CometBFT's JSON files have keys. */
export const publicKeyJson = ({ publicKey }: PublicKey) => ({
  type: 'tendermint/PubKeyEd25519',
  value: Buffer.from(publicKey).toString('base64'),
})

export const privateKeyJson = ({ privateKey }: NodeKey) => ({
  type: 'tendermint/PrivKeyEd25519',
  value: Buffer.from(privateKey).toString('base64'),
})

/** What peers dial a node by. */
export const nodeIdOf = ({ address }: PublicKey): string => Buffer.from(address).toString('hex')

export const addressOf = ({ address }: PublicKey): string =>
  Buffer.from(address).toString('hex').toUpperCase()
