/** What is stored of cards: who issues them, their states, and access to facilities. No account is beside any of it. */
import { digest, name, uint } from '@maru/kernel/state/key.ts'
import { table } from '@maru/kernel/state/table.ts'

export interface IssuerKey {
  /** As cards name it (`kid`): the fragment of the key in the issuer's DID document. */
  readonly id: string
  readonly publicKey: Uint8Array
}

export interface Issuer {
  readonly did: string
  /** The account that records cards and publishes status lists. */
  readonly office: string
  readonly keys: readonly IssuerKey[]
  readonly cardDays: number
  readonly codeSeconds: number
  readonly since: number
}

export interface Card {
  readonly state: 'active' | 'suspended' | 'revoked'
  readonly recordedAt: number
  readonly changedAt: number
  /** Of a suspended one. */
  readonly suspendedBy?: 'registrar' | 'office'
}

export interface StatusRoot {
  /** SHA-256 over the list's bytes, as they are before compression. */
  readonly root: Uint8Array
  readonly version: number
  readonly suspended: number
  readonly revoked: number
  readonly at: number
}

export interface Facility {
  readonly ko: string
  readonly en: string
  readonly account: string
  readonly since: number
  readonly closedAt?: number
}

export interface Grant {
  readonly facility: string
  readonly until: number
  readonly at: number
  readonly withdrawnAt?: number
}

export const tables = {
  /** [number of the announcement]; the last one counts. */
  issuers: table<Issuer>()([uint]),
  /** [commitment] */
  cards: table<Card>()([digest]),
  /** One row, under 0: how many cards there are in each state. */
  counts: table<{ readonly active: number; readonly suspended: number; readonly revoked: number }>()([uint]),
  /** [number of the list] */
  lists: table<StatusRoot>()([uint]),
  facilities: table<Facility>()([name]),
  /** [commitment] */
  grants: table<Grant>()([digest]),
}

export type Tables = typeof tables
