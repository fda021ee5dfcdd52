/** What is kept of signing in, in one LMDB environment: what is under way, consents, passkeys. */
import type { Attribute } from '@maru/services/sign-in/attributes.ts'
import type { Database } from 'lmdb'
import type { AdapterPayload } from 'oidc-provider'
import { closeEnvironment, openEnvironment, written } from '../lmdb.ts'

/** Something of the protocol: a pushed request, an interaction, a session, a code, a token. */
export interface StoredModel {
  readonly payload: AdapterPayload
  /** Milliseconds since 1970. */
  readonly expiresAt: number
}

export interface StoredConsent {
  /** The relying service's code. */
  readonly service: string
  readonly attributes: readonly Attribute[]
  /** All that was asked; what is not among the attributes was declined. */
  readonly asked: readonly Attribute[]
  readonly until: number
  /** What the ledger has of it, and with which salt: hexadecimal digits. */
  readonly commitment: string
  readonly salt: string
  readonly grantId?: string
  readonly usedAt: number
  readonly endedAt?: number
}

export interface StoredPasskey {
  readonly account: string
  /** COSE_Key (RFC 9052 section 7), as the authenticator gave it. */
  readonly publicKey: Buffer
  readonly counter: number
  readonly transports: readonly string[]
  readonly addedAt: number
  readonly usedAt?: number
  /** Kept by a provider of passkeys, so that it is on several devices. */
  readonly isBackedUp: boolean
}

export type Tables = ReturnType<typeof openTables>

export const openTables = (path: string) => {
  const root = openEnvironment(path)
  /** [model, id] */
  const models: Database<StoredModel, [string, string]> = root.openDB({ name: 'models' })
  /** [expiresAt, model, id] */
  const expiries: Database<true, [number, string, string]> = root.openDB({ name: 'expiries' })
  /** [grant or uid, its value, model, id] */
  const links: Database<true, [string, string, string, string]> = root.openDB({ name: 'links' })
  /** [account, when it was given] */
  const consents: Database<StoredConsent, [string, number]> = root.openDB({ name: 'consents' })
  /** [grant's id]: under which consent it was made. */
  const grants: Database<[string, number], string> = root.openDB({ name: 'grants' })
  /** [credential's id] */
  const passkeys: Database<StoredPasskey, string> = root.openDB({ name: 'passkeys' })
  /** [account, credential's id] */
  const passkeysOf: Database<true, [string, string]> = root.openDB({ name: 'passkeysOf' })
  /** [when it is to be sent, id]: signed consents on their way to the ledger. */
  const recordings: Database<Buffer, [number, string]> = root.openDB({ name: 'recordings' })
  return {
    models,
    expiries,
    links,
    consents,
    grants,
    passkeys,
    passkeysOf,
    recordings,
    /** All that the callback writes, or nothing. */
    transaction: <Outcome>(run: () => Outcome): Promise<Outcome> => written(root.transaction(run)),
    close: () => closeEnvironment(root),
  }
}

type Parts = [string, ...(string | number)[]]

/** All rows whose key begins with these parts. */
export const rowsOf = <Value, Key extends Parts>(
  database: Database<Value, Key>,
  ...prefix: readonly string[]
): readonly { readonly key: Key; readonly value: Value }[] => {
  // lmdb sorts arrays by their parts, numbers before texts, and no text after this one.
  const start = prefix as unknown as Key
  const end = [...prefix, '\u{10ffff}'] as unknown as Key
  return [...database.getRange({ start, end })]
}
