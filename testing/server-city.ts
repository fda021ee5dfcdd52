/** A made-up city with one service that takes text, on a real ledger in a temporary folder. For this folder's tests. */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSeed, signerFromSeed, type Signer } from '@maru/client/keys.ts'
import { signTransaction } from '@maru/client/transaction.ts'
import { createHost, sha256, type Host } from '@maru/engines/host.ts'
import { openSolo } from '@maru/engines/solo/open.ts'
import type { CborValue } from '@maru/kernel/codec/cbor.ts'
import type { Genesis } from '@maru/kernel/genesis.ts'
import { numberToBytes } from '@maru/kernel/membership/numbers.ts'
import { createRules } from '@maru/kernel/rules.ts'
import { ok, refuse, serviceKit, type Service } from '@maru/kernel/service.ts'
import { account, uint } from '@maru/kernel/state/key.ts'
import { table } from '@maru/kernel/state/table.ts'
import { prepareMembership } from '@maru/kernel/transaction.ts'
import { commitContent } from '@maru/services/content-commitment.ts'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { openContentStore, type ContentStore } from '@maru/server/content-store.ts'
import type { ServerOptions } from '@maru/server/options.ts'
import { createServer } from '@maru/server/server.ts'

const tables = {
  notes: table<{ readonly text: Uint8Array; readonly supports: number }>()([uint]),
  voices: table<{ readonly choice: number }>()([uint, account]),
}
const { action, query, genesis } = serviceKit<typeof tables, { readonly threshold: number }, object>()

const bytes32 = z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.length === 32)
const number = z.int().min(1)

const write = action({
  input: z.strictObject({ text: bytes32 }),
  summary: 'Writes a note.',
  example: { text: new Uint8Array(32) },
  content: {
    schema: z.strictObject({ title: z.string().min(1, 'P2-title-length').max(120, 'P2-title-length') }),
    commitment: ({ text }) => text,
  },
  check: ({ tables }, { text }) =>
    tables.notes.list().some(([, note]) => equal(note.text, text)) ? refuse('N2-already') : ok,
  apply: ({ tables, nextNumber, emit }, { text }) => {
    const proposal = nextNumber('note')
    tables.notes.put([proposal], { text, supports: 0 })
    emit('written', { proposal })
  },
})

const support = action({
  input: z.strictObject({ proposal: number }),
  summary: 'Supports a note.',
  example: { proposal: 1 },
  check: ({ tables }, { proposal }) => (tables.notes.has([proposal]) ? ok : refuse('N3-unknown')),
  apply: ({ tables, emit }, { proposal }) => {
    const { supports } = tables.notes.update([proposal], (note) => ({ ...note, supports: note.supports + 1 }))
    emit('supported', { proposal, count: supports })
  },
})

/** For members of any group, who stay unknown: once in each ballot. */
const vote = action({
  input: z.strictObject({ ballot: number, choice: number }),
  summary: 'Votes.',
  example: { ballot: 1, choice: 1 },
  membership: { scope: ({ ballot }) => ['ballot', ballot] },
  check: ({ tables, actor }, { ballot }) => (tables.voices.has([ballot, actor]) ? refuse('N2-already') : ok),
  apply: ({ tables, actor, emit }, { ballot, choice }) => {
    tables.voices.put([ballot, actor], { choice })
    emit('voted', { ballot, choice })
  },
})

const note = query({
  input: z.strictObject({ proposal: number, short: z.boolean().optional() }),
  summary: 'A note.',
  example: { proposal: 1 },
  read: ({ tables }, { proposal }) => tables.notes.get([proposal]),
})

const service: Service = {
  name: 'notes',
  tables,
  parameters: { threshold: 'Supports a note needs.' },
  actions: { write, support, vote },
  queries: { note },
  timers: {},
  answers: {},
  genesis: genesis({
    input: z.array(z.custom<Uint8Array>()),
    apply: ({ accounts, keyId }, keys) => {
      for (const publicKey of keys) accounts.create({ id: keyId(publicKey), algorithm: 'Ed25519', publicKey })
    },
  }),
}

export interface Town {
  readonly app: FastifyInstance
  readonly folder: string
  readonly ledger: ServerOptions['ledger']
  readonly content: ContentStore
  readonly ann: Signer
  readonly sign: (action: string, input: CborValue, options?: SignOptions) => Uint8Array
  /** As the n-th member does it. The ledger of this town takes every proof but one of zeros. */
  readonly cast: (member: number, input: CborValue, options?: CastOptions) => Uint8Array
}

export interface CastOptions {
  readonly action?: string
  readonly proof?: Uint8Array
  readonly validUntil?: number
}

export interface SignOptions {
  readonly service?: string
  readonly chain?: string
  readonly validUntil?: number
  readonly signer?: Signer
}

export const commit = (salt: Uint8Array, content: unknown): Uint8Array => commitContent(sha256, salt, content)

export const withTown = async (
  run: (town: Town) => Promise<void>,
  options: Partial<ServerOptions> = {},
): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'maru-server-'))
  const ann = signerFromSeed(createSeed())
  const rules = createRules([service], sha256)
  const ledger = await openSolo({ folder: join(folder, 'ledger'), rules, genesis: genesisWith(ann), host })
  const content = openContentStore({ folder: join(folder, 'content') })
  // The machine may be busy with other tests.
  const limits = { eventLoopDelayMs: 0, ...options.limits }
  const app = createServer({ ledger, services: [service], content, ...options, limits })
  const sign: Town['sign'] = (action, input, { service: name = 'notes', signer = ann, ...others } = {}) =>
    signTransaction(
      signer,
      { service: name, action, input },
      { chain: 'made-up', validUntil: Date.now() + 60_000, salt: randomBytes(8), ...others },
    )
  const cast: Town['cast'] = (member, input, { action: name = 'vote', proof, ...others } = {}) => {
    const known = { root: numberToBytes(1n), nullifier: numberToBytes(BigInt(member)) }
    const times = { chain: 'made-up', validUntil: Date.now() + 60_000, salt: randomBytes(8), ...others }
    const { finish } = prepareMembership(known, { service: 'notes', action: name, input, ...times }, sha256)
    return finish(proof ?? new Uint8Array(256).fill(1))
  }
  try {
    await app.ready()
    await run({ app, folder, ledger, content, ann, sign, cast })
  } finally {
    await app.close()
    await ledger.close()
    await content.close()
    await rm(folder, { recursive: true, force: true })
  }
}

const host: Host = {
  ...createHost(),
  verifyMembership: (checks) => Promise.resolve(checks.map(({ proof }) => proof.some((byte) => byte !== 0))),
}

/** A transaction with its text, as JSON. */
export const letter = (town: Town, title: unknown, signedTitle = title) => {
  const salt = randomBytes(16)
  const transaction = town.sign('write', { text: commit(salt, { title: signedTitle }) })
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')
  return { transaction: base64(transaction), content: { title }, contentSalt: base64(salt) }
}

const genesisWith = (signer: Signer): Genesis => ({
  chain: 'made-up',
  name: { ko: '지어낸 도시', en: 'Made-up' },
  languages: ['ko', 'en'],
  time: Date.now() - 1_000,
  services: ['notes'],
  setup: { notes: [signer.publicKey] },
  parameters: { notes: { threshold: [[0, 50]] } },
})

const equal = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0
