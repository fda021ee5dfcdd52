/** A made-up city with one service, just enough to put load and faults on a ledger. For this folder's tests only. */
import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Accounts } from '@maru/kernel/accounts.ts'
import { bytesToHex, hexToBytes } from '@maru/kernel/codec/hex.ts'
import type { Genesis } from '@maru/kernel/genesis.ts'
import { createRules } from '@maru/kernel/rules.ts'
import { ok, refuse, serviceKit, type Action, type Service } from '@maru/kernel/service.ts'
import { account, uint } from '@maru/kernel/state/key.ts'
import { table } from '@maru/kernel/state/table.ts'
import { keyIdOf, prepareTransaction } from '@maru/kernel/transaction.ts'
import { sha256 } from '../host.ts'

const tables = {
  votes: table<{ readonly choice: number }>()([uint, account]),
  polls: table<{ readonly counts: readonly number[] }>()([uint]),
}

/** As much of a schema as the kernel asks for. */
const shape = <Input>(isRight: (input: any) => boolean): Action<any, any, any, Input>['input'] => {
  const safeParse = (data: unknown) =>
    isRight(data) ? { success: true, data } : { success: false, error: new Error('not the shape') }
  return { safeParse } as never
}

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0

type Parameters = { readonly closingMs: number }
const { action, timer, genesis } = serviceKit<typeof tables, Parameters, object>()

const vote = action({
  input: shape<{ poll: number; choice: number }>(({ poll, choice }) => isCount(poll) && isCount(choice)),
  summary: 'Votes once in a poll.',
  example: { poll: 1, choice: 0 },
  check: ({ tables, actor }, { poll }) => (tables.votes.has([poll, actor]) ? refuse('M1-voted') : ok),
  apply: ({ tables, actor, emit }, { poll, choice }) => {
    tables.votes.put([poll, actor], { choice })
    const counts = tables.polls.get([poll])?.counts ?? [0, 0, 0]
    tables.polls.put([poll], { counts: counts.map((count, at) => (at === choice ? count + 1 : count)) })
    emit('voted', { poll, choice })
  },
})

const closeLater = action({
  input: shape<{ poll: number }>(({ poll }) => isCount(poll)),
  summary: 'Closes a poll a while from now.',
  example: { poll: 1 },
  check: () => ok,
  apply: ({ schedule, time, parameters }, { poll }) =>
    schedule(time + parameters.closingMs, 'close', { poll }),
})

/** A genesis is one entry of the log and holds only so many keys; the rest come in with transactions. */
const enrol = action({
  input: shape<{ keys: string[] }>(({ keys }) => Array.isArray(keys)),
  summary: 'Founds an account for each key.',
  example: { keys: [] },
  check: () => ok,
  apply: ({ accounts }, { keys }) => found(accounts, keys),
})

const found = (accounts: Pick<Accounts, 'create'>, keys: readonly string[]): void => {
  for (const hex of keys) {
    const publicKey = hexToBytes(hex)
    accounts.create({ id: keyIdOf(publicKey, sha256), algorithm: 'Ed25519', publicKey })
  }
}

const service: Service = {
  name: 'polls',
  tables,
  parameters: { closingMs: 'How long after the request a poll closes.' },
  actions: { vote, closeLater, enrol },
  queries: {},
  timers: { close: timer(({ emit }, { poll }) => emit('closed', { poll: poll! })) },
  answers: {},
  genesis: genesis({
    input: shape<string[]>(Array.isArray),
    apply: ({ accounts }, keys) => found(accounts, keys),
  }),
}

export const rules = createRules([service], sha256)

export interface Voter {
  readonly publicKey: Uint8Array
  readonly privateKey: KeyObject
}

export const createVoters = (count: number): Voter[] =>
  Array.from({ length: count }, () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519')
    return {
      privateKey,
      publicKey: Uint8Array.from(Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url')),
    }
  })

export const genesisFor = (voters: readonly Voter[], time: number): Genesis => ({
  chain: 'made-up',
  name: { en: 'Made-up' },
  languages: ['en'],
  time,
  services: ['polls'],
  setup: { polls: voters.map(({ publicKey }) => bytesToHex(publicKey)) },
  parameters: { polls: { closingMs: [[0, 1_000]] } },
})

export interface Wish {
  readonly action?: string
  readonly input: object
  readonly validUntil?: number
  readonly chain?: string
}

export const signed = ({ publicKey, privateKey }: Voter, wish: Wish): Uint8Array => {
  const { action: name = 'vote', input, validUntil = Date.now() + 300_000, chain = 'made-up' } = wish
  const payload = {
    chain,
    validUntil,
    service: 'polls',
    action: name,
    input: input as never,
    salt: randomBytes(16),
  }
  const { message, finish } = prepareTransaction('Ed25519', publicKey, payload)
  return finish(sign(null, message, privateKey))
}

/** A folder for one test, and copies of it as it stands, as a crash would leave it. */
export const temporaryFolder = async (run: (folder: string) => Promise<void>): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'maru-solo-'))
  try {
    await run(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

export const copyFolder = (from: string, to: string): Promise<void> => cp(from, to, { recursive: true })
