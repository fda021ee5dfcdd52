/** Becoming somebody in a demonstration city: one of its made-up people, or a new resident with a key of this device. */
import { keyProofMessage } from '@maru/services/residents/key-proof.ts'
import { cityClient } from './api.ts'
import type { City } from './city.ts'
import { cityNow } from './clock.ts'
import { createDeviceKey, demonstrationSigner, deviceSigner, keepDeviceKey } from './keys.ts'
import { bePerson, type DemonstrationRole } from './persons.ts'
import { signWish, storeWish } from './wish.ts'

export const beDemonstration = async (role: DemonstrationRole): Promise<void> => {
  const { keyId } = await demonstrationSigner(role)
  bePerson({ kind: 'demonstration', account: keyId, role })
}

/** The demonstration's registrar, whose key everybody knows, enrols the device's new key. Throws CityRefusal. */
export const becomeNewResident = async ({ chain, names }: City): Promise<void> => {
  const key = await createDeviceKey(chain)
  const proof = await deviceSigner(key).sign(keyProofMessage(chain, key.account, key.publicKey))
  const districts = names?.districts ?? []
  const district = districts[Math.floor(Math.random() * districts.length)]?.id ?? ''
  const { algorithm, publicKey } = key
  const input = { algorithm, publicKey, proof, district, birthYearBand: 1990 }
  const wish = storeWish(
    { service: 'residents', action: 'enrol-resident', input, about: '/', title: '' },
    chain,
  )
  const { bytes } = await signWish(await demonstrationSigner('registrar'), wish, cityNow())
  await cityClient().submit(bytes)
  bePerson(await keepDeviceKey(key))
}
