/** What the API says of parameters, and each value as a sentence. */
import { cityClient, useCityQuery } from '@maru/web/city/api.ts'
import { useServiceWords } from '@maru/web/screens/acts/service-words.ts'
import { useQuery } from '@tanstack/react-query'
import type { Change } from '../state.ts'
import ko from './locales/ko.json'
import { useTexts } from './texts.ts'

export interface ParameterRow {
  readonly service: string
  readonly name: string
  /** In force now. */
  readonly value: number
  /** Past and to come, oldest first; each counts from a moment in milliseconds since 1970. */
  readonly dated: readonly { readonly from: number; readonly value: number }[]
}

export const useParameters = () =>
  useCityQuery<{ readonly parameters: readonly ParameterRow[] }>('parameters', 'parameters')

const pageSize = 100
const pagesMax = 20

/** Who changed what, all of it up to two thousand changes. */
export const useChanges = () =>
  useQuery({
    queryKey: ['parameters', 'all-changes'],
    queryFn: async () => {
      const all: (Change & { readonly change: number })[] = []
      for (let page = 0; page < pagesMax; page++) {
        const input = { after: all.at(-1)?.change ?? 0, limit: pageSize }
        const { changes } = (await cityClient().query('parameters', 'changes', input)) as {
          readonly changes: typeof all
        }
        all.push(...changes)
        if (changes.length < pageSize) break
      }
      return all
    },
  })

/** What a value means, as `토론은 30일 동안 열어요.`; a parameter that has no sentence is called by its name. */
export const useSentence = (): ((row: Pick<ParameterRow, 'service' | 'name' | 'value'>) => string) => {
  const t = useTexts()
  const words = useServiceWords()
  return ({ service, name, value }) => {
    const key = `${service}.${name}`
    return key in ko ? t(key as keyof typeof ko, { value }) : `${words.parameter(service, name)}: ${value}`
  }
}
