/** The places that read cards, and which of them a counter or a holder is at. What is chosen stays on the device. */
import { cityQuery } from '@maru/web/city/api.ts'
import { keepOnDevice } from '@maru/web/city/kept.ts'
import { useLanguage } from '@maru/web/texts/settings.ts'
import { useQuery } from '@tanstack/react-query'

export interface FacilityRow {
  readonly facility: string
  readonly ko: string
  readonly en: string
  /** That works there. */
  readonly account: string
  readonly since: number
  readonly closedAt?: number
}

interface Page {
  readonly facilities: readonly FacilityRow[]
}

const pageSize = 100
/** A bound for what one screen asks: two thousand. */
const pagesMax = 20

/** All of them, also those that are closed. Without a network those that were read last. */
export const useAllFacilities = () =>
  useQuery({
    queryKey: ['card', 'facilities', 'all'],
    queryFn: async () => {
      const all: FacilityRow[] = []
      for (let page = 0; page < pagesMax; page++) {
        const after = all.at(-1)?.facility
        const { facilities } = await cityQuery<Page>('card', 'facilities', {
          after,
          limit: pageSize,
        }).queryFn()
        all.push(...facilities)
        if (facilities.length < pageSize) break
      }
      return all
    },
  })

/** Those that are open. */
export const useFacilities = (): readonly FacilityRow[] =>
  (useAllFacilities().data ?? []).filter(({ closedAt }) => closedAt === undefined)

export const useFacilityOptions = () => {
  const language = useLanguage()
  return useFacilities().map((row) => ({ value: row.facility, label: row[language] }))
}

/** What a facility is called; its code where the list is not there. */
export const useFacilityName = (): ((facility: string) => string) => {
  const language = useLanguage()
  const { data } = useAllFacilities()
  return (facility) => data?.find((row) => row.facility === facility)?.[language] ?? facility
}

/** Null before anybody chose; empty for a reader that is no registered facility. */
const counter = keepOnDevice<string | null>('maru.counter', null)

/** The facility that this counter belongs to: as it was set on this device, or the one whose account is here. */
export const useCounter = (account: string | undefined) => {
  const own = useFacilities().find((row) => row.account === account)?.facility
  return { facility: counter.use() ?? own ?? '', change: counter.change }
}

/**
 * What a facility hangs up for residents to scan: their card with this place chosen. Behind the number sign, which no
 * browser sends: the city does not hear where somebody is.
 */
export const placeLink = (origin: string, facility: string): string =>
  `${origin}/card#${new URLSearchParams({ at: facility }).toString()}`

export const placeIn = (hash: string): string => new URLSearchParams(hash.replace(/^#/, '')).get('at') ?? ''
