/** A claim and its value as people read them. */
import { useNameOf } from '@maru/web/city/city.ts'
import { isClaimName } from './claim-names.ts'
import { useFacilityName } from './facilities.ts'
import { useTexts } from './texts.ts'

export const useClaimWords = () => {
  const t = useTexts()
  const nameOf = useNameOf()
  const nameOfFacility = useFacilityName()
  const valueOf = (name: string, value: unknown): string => {
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
    if (Array.isArray(value))
      return value.length === 0 ? t('none') : value.map((each) => nameOfFacility(String(each))).join(', ')
    return name === 'district' ? nameOf('districts', String(value)) : String(value)
  }
  return { labelOf: (name: string): string => (isClaimName(name) ? t(name) : name), valueOf }
}
