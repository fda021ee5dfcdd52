/**
 * The gateway's keys live in memory only, a day each, and the one before it for another day: what somebody has
 * recorded of the network cannot be opened by whoever takes the disk, or the machine two days later.
 */
import { createGatewayKey, encodeKeys, type GatewayKey } from '@maru/road/ohttp.ts'

export interface GatewayKeys {
  readonly usable: () => readonly GatewayKey[]
  /** As voters and relays are told them, the newest first. */
  readonly encoded: () => Uint8Array
  readonly rotate: () => Promise<void>
  readonly close: () => void
}

export const keyLifeMs = 86_400_000

export const openGatewayKeys = async (): Promise<GatewayKeys> => {
  // Begun anywhere, so that after a restart an old key is rarely taken for a new one.
  let id = crypto.getRandomValues(new Uint8Array(1))[0] as number
  let keys: readonly GatewayKey[] = [await createGatewayKey(id)]
  const rotate = async (): Promise<void> => {
    id = (id + 1) % 256
    keys = [await createGatewayKey(id), keys[0] as GatewayKey]
  }
  const timer = setInterval(() => void rotate(), keyLifeMs)
  timer.unref()
  return { usable: () => keys, encoded: () => encodeKeys(keys), rotate, close: () => clearInterval(timer) }
}
