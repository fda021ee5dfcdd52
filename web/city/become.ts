/** Becoming somebody in a demonstration city: one of its made-up people, or a new resident with a key of this device. */
import { identityOf } from '@maru/client/membership/identity.ts'
import { recoverySecretSize } from '@maru/client/membership/recovery-secret.ts'
import { numberToBytes } from '@maru/kernel/membership/numbers.ts'
import { identityProofMessage, keyProofMessage } from '@maru/services/residents/key-proof.ts'
import { cityClient } from './api.ts'
import type { City } from './city.ts'
import { cityNow } from './clock.ts'
import { createDeviceKey, demonstrationSigner, deviceSigner, keepDeviceKey } from './keys.ts'
import { bePerson, type DemonstrationRole } from './persons.ts'
import { keepVotingSecret } from './voting-secret.ts'
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
  const secret = crypto.getRandomValues(new Uint8Array(recoverySecretSize))
  const commitment = numberToBytes(identityOf(secret, chain).commitment)
  const identity = {
    commitment,
    groups: ['city', 'city-14', 'city-18', 'city-19', `district-${district}`],
    proof: await deviceSigner(key).sign(identityProofMessage(chain, key.account, commitment)),
  }
  const input = { algorithm, publicKey, proof, district, birthYearBand: 1990, identity }
  const wish = storeWish(
    { service: 'residents', action: 'enrol-resident', input, about: '/', title: '' },
    chain,
  )
  const { bytes } = await signWish(await demonstrationSigner('registrar'), wish, cityNow())
  await cityClient().submit(bytes)
  await keepVotingSecret(key.account, secret)
  bePerson(await keepDeviceKey(key))
}
