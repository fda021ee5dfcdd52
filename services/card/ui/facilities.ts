/** The places that read cards, and which of them a counter or a holder is at. What is chosen stays on the device. */
import { useCityQuery } from '@maru/web/city/api.ts'
import { keepOnDevice } from '@maru/web/city/kept.ts'
import { useLanguage } from '@maru/web/texts/settings.ts'

export interface FacilityRow {
  readonly facility: string
  readonly ko: string
  readonly en: string
  readonly account: string
}

/** Without a network those that were read last. */
export const useFacilities = (): readonly FacilityRow[] => {
  const { data } = useCityQuery<{ readonly facilities: readonly FacilityRow[] }>('card', 'facilities', {
    limit: 100,
  })
  return data?.facilities ?? []
}

export const useFacilityOptions = () => {
  const language = useLanguage()
  return useFacilities().map((row) => ({ value: row.facility, label: row[language] }))
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
