/**
 * The validators by whom receipts of several institutions are checked. As with the log's key, a server that cheats could
 * name its own: this device remembers those it saw first, and others can be given.
 */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { cityClient } from '../../city/api.ts'
import { useCity } from '../../city/city.ts'
import { useLanguage } from '../../texts/settings.ts'
import type { TrustedKey } from './log-key.ts'

export interface Founders {
  /** The file (docs/spec/light-client.md). */
  readonly text: string
  readonly from: TrustedKey['from']
  readonly since?: number
  readonly isContradicted: boolean
}

/** Undefined until the city has answered, and where one server keeps the record by itself. */
export const useFounders = () => {
  const { data: city } = useCity()
  const [given, setGiven] = useState('')
  const [remembered] = useState(read)
  const [saved] = useState(savedFounders)
  const { data: ofCity } = useQuery({
    queryKey: ['path', '/api/light/genesis'],
    queryFn: () =>
      cityClient()
        .get('/api/light/genesis')
        .then((json) => JSON.stringify(json)),
    enabled: city?.vouched === true,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  useEffect(() => {
    if (ofCity !== undefined) remember(ofCity)
  }, [ofCity])
  const founders: Founders | undefined =
    given.trim() !== ''
      ? { text: given.trim(), from: 'given', isContradicted: false }
      : saved !== undefined
        ? { text: saved, from: 'saved', isContradicted: false }
        : foundersOf(ofCity, remembered)
  return { founders, given, setGiven }
}

const foundersOf = (ofCity: string | undefined, remembered: Remembered | undefined): Founders | undefined => {
  if (remembered) {
    const isContradicted = ofCity !== undefined && ofCity !== remembered.text
    return { ...remembered, from: 'device', isContradicted }
  }
  return ofCity === undefined ? undefined : { text: ofCity, from: 'city', isContradicted: false }
}

/** Put there by save-check.tsx. */
const savedFounders = (): string | undefined =>
  document.querySelector<HTMLMetaElement>('meta[name=founders]')?.content || undefined

interface Remembered {
  readonly text: string
  readonly since: number
}

const storeName = 'maru.founders'

const remember = (text: string): void => {
  try {
    if (!localStorage.getItem(storeName))
      localStorage.setItem(storeName, JSON.stringify({ text, since: Date.now() }))
  } catch {
    // Then the server is asked each time, and the page says so.
  }
}

const read = (): Remembered | undefined => {
  try {
    const kept = JSON.parse(localStorage.getItem(storeName) ?? 'null') as Remembered | null
    return typeof kept?.text === 'string' && typeof kept.since === 'number' ? kept : undefined
  } catch {
    return undefined
  }
}

interface Governance {
  readonly institutions: readonly { readonly institution: string; readonly ko: string; readonly en: string }[]
  readonly validators: readonly { readonly publicKey: string; readonly institution: string }[]
}

/** Whose validator a voting key is, as the city's own list says; names only, and nothing is believed for them. */
export const useInstitutionOf = (): ((publicKey: string) => string | undefined) => {
  const language = useLanguage()
  const { data: city } = useCity()
  const { data } = useQuery({
    queryKey: ['governance', 'names'],
    queryFn: async (): Promise<Governance> => ({
      ...((await cityClient().query('governance', 'institutions')) as Pick<Governance, 'institutions'>),
      ...((await cityClient().query('governance', 'validators')) as Pick<Governance, 'validators'>),
    }),
    enabled: city?.services.includes('governance') === true,
    retry: false,
  })
  return (publicKey) => {
    const own = data?.validators.find((validator) => validator.publicKey === publicKey)?.institution
    return data?.institutions.find(({ institution }) => institution === own)?.[language]
  }
}
