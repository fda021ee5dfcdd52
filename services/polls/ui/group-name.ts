/** Groups as people call them. */
import { useCity, useNameOf } from '@maru/web/city/city.ts'
import { useTexts } from './texts.ts'

const ages = [14, 18, 19]

/** All that can be asked, to be chosen from. */
export const useGroups = (): readonly { readonly value: string; readonly label: string }[] => {
  const { data: city } = useCity()
  const nameOfGroup = useGroupName()
  const groups = [
    'city',
    ...ages.map((age) => `city-${age}`),
    ...(city?.names?.districts ?? []).map(({ id }) => `district-${id}`),
  ]
  return groups.map((value) => ({ value, label: nameOfGroup(value) }))
}

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
