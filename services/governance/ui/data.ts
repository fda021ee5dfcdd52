/** What the API says of institutions, validators and changes, and what is wanted as a line of words. */
import { useCityQuery } from '@maru/web/city/api.ts'
import { useServiceWords } from '@maru/web/screens/acts/service-words.ts'
import { useFormat } from '@maru/web/texts/format.ts'
import { type Language, useLanguage } from '@maru/web/texts/settings.ts'
import type { Standing } from '../approvals.ts'
import type { Wanted } from '../inputs.ts'
import type { Change, Institution, Validator } from '../state.ts'

export interface InstitutionRow extends Institution {
  readonly institution: string
  readonly officers: readonly { readonly account: string; readonly since: number }[]
}

export interface ValidatorRow extends Omit<Validator, 'publicKey'> {
  /** Its address. */
  readonly validator: string
}

/** Keys in it are hexadecimal digits. */
export interface ChangeRow extends Omit<Change, 'wanted'> {
  readonly change: number
  readonly wanted: { readonly kind: Wanted['kind']; readonly [field: string]: unknown }
  readonly institution: string | null
  readonly standings: readonly Standing[]
}

export const useInstitutions = () =>
  useCityQuery<{ readonly institutions: readonly InstitutionRow[] }>('governance', 'institutions')

export const useValidators = () =>
  useCityQuery<{ readonly validators: readonly ValidatorRow[] }>('governance', 'validators')

export const useOpenChanges = () =>
  useCityQuery<{ readonly changes: readonly ChangeRow[] }>('governance', 'open-changes')

export const pageSize = 20

export const useChanges = (after: number | undefined) =>
  useCityQuery<{ readonly changes: readonly ChangeRow[] }>('governance', 'changes', {
    after,
    limit: pageSize,
  })

/** By its number, or `new`. */
export const useChange = (id: string) =>
  useCityQuery<ChangeRow>('governance', 'change', { change: Number(id) }, { enabled: /^\d+$/.test(id) })

/** An institution as people call it; its id until the city has answered. */
export const useInstitutionName = (): ((institution: string) => string) => {
  const language: Language = useLanguage()
  const { data } = useInstitutions()
  return (id) => data?.institutions.find(({ institution }) => institution === id)?.[language] ?? id
}

/** What is wanted, as `Set a number: How long a debate lasts → 25`. */
export const useWantedLine = (): ((wanted: ChangeRow['wanted']) => string) => {
  const words = useServiceWords()
  const language: Language = useLanguage()
  const format = useFormat()
  const nameOf = useInstitutionName()
  const { data } = useValidators()
  const validatorName = (address: unknown): string =>
    data?.validators.find(({ validator }) => validator === address)?.name ?? String(address).slice(0, 8)
  const subject = (wanted: ChangeRow['wanted']): string | undefined => {
    const { kind, institution, role, account, name, power, service, value, version } = wanted
    switch (kind) {
      case 'add-validator':
        return `${String(name)} (${nameOf(String(institution))}, ${format.number(Number(power))})`
      case 'remove-validator':
      case 'change-cosigner':
        return validatorName(wanted['validator'])
      case 'change-power':
        return `${validatorName(wanted['validator'])} → ${format.number(Number(power))}`
      case 'add-institution':
      case 'change-institution':
        return String(wanted[language])
      case 'remove-institution':
        return nameOf(String(institution))
      case 'set-parameter':
        return `${words.parameter(String(service), String(name))} → ${format.number(Number(value))}`
      case 'give-role':
      case 'take-role':
        return `${String(role)}, ${String(account).slice(0, 8)}`
      case 'activate-version':
        return format.number(Number(version))
      case 'halt':
      case 'resume':
        return undefined
    }
  }
  return (wanted) => {
    const what = subject(wanted)
    const kind = words.word('governance', wanted.kind)
    return what === undefined ? kind : `${kind}: ${what}`
  }
}
