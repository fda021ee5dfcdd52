/** What these screens ask the city and the device for. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { cityQuery } from '@maru/web/city/api.ts'
import { askCardOffice, type AnnouncedIssuer } from '@maru/web/city/card-office.ts'
import { heldCard, shownBy } from '@maru/web/city/card-store.ts'
import type { City } from '@maru/web/city/city.ts'
import type { Person } from '@maru/web/city/persons.ts'

export interface CardStanding {
  readonly card: {
    readonly commitment: string
    readonly state: 'active' | 'suspended' | 'revoked'
    readonly suspendedBy: 'registrar' | 'office' | null
    readonly expiresAt: number
  } | null
  /** Apps of others that may hold a card. */
  readonly hasWallets: boolean
}

/** Null before the mayor has announced an issuer. */
const issuerQuery = cityQuery<AnnouncedIssuer | null>('card', 'issuer')
export const useIssuer = () => useQuery(issuerQuery)

/** For who presses before the answer is there: it is waited for. */
export const useReadIssuer = () => {
  const client = useQueryClient()
  return () => client.ensureQueryData(issuerQuery)
}

export const useHeldCard = (account: string) =>
  useQuery({ queryKey: ['held-card', account], queryFn: () => heldCard(account), networkMode: 'always' })

export const useShown = (account: string) =>
  useQuery({ queryKey: ['shown', account], queryFn: () => shownBy(account), networkMode: 'always' })

/** How the office has it; asked by a signed request, so that nobody else hears it. */
export const useStanding = (person: Person, city: City) =>
  useQuery({
    queryKey: ['card-standing', person.account],
    queryFn: () => askCardOffice<CardStanding>(person, city, 'my-card'),
  })

export const useForgetCard = () => {
  const client = useQueryClient()
  return (account: string): void => {
    for (const kind of ['held-card', 'shown', 'card-standing'])
      void client.invalidateQueries({ queryKey: [kind, account] })
  }
}
