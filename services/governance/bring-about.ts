/** What each kind of change does when it comes into force, and the event that tells of it. */
import type { WantedOf } from './inputs.ts'
import { faultOf } from './judge.ts'
import type { Context } from './kit.ts'
import { movePower } from './power.ts'
import type { Change, Validator } from './state.ts'
import { removeInstitution, storeInstitution, storeValidator } from './store.ts'

/** `later` when this block moves as much voting power as it may already. */
export type Outcome = 'done' | 'later' | { readonly fault: string }

export const bringAbout = (context: Context, change: number, { wanted, by }: Change): Outcome => {
  const { tables, system, time, height, emit } = context
  // Halting, going on and versions are numbers of the ledger, which count from this block on as it is.
  const isNumber = wanted.kind === 'halt' || wanted.kind === 'resume' || wanted.kind === 'activate-version'
  const fault = isNumber ? undefined : faultOf(context, wanted, height)
  if (fault !== undefined) return { fault }
  switch (wanted.kind) {
    case 'add-validator':
    case 'remove-validator':
    case 'change-power':
      return changeValidators(context, change, wanted)
    case 'change-cosigner': {
      const { validator, cosigner } = wanted
      tables.validators.update([validator], (row) => ({ ...row, cosigner }))
      emit('cosigner-changed', { change, validator, cosigner })
      break
    }
    case 'add-institution':
    case 'change-institution':
      storeInstitution(context, wanted)
      emit(wanted.kind === 'add-institution' ? 'institution-added' : 'institution-changed', {
        change,
        institution: wanted.institution,
      })
      break
    case 'remove-institution':
      removeInstitution(tables, wanted.institution)
      emit('institution-removed', { change, institution: wanted.institution })
      break
    case 'set-parameter': {
      const { service, name, value } = wanted
      // From the next moment on: what this block decides is decided by the number before.
      system.setParameter(service, name, time + 1, value)
      emit('parameter-set', { change, service, name, from: time + 1, value, by })
      break
    }
    case 'give-role':
    case 'take-role':
      emit(wanted.kind === 'give-role' ? 'role-given' : 'role-taken', {
        change,
        account: wanted.account,
        role: wanted.role,
      })
      break
    case 'activate-version':
      emit('version-activated', { change, version: wanted.version })
      break
    case 'halt':
      emit('halted', { change })
      break
    case 'resume':
      emit('resumed', { change })
      break
  }
  return 'done'
}

const changeValidators = (
  context: Context,
  change: number,
  wanted: WantedOf<'add-validator' | 'remove-validator' | 'change-power'>,
): Outcome => {
  const { tables, height, emit } = context
  if (wanted.kind === 'add-validator') {
    if (!movePower(tables, height, wanted.power)) return 'later'
    const { power, institution, name } = wanted
    emit('validator-added', { change, validator: storeValidator(context, wanted), power, institution, name })
    return 'done'
  }
  const { validator } = wanted
  const { power: before, institution, name } = tables.validators.get([validator]) as Validator
  const power = wanted.kind === 'remove-validator' ? 0 : wanted.power
  if (!movePower(tables, height, Math.abs(power - before))) return 'later'
  if (power === 0) tables.validators.remove([validator])
  else tables.validators.update([validator], (row) => ({ ...row, power }))
  const event = wanted.kind === 'remove-validator' ? 'validator-removed' : 'power-changed'
  emit(event, { change, validator, power, institution, name })
  return 'done'
}
