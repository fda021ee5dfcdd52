import type { Cosigners } from '@maru/kernel/cosigning.ts'
import type { VerifySignature } from '@maru/kernel/crypto/host.ts'
import type { Ledger } from '@maru/kernel/ledger.ts'
import type { Service } from '@maru/kernel/service.ts'
import type { Cards } from './card/cards.ts'
import type { ContentStore } from './content-store.ts'
import type { Notices } from './notices/notices.ts'
import type { ReadModel } from './read-model/read-model.ts'
import type { Imported } from './reports/imported.ts'
import type { SignIn } from './sign-in/sign-in.ts'
import type { StorageWatch } from './storage/watch.ts'
import type { Unexpected } from './unexpected.ts'
import type { Enrolments } from './vault/enrolments.ts'
import type { Vault } from './vault/vault.ts'

export interface Named {
  readonly id: string
  readonly ko: string
  readonly en: string
}

/** What a city calls its parts, as its file has them. The ledger knows their ids only. */
export interface CityNames {
  readonly districts: readonly Named[]
  readonly fields: readonly Named[]
  readonly departments: readonly Named[]
}

/** The disk that the city's data lies on, and what of it its parts take. */
export interface Disk {
  readonly sizeBytes: number
  readonly freeBytes: number
  readonly parts: readonly { readonly part: string; readonly bytes: number }[]
  /** Bundles of the log that lie in cheap storage elsewhere. */
  readonly bundlesMoved: number
}

/** Addresses as browsers reach them. */
export interface VotePlaces {
  readonly url: string
  /** Of an Oblivious HTTP relay that leads there, run by somebody else. */
  readonly relay?: string
  /** What votes are sealed with on the way through the relay (`application/ohttp-keys`). */
  readonly keys: () => Uint8Array
}

export interface ServerOptions {
  readonly ledger: Ledger
  readonly services: readonly Service[]
  readonly content: ContentStore
  /** Without it nobody reads a text that is held back, for who asks is told by a signature. */
  readonly verifySignature?: VerifySignature
  /** Without it there are no lists and no search. */
  readonly readModel?: ReadModel
  /** Without it nobody is told of anything. */
  readonly notices?: Notices
  /** Without it nobody signs in to other services. */
  readonly signIn?: SignIn | undefined
  /** Who is behind the accounts. */
  readonly vault?: Vault | undefined
  /** Without it nobody is enrolled here as a person. */
  readonly enrolments?: Enrolments | undefined
  /** The card office, from when the server's address is known. Without it there are no Citizens Cards. */
  readonly cards?: () => Cards | undefined
  /** What the source of an import says, where the city came from one. */
  readonly imported?: Imported | undefined
  /** Watches the disk; without it nothing is said of the room that is left. */
  readonly storage?: StorageWatch
  /** Who else signs the log; without it the log alone does. */
  readonly cosigners?: Cosigners | undefined
  /** Without it pages show ids. */
  readonly names?: CityNames
  /** Nothing in it was said by real people or a real city: every page says so. */
  readonly isMadeUp?: boolean
  /** Where anonymous votes come in (vote/vote-road.ts); without it they come in as any transaction does. */
  readonly votes?: VotePlaces | undefined
  /** The folder of the built web app. Without it there are only the pages without scripts. */
  readonly web?: string | undefined
  /** Hears of each unexpected error, and of no ordinary request. */
  readonly onUnexpected?: (unexpected: Unexpected) => void
  readonly limits?: Partial<Limits>
  /** Behind HTTPS: browsers are told to stay there. */
  readonly production?: boolean
}

export interface Limits {
  /** Transactions and content from one address; 0 is no limit. */
  readonly writesPerMinute: number
  readonly connections: number
  readonly headersTimeoutMs: number
  readonly requestTimeoutMs: number
  /** Mean delay of the event loop over which requests are turned away with 503; 0 is never. */
  readonly eventLoopDelayMs: number
  /** Readers of /api/events at one time. */
  readonly listeners: number
  /** A reader of /api/events that has more than this unread is dropped. */
  readonly listenerBufferBytes: number
  /** Requests that wait for a receipt at one time. */
  readonly waiters: number
  /** Lists and searches at one time. */
  readonly listReaders: number
  /** Exports of open data at one time. */
  readonly exports: number
  /** Bundles of evidence at one time: each looks through the log. */
  readonly evidenceExports: number
  /** An export whose reader takes nothing for so long is broken off. */
  readonly exportIdleMs: number
  /** The addresses of proxies whose X-Forwarded-For is believed. */
  readonly proxies: readonly string[]
}

export const defaultLimits: Limits = {
  writesPerMinute: 600,
  connections: 10_000,
  headersTimeoutMs: 15_000,
  requestTimeoutMs: 30_000,
  eventLoopDelayMs: 2_000,
  listeners: 1_000,
  listenerBufferBytes: 256 * 1024,
  waiters: 1_000,
  listReaders: 500,
  exports: 8,
  evidenceExports: 2,
  exportIdleMs: 60_000,
  proxies: [],
}
