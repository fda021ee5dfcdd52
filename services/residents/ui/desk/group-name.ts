import { useNameOf } from '@maru/web/city/city.ts'
import { useTexts } from './texts.ts'

/** What a group of residents is called, as `city-14` or `district-jongno`. */
export const useGroupName = (): ((group: string) => string) => {
  const t = useTexts()
  const nameOf = useNameOf()
  return (group) => {
    const [, age] = /^city-(\d+)$/.exec(group) ?? []
    if (age !== undefined) return t('groupFromAge', { age })
    return group === 'city' ? t('groupCity') : nameOf('districts', group.replace(/^district-/, ''))
  }
}
