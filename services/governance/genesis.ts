import { z } from 'zod'
import { institutionFault, validatorFault } from './fits.ts'
import { institutionFields, officerKey, validatorFields } from './inputs.ts'
import { genesis } from './kit.ts'
import { institutionsMax, officersMax, validatorsMax } from './state.ts'
import { storeInstitution, storeValidator } from './store.ts'

const institution = z.strictObject({
  ...institutionFields,
  officers: z.array(officerKey).min(1).max(officersMax),
})

/** The institutions that begin the city, and their validators; none where one process keeps the ledger. */
export const governanceGenesis = genesis({
  input: z.strictObject({
    institutions: z.array(institution).min(1).max(institutionsMax),
    validators: z.array(z.strictObject(validatorFields)).max(validatorsMax),
  }),
  apply: (context, { institutions, validators }) => {
    const { tables, keyId } = context
    for (const given of institutions) {
      orThrow(given.institution, institutionFault(context, given))
      if (tables.institutions.has([given.institution])) throw new Error(`${given.institution} stands twice`)
      for (const { publicKey } of given.officers)
        if (tables.institutionOf.has([keyId(publicKey)]))
          throw new Error(`an officer of ${given.institution} is one of another institution too`)
      storeInstitution(context, given)
    }
    for (const given of validators) {
      orThrow(given.name, validatorFault(given))
      if (tables.validators.has([keyId(given.publicKey)]))
        throw new Error(`the key of ${given.name} stands twice`)
      if (!tables.institutions.has([given.institution]))
        throw new Error(`${given.name} is a validator of ${given.institution}, which is no institution`)
      storeValidator(context, given)
    }
  },
})

const orThrow = (what: string, fault: string | undefined): void => {
  if (fault !== undefined) throw new Error(`${what}: ${fault}`)
}
