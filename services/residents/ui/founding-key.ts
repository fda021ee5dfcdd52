/** With what somebody begins: a key that founds an account of its own when they are enrolled, and a voting identity. */
import { createDeviceKey } from '@maru/web/city/keys.ts'
import type { Recovery } from '@maru/web/city/recovery.ts'
import { type DeviceKey, openStore } from '@maru/web/city/store.ts'

export interface Founding {
  readonly key: DeviceKey
  readonly recovery: Recovery
  /** Nobody can have enrolled it yet. */
  readonly isNew: boolean
}

/** One that this device made before and that nobody has enrolled yet, or a new one. */
export const founding = async (chain: string): Promise<Founding> => {
  const { makeRecovery, recoveryOf } = await import('@maru/web/city/recovery.ts')
  const store = await openStore()
  const all = await store.getAll('keys')
  const kept = all.find((key) => key.isJoining && key.chain === chain && key.account === key.keyId)
  const key: DeviceKey = kept ?? { ...(await createDeviceKey(chain)), isJoining: true }
  const { account, keyId } = key
  const recovery =
    (await recoveryOf({ kind: 'device', account, keyId }, chain)) ?? (await makeRecovery(account, chain))
  if (!kept) await store.put('keys', key)
  return { key, recovery, isNew: kept === undefined }
}
