/**
 * Folders from before rows were sealed. Consents, passkeys and receipts that wait are written into a new database, which
 * takes the old one's place at once: in its own pages LMDB would keep what it no longer shows. What was under way is
 * not carried over, so that whoever is signing in just then begins again.
 */
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'lmdb'
import { closeEnvironment, openEnvironment } from '../lmdb.ts'
import type { KeyService } from '../vault/key-service.ts'
import { replaceFile } from './replace-file.ts'
import { openTables, type StoredConsent, type StoredPasskey, type Tables } from './tables.ts'

export const openSealedTables = async (folder: string, keyService: KeyService): Promise<Tables> => {
  const sealing = join(folder, 'sealing')
  // Of a start that was interrupted; the old database is whole.
  rmSync(sealing, { recursive: true, force: true })
  const file = join(folder, 'data.mdb')
  const old = existsSync(file) ? await readOld(folder) : undefined
  if (old) {
    const tables = await openTables(sealing, keyService)
    await tables.transaction(() => write(tables, old))
    await tables.flushed()
    await tables.close()
    rmSync(join(folder, 'lock.mdb'), { force: true })
    replaceFile(join(sealing, 'data.mdb'), file)
    rmSync(sealing, { recursive: true, force: true })
  }
  return openTables(folder, keyService)
}

interface Old {
  readonly consents: readonly (readonly [account: string, StoredConsent])[]
  readonly passkeys: readonly StoredPasskey[]
  readonly recordings: readonly { readonly key: [number, string]; readonly value: Buffer }[]
}

type OldPasskey = Omit<StoredPasskey, 'id' | 'publicKey'> & { readonly publicKey: Buffer }

/** Undefined when it is sealed already. */
const readOld = async (folder: string): Promise<Old | undefined> => {
  const root = openEnvironment(folder)
  try {
    if (root.openDB({ name: 'keys' }).getKeysCount() > 0) return undefined
    const consents: Database<Omit<StoredConsent, 'at'>, [string, number]> = root.openDB({ name: 'consents' })
    const passkeys: Database<OldPasskey, string> = root.openDB({ name: 'passkeys' })
    const recordings: Database<Buffer, [number, string]> = root.openDB({ name: 'recordings' })
    return {
      consents: [...consents.getRange()].map(({ key: [account, at], value }) => [account, { ...value, at }]),
      passkeys: [...passkeys.getRange()].map(({ key: id, value }) => ({
        ...value,
        id,
        publicKey: value.publicKey.toString('base64url'),
      })),
      recordings: [...recordings.getRange()],
    }
  } finally {
    await closeEnvironment(root)
  }
}

const write = (tables: Tables, { consents, passkeys, recordings }: Old): void => {
  const { keyOf } = tables
  for (const [account, { grantId: _grantId, ...consent }] of consents)
    tables.consents.put(keyOf.consent(account, consent.at), consent)
  for (const passkey of passkeys) {
    tables.passkeys.put(keyOf.passkey(passkey.id), passkey)
    tables.passkeysOf.put(keyOf.ownPasskey(passkey.account, passkey.id), passkey.id)
  }
  for (const { key, value } of recordings)
    tables.recordings.put(keyOf.recording(...key), value.toString('base64url'))
}
