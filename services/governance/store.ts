/** How institutions and validators are written, in the genesis and when a change comes into force. */
import type { Applying } from '@maru/kernel/service.ts'
import type { InstitutionInput, ValidatorInput } from './inputs.ts'
import type { Tables } from './state.ts'

type Context = Pick<Applying<Tables, any, any>, 'tables' | 'accounts' | 'time' | 'keyId'>

/** Founds an account for each key that has none: an institution's officers need nobody else to enrol them. */
export const storeInstitution = (
  { tables, accounts, time, keyId }: Context,
  { institution, ko, en, required, officers }: InstitutionInput,
): void => {
  tables.institutions.put([institution], { ko, en, required, since: time })
  for (const { algorithm, publicKey } of officers) {
    const id = keyId(publicKey)
    const account = accounts.ownerOf(id) ?? accounts.create({ id, algorithm, publicKey })
    tables.officers.put([institution, account], { since: time })
    tables.institutionOf.put([account], { institution })
  }
}

export const storeValidator = (
  { tables, time, keyId }: Context,
  { publicKey, power, institution, name, cosigner }: ValidatorInput,
): void => {
  const validator = { publicKey, power, institution, name, cosigner, since: time }
  tables.validators.put([keyId(publicKey)], validator)
}
