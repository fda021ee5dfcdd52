/** The key with which somebody begins: it founds an account of its own when the registrar has enrolled it. */
import { createDeviceKey } from '@maru/web/city/keys.ts'
import { type DeviceKey, openStore } from '@maru/web/city/store.ts'

/** One that this device made before and that nobody has enrolled yet, or a new one. */
export const foundingKey = async (
  chain: string,
): Promise<{ readonly key: DeviceKey; readonly isNew: boolean }> => {
  const store = await openStore()
  const all = await store.getAll('keys')
  const kept = all.find((key) => key.isJoining && key.chain === chain && key.account === key.keyId)
  if (kept) return { key: kept, isNew: false }
  const key: DeviceKey = { ...(await createDeviceKey(chain)), isJoining: true }
  await store.put('keys', key)
  return { key, isNew: true }
}
