/** How institutions and validators are written, in the genesis and when a change comes into force. */
import type { Applying } from '@maru/kernel/service.ts'
import { accountOf } from './fits.ts'
import type { InstitutionInput, ValidatorInput } from './inputs.ts'
import { officersMax, type Tables } from './state.ts'

type Writing = Pick<Applying<Tables, any, any>, 'tables' | 'accounts' | 'time' | 'keyId'>

/** Founds an account for each key that has none: an institution's officers need nobody else to enrol them. */
export const storeInstitution = (
  context: Writing,
  { institution, ko, en, required, officers }: InstitutionInput,
): void => {
  const { tables, accounts, time } = context
  const since = tables.institutions.get([institution])?.since ?? time
  tables.institutions.put([institution], { ko, en, required, since })
  const before = new Map(
    tables.officers
      .list({ prefix: [institution], limit: officersMax })
      .map(([[, account], row]) => [account, row]),
  )
  for (const account of before.keys()) removeOfficer(tables, institution, account)
  for (const officer of officers) {
    const account = accountOf(context, officer)
    if (!('account' in officer) && !accounts.get(account)) accounts.create({ id: account, ...officer })
    tables.officers.put([institution, account], before.get(account) ?? { since: time })
    tables.institutionOf.put([account], { institution })
  }
}

export const removeInstitution = (tables: Writing['tables'], institution: string): void => {
  const officers = tables.officers.list({ prefix: [institution], limit: officersMax })
  for (const [[, account]] of officers) removeOfficer(tables, institution, account)
  tables.institutions.remove([institution])
}

const removeOfficer = (tables: Writing['tables'], institution: string, account: string): void => {
  tables.officers.remove([institution, account])
  tables.institutionOf.remove([account])
}

/** The validator's address. */
export const storeValidator = (
  { tables, time, keyId }: Writing,
  { publicKey, power, institution, name, cosigner }: ValidatorInput,
): string => {
  const validator = keyId(publicKey)
  tables.validators.put([validator], { publicKey, power, institution, name, cosigner, since: time })
  return validator
}
