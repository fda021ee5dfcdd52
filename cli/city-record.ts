/** A city's ledger, and what runs beside it with or without a server. */
import type { City } from '@maru/cities/city.ts'
import type { JoiningProgress } from '@maru/engines/cometbft/restoring.ts'
import type { StoreEnvironment } from '@maru/engines/storage/away/address.ts'
import type { Cosigners } from '@maru/kernel/cosigning.ts'
import type { Ledger } from '@maru/kernel/ledger.ts'
import type { StorageWatch } from '@maru/server/storage/watch.ts'
import { openCityLedger } from './city-ledger.ts'
import { moveByItself } from './city-log-store.ts'
import { openCityNode } from './city-node.ts'
import { openCityStorage } from './city-storage.ts'
import { closeWith } from './close-with.ts'
import { warn } from './terminal.ts'

export interface CityRecord {
  readonly ledger: Ledger
  readonly storage: StorageWatch
  readonly cosigners: Cosigners | undefined
  readonly close: () => Promise<void>
}

export const openCityRecord = async (
  folder: string,
  city: City,
  environment: StoreEnvironment,
  onJoining?: (progress: JoiningProgress) => void,
): Promise<CityRecord> => {
  await using opened = new AsyncDisposableStack()
  const ledger = closeWith(opened, await openCityLedger(folder, city, environment, onJoining))
  const storage = closeWith(opened, openCityStorage(folder, ledger))
  closeWith(opened, moveByItself(folder, environment, warn))
  const { cosigners } = closeWith(opened, await openCityNode(folder, ledger))
  const all = opened.move()
  return { ledger, storage, cosigners, close: () => all.disposeAsync() }
}
