/**
 * Whether what is wanted fits the city as it is: asked when it is proposed, when it has passed, and once more when it is
 * to come into force, for other changes may have come between. Gives a refusal's code, or undefined.
 */
import type { Checking } from '@maru/kernel/service.ts'
import { accountOf, institutionFault, validatorFault } from './fits.ts'
import type { Wanted, WantedOf } from './inputs.ts'
import type { Needs, Parameters } from './kit.ts'
import { institutionsMax, validatorsMax, type Tables } from './state.ts'
import { isTooMuchAtOnce, powerOf } from './power.ts'

export type Judging = Pick<
  Checking<Tables, Parameters, Needs>,
  'tables' | 'needs' | 'accounts' | 'keyId' | 'numberAt' | 'system'
>

/** `height` is that of the block in which it would come into force. */
export const faultOf = (context: Judging, wanted: Wanted, height: number): string | undefined => {
  switch (wanted.kind) {
    case 'add-validator':
      return additionFault(context, wanted)
    case 'remove-validator':
    case 'change-power':
    case 'change-cosigner':
      return changedValidatorFault(context, wanted)
    case 'add-institution':
    case 'change-institution':
      return storedInstitutionFault(context, wanted)
    case 'remove-institution':
      return removedInstitutionFault(context, wanted)
    case 'set-parameter':
      return parameterFault(context, wanted)
    case 'give-role':
    case 'take-role':
      return roleFault(context, wanted)
    case 'activate-version':
      return versionFault(context, wanted, height)
    case 'halt':
      return context.numberAt('halted', height) === 0 ? undefined : 'I13-halted-already'
    case 'resume':
      return context.numberAt('halted', height) === 0 ? 'I13-not-halted' : undefined
  }
}

const additionFault = ({ tables, keyId }: Judging, wanted: WantedOf<'add-validator'>): string | undefined => {
  const fault = validatorFault(wanted)
  if (fault !== undefined) return fault
  const total = powerOf(tables)
  if (total === 0) return 'I9-no-validators'
  if (!tables.institutions.has([wanted.institution])) return 'I11-unknown-institution'
  if (tables.validators.has([keyId(wanted.publicKey)])) return 'I9-validator-there'
  if (tables.validators.list({ limit: validatorsMax }).length === validatorsMax)
    return 'I9-too-many-validators'
  return isTooMuchAtOnce(wanted.power, total) ? 'I10-too-much-at-once' : undefined
}

type ChangedValidator = WantedOf<'remove-validator' | 'change-power' | 'change-cosigner'>

const changedValidatorFault = ({ tables }: Judging, wanted: ChangedValidator): string | undefined => {
  const known = tables.validators.get([wanted.validator])
  if (!known) return 'I9-unknown-validator'
  if (wanted.kind === 'change-cosigner') return undefined
  const total = powerOf(tables)
  if (wanted.kind === 'remove-validator' && known.power === total) return 'I9-last-validator'
  const moved = wanted.kind === 'remove-validator' ? known.power : Math.abs(wanted.power - known.power)
  if (moved === 0) return 'I9-same-power'
  return isTooMuchAtOnce(moved, total) ? 'I10-too-much-at-once' : undefined
}

const storedInstitutionFault = (
  context: Judging,
  wanted: WantedOf<'add-institution' | 'change-institution'>,
): string | undefined => {
  const { tables } = context
  const { kind, institution, officers } = wanted
  const isThere = tables.institutions.has([institution])
  if (kind === 'add-institution' && isThere) return 'I11-institution-there'
  if (kind === 'change-institution' && !isThere) return 'I11-unknown-institution'
  if (!isThere && tables.institutions.list({ limit: institutionsMax }).length === institutionsMax)
    return 'I11-too-many-institutions'
  const fault = institutionFault(context, wanted)
  if (fault !== undefined) return fault
  const isElsewhere = officers.some((officer) => {
    const known = tables.institutionOf.get([accountOf(context, officer)])
    return known !== undefined && known.institution !== institution
  })
  return isElsewhere ? 'I1-officer-elsewhere' : undefined
}

const removedInstitutionFault = (
  { tables }: Judging,
  { institution }: WantedOf<'remove-institution'>,
): string | undefined => {
  if (!tables.institutions.has([institution])) return 'I11-unknown-institution'
  if (tables.institutions.list({ limit: 2 }).length === 1) return 'I11-last-institution'
  const validators = tables.validators.list({ limit: validatorsMax })
  return validators.some(([, row]) => row.institution === institution) ? 'I11-has-validators' : undefined
}

/** The institutions' own numbers: two different changes never pass against each other, and nothing waits for ever. */
const bounds: { readonly [name: string]: readonly [min: number, max: number] } = {
  approvalPercent: [51, 100],
  haltPercent: [51, 100],
  expiryDays: [1, 365],
}

const parameterFault = (
  { system }: Judging,
  { service, name, value }: WantedOf<'set-parameter'>,
): string | undefined => {
  if (!system.parameterNames(service).includes(name)) return 'I14-unknown-parameter'
  const [min, max] = (service === 'governance' && bounds[name]) || [0, value]
  return value < min || value > max ? 'I14-out-of-bounds' : undefined
}

const roleFault = (
  { accounts, needs }: Judging,
  { kind, account, role }: WantedOf<'give-role' | 'take-role'>,
): string | undefined => {
  if (!needs.isRole(role)) return 'I15-unknown-role'
  if (!accounts.get(account)) return 'I15-unknown-account'
  const isHeld = needs.hasRole(account, role)
  if (kind === 'give-role') return isHeld ? 'I15-role-held' : undefined
  if (!isHeld) return 'I15-role-not-held'
  return role === 'mayor' && needs.isLastMayor(account) ? 'I15-last-mayor' : undefined
}

/** One after the other, and none before one that is planned already: else an older one would begin after it. */
const versionFault = (
  { numberAt }: Judging,
  { version }: WantedOf<'activate-version'>,
  height: number,
): string | undefined => {
  const newest = numberAt('version', heightMax)
  if (version !== newest + 1) return 'I12-not-the-next'
  return numberAt('version', height) === newest ? undefined : 'I12-before-another'
}

const heightMax = Number.MAX_SAFE_INTEGER - 1
