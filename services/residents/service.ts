import { hexToBytes } from '@maru/kernel/codec/hex.ts'
import type { Service } from '@maru/kernel/service.ts'
import { z } from 'zod'
import { addKey, replaceKeys, revokeKey } from './actions/change-keys.ts'
import { grantRole, registerOfficer, revokeRole } from './actions/change-roles.ts'
import { leaveCity, restoreResident, suspendResident } from './actions/change-standing.ts'
import { enrolResident } from './actions/enrol-resident.ts'
import { officers, population, resident, roles as rolesOf } from './queries.ts'
import { districtId } from '../schemas.ts'
import { genesis, roles, tables } from './state.ts'

/** What the city file tells this service at the start: its districts, and the first officers' keys. */
const setup = genesis({
  input: z.strictObject({
    districts: z.array(districtId).min(1).max(1000),
    officers: z
      .array(z.strictObject({ publicKey: z.string().regex(/^[0-9a-f]{64}$/), roles: z.array(z.enum(roles)).min(1) }))
      .min(1)
      .max(100),
  }),
  apply: ({ tables: { districts, officers: counts, roles: granted }, accounts, keyId, time }, input) => {
    for (const district of input.districts) districts.put([district], { residents: 0 })
    for (const officer of input.officers) {
      const publicKey = hexToBytes(officer.publicKey)
      const account = accounts.create({ id: keyId(publicKey), algorithm: 'Ed25519', publicKey })
      for (const role of officer.roles) {
        granted.put([account, role], { grantedAt: time })
        counts.put([role], { count: (counts.get([role])?.count ?? 0) + 1 })
      }
    }
  },
})

export const residents: Service = {
  name: 'residents',
  tables,
  parameters: {},
  actions: {
    'enrol-resident': enrolResident,
    'suspend-resident': suspendResident,
    'restore-resident': restoreResident,
    'leave-city': leaveCity,
    'add-key': addKey,
    'revoke-key': revokeKey,
    'replace-keys': replaceKeys,
    'register-officer': registerOfficer,
    'grant-role': grantRole,
    'revoke-role': revokeRole,
  },
  queries: { resident, roles: rolesOf, officers, population },
  timers: {},
  answers: {},
  genesis: setup,
}
