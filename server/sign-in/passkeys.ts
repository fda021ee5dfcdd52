/**
 * Passkeys (WebAuthn level 3) by which a resident signs in on a device that has no key of the account. Each is bound to
 * an account by a signed request of one of its device keys; at sign-in the passkey itself says whose it is, so nobody
 * types a name and nobody can ask which names there are.
 */
import { randomBytes } from 'node:crypto'
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type AuthenticatorTransport,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server'
import { Problem } from '../problem.ts'
import { createChallenges } from './challenges.ts'
import type { StoredPasskey, Tables } from './tables.ts'

export interface PasskeysOptions {
  readonly tables: Tables
  readonly now: () => number
  /** Scheme, host and port at which residents' browsers have this server. */
  readonly origin: string
  /** Of the city, as authenticators show it. */
  readonly name: string
}

export type Passkeys = ReturnType<typeof createPasskeys>

const passkeysMax = 10
/** EdDSA, ES256 and RS256: what authenticators have. */
const supportedAlgorithmIDs = [-8, -7, -257]

export const createPasskeys = ({ tables, now, origin, name }: PasskeysOptions) => {
  const { passkeys, passkeysOf, keyOf, transaction } = tables
  const { hostname: rpID } = new URL(origin)
  const challenges = createChallenges(now)
  const expected = { expectedOrigin: origin, expectedRPID: rpID, requireUserVerification: true }

  const listOf = (account: string): readonly StoredPasskey[] =>
    passkeysOf.of(keyOf.ofAccount(account)).flatMap((id) => passkeys.get(keyOf.passkey(id)) ?? [])

  return {
    /** A passkey belongs to a domain: an address of numbers has none (WebAuthn section 5.1.2). */
    isOn: !/^[\d.]+$|:/.test(rpID),
    listOf,

    registrationOptions: async (account: string): Promise<PublicKeyCredentialCreationOptionsJSON> => {
      const existing = listOf(account)
      if (existing.length >= passkeysMax) throw new Problem('X8-too-many-passkeys')
      const options = await generateRegistrationOptions({
        rpName: name,
        rpID,
        // Authenticators show it where several passkeys are kept. It is no name, and leads nowhere alone.
        userName: `${name} ${account.slice(0, 6)}`,
        userID: Uint8Array.from(randomBytes(32)),
        attestationType: 'none',
        supportedAlgorithmIDs,
        excludeCredentials: existing.map(({ id }) => ({ id })),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      })
      challenges.put(`add ${account}`, options.challenge)
      return options
    },

    register: async (account: string, response: RegistrationResponseJSON): Promise<string> => {
      const expectedChallenge = challenges.take(`add ${account}`)
      const verified =
        expectedChallenge === undefined
          ? undefined
          : await verifyRegistrationResponse({
              response,
              expectedChallenge,
              supportedAlgorithmIDs,
              ...expected,
            }).catch(() => undefined)
      if (!verified?.verified) throw new Problem('X12-passkey-malformed')
      const { credential, credentialBackedUp } = verified.registrationInfo
      const { id, publicKey, counter, transports = [] } = credential
      const outcome = await transaction(() => {
        if (passkeys.has(keyOf.passkey(id))) return 'X12-passkey-malformed'
        if (listOf(account).length >= passkeysMax) return 'X8-too-many-passkeys'
        const row: StoredPasskey = {
          id,
          account,
          publicKey: Buffer.from(publicKey).toString('base64url'),
          counter,
          transports,
          addedAt: now(),
          isBackedUp: credentialBackedUp,
        }
        passkeys.put(keyOf.passkey(id), row)
        passkeysOf.put(keyOf.ownPasskey(account, id), id)
        return undefined
      })
      if (outcome !== undefined) throw new Problem(outcome)
      return id
    },

    remove: async (account: string, id: string): Promise<void> => {
      if (passkeys.get(keyOf.passkey(id))?.account !== account) throw new Problem('X7-unknown-passkey')
      await transaction(() => {
        passkeys.remove(keyOf.passkey(id))
        passkeysOf.remove(keyOf.ownPasskey(account, id))
      })
    },

    /** For one interaction: the challenge is of no use in any other. */
    requestOptions: async (uid: string): Promise<PublicKeyCredentialRequestOptionsJSON> => {
      const options = await generateAuthenticationOptions({ rpID, userVerification: 'required' })
      challenges.put(`use ${uid}`, options.challenge)
      return options
    },

    /** The account. Whatever is wrong has one code, so that nobody learns which passkeys there are. */
    judge: async (uid: string, response: AuthenticationResponseJSON): Promise<string> => {
      const expectedChallenge = challenges.take(`use ${uid}`)
      const row = passkeys.get(keyOf.passkey(response.id))
      if (expectedChallenge === undefined || !row) throw new Problem('X3-passkey-refused')
      const { publicKey, counter, transports } = row
      const verified = await verifyAuthenticationResponse({
        response,
        expectedChallenge,
        ...expected,
        credential: {
          id: response.id,
          publicKey: Uint8Array.from(Buffer.from(publicKey, 'base64url')),
          counter,
          transports: transports as AuthenticatorTransport[],
        },
      }).catch(() => undefined)
      if (!verified?.verified) throw new Problem('X3-passkey-refused')
      const { newCounter } = verified.authenticationInfo
      const isStill = await transaction(() => {
        const latest = passkeys.get(keyOf.passkey(response.id))
        // A counter that does not go up is a copy of the authenticator; some always say 0 (section 6.1.1).
        if (!latest || (newCounter <= latest.counter && newCounter + latest.counter > 0)) return false
        passkeys.put(keyOf.passkey(response.id), { ...latest, counter: newCounter, usedAt: now() })
        return true
      })
      if (!isStill) throw new Problem('X3-passkey-refused')
      return row.account
    },
  }
}
