/** A passkey without a device (WebAuthn level 3): makes and uses ES256 credentials as an authenticator does. */
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server'
import { encode } from 'cborg'

export interface SoftwareAuthenticator {
  counter: number
  readonly create: (options: PublicKeyCredentialCreationOptionsJSON) => RegistrationResponseJSON
  readonly get: (options: PublicKeyCredentialRequestOptionsJSON, wrong?: Wrong) => AuthenticationResponseJSON
}

export interface Wrong {
  readonly origin?: string
  readonly isUnverified?: boolean
}

export const createAuthenticator = (origin: string): SoftwareAuthenticator => {
  const rpIdHash = sha256(new URL(origin).hostname)
  const id = randomBytes(16)
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const clientData = (type: string, challenge: string, from: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin: from, crossOrigin: false }))
  const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')
  const common = {
    id: base64url(id),
    rawId: base64url(id),
    type: 'public-key',
    clientExtensionResults: {},
  } as const

  const self: SoftwareAuthenticator = {
    counter: 0,
    create: ({ challenge }) => {
      // Section 6.1: present and verified (0x05), with a credential (0x40).
      const head = Buffer.concat([rpIdHash, Buffer.from([0x45]), uint32(self.counter), Buffer.alloc(16)])
      const authData = Buffer.concat([head, Buffer.from([0, id.length]), id, coseKey(publicKey)])
      const attestationObject = encode(
        new Map<string, unknown>([
          ['fmt', 'none'],
          ['attStmt', {}],
          ['authData', authData],
        ]),
      )
      return {
        ...common,
        response: {
          clientDataJSON: base64url(clientData('webauthn.create', challenge, origin)),
          attestationObject: base64url(attestationObject),
        },
      }
    },
    get: ({ challenge }, { origin: from = origin, isUnverified = false } = {}) => {
      self.counter++
      const flags = Buffer.from([isUnverified ? 0x01 : 0x05])
      const authenticatorData = Buffer.concat([rpIdHash, flags, uint32(self.counter)])
      const data = clientData('webauthn.get', challenge, from)
      const signature = sign('sha256', Buffer.concat([authenticatorData, sha256(data)]), privateKey)
      return {
        ...common,
        response: {
          clientDataJSON: base64url(data),
          authenticatorData: base64url(authenticatorData),
          signature: base64url(signature),
        },
      }
    },
  }
  return self
}

/** COSE_Key of a point (RFC 9053 section 7.1.1). */
const coseKey = (publicKey: KeyObject): Uint8Array => {
  const { x, y } = publicKey.export({ format: 'jwk' })
  return encode(
    new Map<number, unknown>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(x!, 'base64url')],
      [-3, Buffer.from(y!, 'base64url')],
    ]),
  )
}

const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

const sha256 = (data: string | Uint8Array): Buffer => createHash('sha256').update(data).digest()
