/** A test city with its vault and its routes; its clock is the city's. */
import { join } from 'node:path'
import type { Signer } from '@maru/client/keys.ts'
import { newIdentity, newKey } from '@maru/client/new-key.ts'
import { signVaultRequest } from '@maru/client/signed-request.ts'
import { createHost } from '@maru/engines/host.ts'
import type { CborValue } from '@maru/kernel/codec/cbor.ts'
import { numberToBytes } from '@maru/kernel/membership/numbers.ts'
import { openContentStore } from '@maru/server/content-store.ts'
import { createServer } from '@maru/server/server.ts'
import { dayOf } from '@maru/server/vault/enrol.ts'
import { openEnrolments, type EnrolmentsOptions } from '@maru/server/vault/enrolments.ts'
import { developmentVaultKey, keyFileService } from '@maru/server/vault/key-file-service.ts'
import { openVault } from '@maru/server/vault/vault.ts'
import { birthYearBandOf, groupsFor } from '@maru/services/residents/enrolment.ts'
import { openTestCity, registrar, type TestCity, type TestCityOptions } from './city.ts'

export type EnrolledCity = Awaited<ReturnType<typeof openEnrolledCity>>

export interface MadeUpPerson {
  readonly name: string
  readonly birthDate: string
  readonly district: string
  readonly document: { readonly kind: string; readonly number: string }
  readonly identifier?: string
  readonly isNamesake?: true
  readonly guardian?: CborValue
}

/** The same number gives the same person. */
export const madeUpPerson = (number: number, changes: Partial<MadeUpPerson> = {}): MadeUpPerson => ({
  name: `지어낸 사람 ${number}`,
  birthDate: `19${50 + (number % 50)}-0${1 + (number % 9)}-11`,
  district: 'river',
  document: { kind: 'passport', number: `M${10_000_000 + number}` },
  ...changes,
})

export const openEnrolledCity = async (
  cityOptions: TestCityOptions = {},
  optionsOf: (town: { readonly city: TestCity }) => Partial<EnrolmentsOptions> = () => ({}),
) => {
  const city = await openTestCity(cityOptions)
  const content = openContentStore({ folder: join(city.folder, 'content') })
  await content.follow(city.ledger)
  const keyService = keyFileService(developmentVaultKey)
  const vault = await openVault({ folder: join(city.folder, 'vault'), keyService, now: city.now })
  const { verifySignature } = createHost()
  const enrolments = await openEnrolments({
    ledger: city.ledger,
    vault,
    verifySignature,
    utcOffsetMinutes: 540,
    now: city.now,
    ...optionsOf({ city }),
  })
  const app = createServer({
    ledger: city.ledger,
    services: city.ledger.rules.services,
    content,
    vault,
    enrolments,
    verifySignature,
    // A machine that is busy with other tests is no reason to turn one away.
    limits: { eventLoopDelayMs: 0 },
  })
  await app.ready()

  const post = (payload: Uint8Array) =>
    app.inject({
      method: 'POST',
      url: '/api/vault',
      headers: { 'content-type': 'application/cbor', 'accept-language': 'en' },
      payload: Buffer.from(payload),
    })
  /** The answer, or the refusal's code. */
  const ask = async (signer: Signer, action: string, input: CborValue = {}): Promise<any> => {
    const validUntil = city.now() + 300_000
    const body = (
      await post(signVaultRequest(signer, action, input, { chain: city.genesis.chain, validUntil }))
    ).json()
    return body.code ?? body
  }
  /** What the registrar signs for a device and a person. */
  const enrolment = (device: Signer, person: MadeUpPerson, changes: object = {}, officer = registrar) =>
    city.sign(officer, 'residents', 'enrol-resident', {
      ...newKey(device, city.genesis.chain),
      district: person.district,
      birthYearBand: birthYearBandOf(person.birthDate),
      ...changes,
    })
  /** With the groups that follow from the person today. */
  const identity = (device: Signer, { birthDate, district }: MadeUpPerson, number: number) => {
    const today = dayOf({ now: city.now, utcOffsetMinutes: 540 })
    const groups = groupsFor(birthDate, district, today)
    return newIdentity(device, city.genesis.chain, numberToBytes(BigInt(number)), groups)
  }
  return {
    identity,
    city,
    vault,
    enrolments,
    app,
    post,
    ask,
    enrolment,
    enrol: (device: Signer, person: MadeUpPerson, officer = registrar): Promise<any> =>
      ask(officer, 'enrol-person', { ...person, transaction: enrolment(device, person, {}, officer) }),
    close: async () => {
      await app.close()
      await enrolments.close()
      await vault.close()
      await content.close()
      await city.close()
    },
  }
}

export const withEnrolledCity = async (run: (town: EnrolledCity) => Promise<void>): Promise<void> => {
  const town = await openEnrolledCity()
  try {
    await run(town)
  } finally {
    await town.close()
  }
}
