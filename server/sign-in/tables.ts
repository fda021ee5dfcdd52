/** What is kept of signing in, in one LMDB environment: what is under way, consents, passkeys. All of it sealed. */
import type { Attribute } from '@maru/services/sign-in/attributes.ts'
import type { Database, RootDatabase } from 'lmdb'
import type { AdapterPayload } from 'oidc-provider'
import { closeEnvironment, openEnvironment, written } from '../lmdb.ts'
import type { KeyService } from '../vault/key-service.ts'
import { openSealing, type Group, type Sealing } from './sealing.ts'

/** Something of the protocol: a pushed request, an interaction, a session, a code, a token. */
export interface StoredModel {
  readonly payload: AdapterPayload
  /** Milliseconds since 1970. */
  readonly expiresAt: number
}

export interface StoredConsent {
  /** When it was given, in milliseconds since 1970. No two of an account have one time. */
  readonly at: number
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
  /** The credential's, in base64url. */
  readonly id: string
  readonly account: string
  /** COSE_Key (RFC 9052 section 7), as the authenticator gave it, in base64url. */
  readonly publicKey: string
  readonly counter: number
  readonly transports: readonly string[]
  readonly addedAt: number
  readonly usedAt?: number
  /** Kept by a provider of passkeys, so that it is on several devices. */
  readonly isBackedUp: boolean
}

export type Tables = Awaited<ReturnType<typeof openTables>>

/** In keys of rows `#` marks what is hidden (sealing.ts). */
export const openTables = async (path: string, keyService: KeyService) => {
  const root = openEnvironment(path)
  const transaction = <Outcome>(run: () => Outcome): Promise<Outcome> => written(root.transaction(run))
  const keys: Database<string, string> = root.openDB({ name: 'keys' })
  const sealing = await openSealing({ keys, keyService, transaction })
  const table = <Value, Key extends Parts>(name: string, group: Group) =>
    sealedTable<Value, Key>({ root, name, group, sealing })
  /** [expiresAt, model, #id] */
  const expiries: Database<true, [number, string, string]> = root.openDB({ name: 'expiries' })
  /** [grant or uid, #its value, model, #id] */
  const links: Database<true, [string, string, string, string]> = root.openDB({ name: 'links' })
  return {
    /** [model, #id] */
    models: table<StoredModel, [string, string]>('models', 'under way'),
    expiries,
    links,
    /** [#account, #when it was given] */
    consents: table<StoredConsent, [string, string]>('consents', 'consents'),
    /** [#grant's id]: the account and the time of the consent under which it was made. */
    grants: table<{ readonly account: string; readonly at: number }, [string]>('grants', 'consents'),
    /** [#credential's id] */
    passkeys: table<StoredPasskey, [string]>('passkeys', 'passkeys'),
    /** [#account, #credential's id]: the credential's id. */
    passkeysOf: table<string, [string, string]>('passkeysOf', 'passkeys'),
    /** [when it is to be sent, #id]: signed consents on their way to the ledger, in base64url. */
    recordings: table<string, [number, string]>('recordings', 'consents'),
    hidden: sealing.hidden,
    keyOf: keysOf(sealing),
    /** All that the callback writes, or nothing. */
    transaction,
    /** When it resolves, all that was written is on the disk. */
    flushed: async (): Promise<void> => void (await written(root.flushed)),
    close: () => closeEnvironment(root),
  }
}

const keysOf = ({ hidden }: Sealing) => ({
  ofAccount: (account: string): string => hidden('account', account),
  consent: (account: string, at: number): [string, string] => [
    hidden('account', account),
    hidden(account, String(at)),
  ],
  grant: (grantId: string): [string] => [hidden('grant', grantId)],
  passkey: (id: string): [string] => [hidden('passkey', id)],
  ownPasskey: (account: string, id: string): [string, string] => [
    hidden('account', account),
    hidden('passkey', id),
  ],
  recording: (dueAt: number, id: string): [number, string] => [dueAt, hidden('recording', id)],
})

type Parts = [string | number, ...(string | number)[]]

/** A table of values that are sealed for their place in it. */
const sealedTable = <Value, Key extends Parts>({
  root,
  name,
  group,
  sealing,
}: {
  readonly root: RootDatabase
  readonly name: string
  readonly group: Group
  readonly sealing: Sealing
}) => {
  const rows: Database<Buffer, Key> = root.openDB({ name, encoding: 'binary' })
  const placeOf = (key: Key): string => JSON.stringify([name, ...key])
  const valueOf = (key: Key, sealed: Buffer): Value =>
    JSON.parse(sealing.open(group, placeOf(key), sealed).toString()) as Value
  return {
    get: (key: Key): Value | undefined => {
      const sealed = rows.get(key)
      return sealed && valueOf(key, sealed)
    },
    has: (key: Key): boolean => rows.doesExist(key),
    /** To be called in a transaction, as `remove` is. */
    put: (key: Key, value: Value): void =>
      void rows.put(key, sealing.seal(group, placeOf(key), Buffer.from(JSON.stringify(value)))),
    remove: (key: Key): void => void rows.remove(key),
    count: (): number => rows.getKeysCount(),
    range: (start: Key, end: Key): readonly { readonly key: Key; readonly value: Value }[] => [
      ...rows.getRange({ start, end }).map(({ key, value }) => ({ key, value: valueOf(key, value) })),
    ],
    /** All whose key begins with these parts. */
    of: (...prefix: readonly string[]): readonly Value[] => [
      ...rows.getRange(rangeOf<Key>(prefix)).map(({ key, value }) => valueOf(key, value)),
    ],
  }
}

/** lmdb sorts arrays by their parts, numbers before texts, and no text after this one. */
export const rangeOf = <Key>(prefix: readonly string[]): { readonly start: Key; readonly end: Key } => ({
  start: prefix as unknown as Key,
  end: [...prefix, '\u{10ffff}'] as unknown as Key,
})
