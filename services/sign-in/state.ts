/** What is stored of signing in: the services that may ask, and that consents were given and taken back. */
import { account, digest, name } from '@maru/kernel/state/key.ts'
import { table } from '@maru/kernel/state/table.ts'
import type { DayCount } from '../days.ts'
import type { Attribute } from './attributes.ts'

export interface Asked {
  readonly attribute: Attribute
  /** The purpose, for people. */
  readonly ko: string
  readonly en: string
}

export const states = ['active', 'suspended', 'ended'] as const

/** A service that residents sign in to; its code is its client id in OpenID Connect. */
export interface RelyingService {
  readonly ko: string
  readonly en: string
  /** ES256: with its private half the service shows who it is (RFC 7523). */
  readonly publicKey: Uint8Array
  readonly redirects: readonly string[]
  readonly asks: readonly Asked[]
  readonly state: (typeof states)[number]
  readonly since: number
  /** When what stands here, or the state, was changed last. */
  readonly changedAt: number
}

export interface Consent {
  readonly account: string
  readonly at: number
  readonly withdrawnAt?: number
}

export const tables = {
  /** [service code] */
  relying: table<RelyingService>()([name]),
  /** [commitment] */
  consents: table<Consent>()([digest]),
  /** How many consents each account gave on the last day on which it did. */
  days: table<DayCount>()([account]),
}

export type Tables = typeof tables
