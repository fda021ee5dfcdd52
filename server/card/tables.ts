/**
 * What the office keeps of cards. Whose card it is stands only in records that are encrypted under the vault's key
 * encryption key; beside them stand numbers in status lists and commitments, without accounts.
 */
import type { Database, Key } from 'lmdb'
import { openEnvironment, closeEnvironment, requireRoom, written } from '../lmdb.ts'
import type { KeyService } from '../vault/key-service.ts'
import { rewrapRows, type WrappedRow } from './rewrap.ts'

export interface CardRecord {
  /** Hexadecimal digits. */
  readonly salt: string
  readonly commitment: string
  /** One for each copy that the wallet was given. */
  readonly indexes: readonly number[]
  readonly issuedAtSeconds: number
  readonly expiresAtSeconds: number
}

export interface AccessRecord {
  readonly facility: string
  readonly salt: string
  /** The commitment, under which it stands among those of the facility. */
  readonly grant?: string
}

export type StatusValue = 0 | 1 | 2

export const openCardTables = (folder: string, keyService: KeyService) => {
  const root = openEnvironment(folder)
  const cards = root.openDB<string, string>({ name: 'cards' })
  const access = root.openDB<string, string>({ name: 'access' })
  /** By facility and commitment: whose access it is, sealed. */
  const given = root.openDB<string, [facility: string, grant: string]>({ name: 'given' })
  const indexes = root.openDB<readonly number[], string>({ name: 'indexes' })
  const states = root.openDB<StatusValue, number>({ name: 'states' })
  const pending = root.openDB<number, string>({ name: 'pending' })
  /** By its number in the list: whose card it is, sealed, for who signs in by showing it. */
  const owners = root.openDB<string, number>({ name: 'owners' })

  const requests: Database<true, [number, string]> = root.openDB({ name: 'requests' })
  const progress = root.openDB<number, string>({ name: 'progress' })

  const sealed = async (value: object, account: string): Promise<string> =>
    keyService.wrap(Buffer.from(JSON.stringify(value)), subjects.account(account))
  const opened = async <Value>(text: string | undefined, account: string): Promise<Value | undefined> =>
    text === undefined
      ? undefined
      : (JSON.parse((await keyService.unwrap(text, subjects.account(account))).toString()) as Value)

  const ownerText = (account: string, index: number): Promise<string> =>
    keyService.wrap(Buffer.from(account), subjects.owner(index))

  const wrappedIn = <Place extends Key>(
    database: Database<string, Place>,
    subjectOf: (place: Place) => string,
  ): WrappedRow[] =>
    [...database.getRange()].map(({ key, value: text }) => ({
      text,
      subject: subjectOf(key),
      replace: (other) =>
        written(root.transaction(() => void (database.get(key) === text && database.put(key, other)))),
    }))
  let isClosing = false
  let rewrapping: Promise<unknown> = Promise.resolve()

  return {
    /** Wraps what is not wrapped under the newest key anew. Resolves to how many it was. */
    rewrap: (): Promise<number> => {
      const rows = [
        ...wrappedIn(cards, subjects.account),
        ...wrappedIn(access, subjects.account),
        ...wrappedIn(owners, subjects.owner),
        ...wrappedIn(given, ([, grant]) => subjects.access(grant)),
      ]
      const done = rewrapRows(rows, keyService, () => isClosing)
      rewrapping = done.catch(() => undefined)
      return done
    },
    /** [validUntil, id] of requests that could still be sent again. */
    requests,
    /** Entries of the log that were heard; undefined before the first start. */
    followed: (): number | undefined => progress.get('followed'),
    setFollowed: (size: number): Promise<unknown> =>
      written(root.transaction(() => void progress.put('followed', size))),
    cardOf: (account: string) => opened<CardRecord>(cards.get(account), account),
    hasCard: (account: string): boolean => cards.doesExist(account),
    accessOf: async (account: string) =>
      (await opened<readonly AccessRecord[]>(access.get(account), account)) ?? [],
    /** All that an account has. What is new is also put among those of its facility, and what is gone taken out there. */
    putAccess: async (account: string, records: readonly AccessRecord[]): Promise<void> => {
      requireRoom(folder, 16 * 1024)
      const before = (await opened<readonly AccessRecord[]>(access.get(account), account)) ?? []
      const text = await sealed(records, account)
      const isIn = (list: readonly AccessRecord[], { grant }: AccessRecord): boolean =>
        list.some((each) => each.grant === grant)
      const added = records.filter((record) => record.grant !== undefined && !isIn(before, record))
      const named = await Promise.all(
        added.map(({ grant }) => keyService.wrap(Buffer.from(account), subjects.access(grant!))),
      )
      await written(
        root.transaction(() => {
          void access.put(account, text)
          for (const record of before)
            if (record.grant !== undefined && !isIn(records, record))
              void given.remove([record.facility, record.grant])
          for (const [at, { facility, grant }] of added.entries())
            void given.put([facility, grant!], named[at]!)
        }),
      )
    },
    /** In the order of the commitments, which is none that says anything. */
    givenBy: (facility: string, after: string | undefined, limit: number) =>
      Promise.all(
        [...given.getRange({ start: [facility, after ?? ''], end: [facility, '~'], limit: limit + 1 })]
          .filter(({ key: [, grant] }) => grant !== after)
          .slice(0, limit)
          .map(async ({ key: [, grant], value }) => ({
            grant,
            account: (await keyService.unwrap(value, subjects.access(grant))).toString(),
          })),
      ),
    /** A new card: its record, the numbers it takes, and that it is still to be recorded on the ledger. */
    putCard: async (account: string, record: CardRecord): Promise<void> => {
      requireRoom(folder, 16 * 1024)
      const text = await sealed(record, account)
      const before = await opened<CardRecord>(cards.get(account), account)
      const named = await Promise.all(record.indexes.map((index) => ownerText(account, index)))
      await written(
        root.transaction(() => {
          void cards.put(account, text)
          for (const index of before?.indexes ?? []) void owners.remove(index)
          for (const [at, index] of record.indexes.entries()) void owners.put(index, named[at]!)
          void indexes.put(record.commitment, record.indexes)
          for (const index of record.indexes) void states.put(index, 0)
          void pending.put(record.commitment, record.issuedAtSeconds)
        }),
      )
    },
    /** Nothing leads from the account to a card any more. What is revoked stays so. */
    forget: async (account: string): Promise<void> => {
      const before = await opened<CardRecord>(cards.get(account), account)
      const records = (await opened<readonly AccessRecord[]>(access.get(account), account)) ?? []
      await written(
        root.transaction(() => {
          void cards.remove(account)
          void access.remove(account)
          for (const { facility, grant } of records)
            if (grant !== undefined) void given.remove([facility, grant])
          for (const index of before?.indexes ?? []) void owners.remove(index)
        }),
      )
    },
    ownerOf: async (index: number): Promise<string | undefined> => {
      const text = owners.get(index)
      return text === undefined
        ? undefined
        : (await keyService.unwrap(text, subjects.owner(index))).toString()
    },
    isTaken: (index: number): boolean => states.doesExist(index),
    indexesOf: (commitment: string): readonly number[] | undefined => indexes.get(commitment),
    commitments: (): string[] => [...indexes.getKeys()],
    setState: (commitment: string, state: StatusValue): Promise<unknown> =>
      written(
        root.transaction(() => {
          for (const index of indexes.get(commitment) ?? []) void states.put(index, state)
        }),
      ),
    /** Those that are not valid. */
    states: () => [...states.getRange()].filter(({ value }) => value !== 0),
    pending: (limit: number): string[] => [...pending.getKeys({ limit })],
    recorded: (commitments: readonly string[]): Promise<unknown> =>
      written(
        root.transaction(() => {
          for (const commitment of commitments) void pending.remove(commitment)
        }),
      ),
    close: async () => {
      isClosing = true
      await rewrapping
      await closeEnvironment(root)
    },
  }
}

/** What each wrapped text is of: it does not open as another's. */
const subjects = {
  account: (account: string): string => `card of ${account}`,
  owner: (index: number): string => `owner of card ${index}`,
  access: (grant: string): string => `access ${grant}`,
}

export type CardTables = ReturnType<typeof openCardTables>
