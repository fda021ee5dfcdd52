/** Watches the disk that a city's data lies on, and remembers in its folder what it found. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { nodeFiles } from '@maru/engines/storage/files.ts'
import type { Ledger } from '@maru/kernel/ledger.ts'
import type { Keeper } from '@maru/server/storage/kept.ts'
import { createStorageWatch, type StorageWatch } from '@maru/server/storage/watch.ts'
import { measureDisk } from './disk.ts'
import { warn } from './terminal.ts'

export const openCityStorage = (folder: string, ledger: Ledger): StorageWatch =>
  createStorageWatch({
    ledger,
    services: ledger.rules.services,
    disk: () => measureDisk(folder),
    keeper: keeperIn(folder),
    log: warn,
  })

export const keeperIn = (folder: string): Keeper => {
  const path = join(folder, 'storage.json')
  return {
    read: () => readFile(path, 'utf8'),
    write: (text) => nodeFiles.replace(path, Buffer.from(text)),
  }
}
