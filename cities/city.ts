/**
 * What a city is: one file with its name, districts, fields, officers and first parameters. Its genesis, the first
 * entry of its log, is computed from it; once a city has started, its file is history and changes go through the
 * ledger.
 */
import { z } from 'zod'
import { hexToBytes } from '@maru/kernel/codec/hex.ts'
import type { Genesis } from '@maru/kernel/genesis.ts'
import { departmentId, districtId, fieldId } from '@maru/services/schemas.ts'
import { dateToTime } from './date.ts'

const languages = z.enum(['ko', 'en'])
const names = { ko: z.string().min(1).max(100), en: z.string().min(1).max(100) }
/** The beginning of that day in the city, as in `2020-03-01`. */
const date = z.iso.date()

export const citySchema = z.strictObject({
  chain: z.string().regex(/^[a-z][a-z0-9-]{2,39}$/),
  name: z.strictObject(names),
  languages: z.array(languages).min(1),
  starts: date,
  /** Minutes the city's clock is ahead of UTC. */
  utcOffsetMinutes: z.int().min(-720).max(840),
  services: z.array(z.string()).min(1),
  districts: z.array(z.strictObject({ id: districtId, ...names })).min(1),
  fields: z.array(z.strictObject({ id: fieldId, ...names })).min(1),
  departments: z.array(z.strictObject({ id: departmentId, ...names })).min(1),
  officers: z
    .array(
      z.strictObject({
        roles: z.array(z.string()).min(1),
        algorithm: z.enum(['Ed25519', 'ES256']),
        publicKey: z.string().regex(/^(?:[0-9a-f]{64}|[0-9a-f]{130})$/),
        /** Where an officer with the role of a department answers. */
        department: departmentId.optional(),
      }),
    )
    .min(1),
  /** By service: what else its genesis is told, as its manifest's genesis schema wants it. */
  setup: z.record(z.string(), z.unknown()).optional(),
  /** By service and parameter: values, each with the day from which it counts. The first starts with the city. */
  parameters: z.record(z.string(), z.record(z.string(), z.array(z.tuple([date, z.int().min(0)])).min(1))),
})

export type City = z.infer<typeof citySchema>

/** Throws a ZodError when the city's file is not as it should be. */
export const cityToGenesis = (input: City): Genesis => {
  const city = citySchema.parse(input)
  const timeOf = (day: string): number => dateToTime(day, city.utcOffsetMinutes)
  const officers = city.officers.map(({ roles, algorithm, publicKey }) => ({
    roles,
    algorithm,
    publicKey: hexToBytes(publicKey),
  }))
  const placed = city.officers.flatMap(({ department, publicKey }) =>
    department === undefined ? [] : [{ department, publicKey: hexToBytes(publicKey) }],
  )
  return {
    chain: city.chain,
    name: city.name,
    languages: city.languages,
    time: timeOf(city.starts),
    services: city.services,
    setup: {
      residents: { districts: city.districts.map(({ id }) => id), officers },
      proposals: { fields: city.fields.map(({ id }) => id) },
      answers: { departments: city.departments.map(({ id }) => id), officers: placed },
      ...city.setup,
    },
    parameters: mapValues(city.parameters, (byName) =>
      mapValues(byName, (values) => values.map(([day, value]) => [timeOf(day), value])),
    ),
  }
}

const mapValues = <From, To>(
  record: { readonly [key: string]: From },
  map: (value: From) => To,
): { [key: string]: To } =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]))
