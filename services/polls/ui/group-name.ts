/** Groups as people call them. */
import { useNameOf } from '@maru/web/city/city.ts'
import { useTexts } from './texts.ts'

export const useGroupName = (): ((group: string) => string) => {
  const t = useTexts()
  const nameOf = useNameOf()
  return (group) => {
    if (group === 'city') return t('group-city')
    const [, age] = /^city-(\d{1,3})$/.exec(group) ?? []
    if (age !== undefined) return t('group-age', { age: Number(age) })
    const [, district] = /^district-(.+)$/.exec(group) ?? []
    return district === undefined ? group : t('group-district', { district: nameOf('districts', district) })
  }
}
