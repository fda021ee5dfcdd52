/** What somebody calls their devices. It stays on the device where it was written: no record and no server has it. */
import { keepOnDevice } from './kept.ts'

export const deviceNameMax = 40

interface Names {
  readonly [keyId: string]: string
}

const kept = keepOnDevice<Names>('maru.device-names', {})

/** By the id of their keys. */
export const useDeviceNames = kept.use

/** An empty name is none. */
export const nameDevice = (keyId: string, name: string): void => {
  const { [keyId]: _, ...others } = kept.current()
  const given = name.trim().slice(0, deviceNameMax)
  kept.change(given === '' ? others : { ...others, [keyId]: given })
}
