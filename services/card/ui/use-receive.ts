/** Getting a card: from an offer to a card that is kept on this device. */
import { useState } from 'react'
import { createHolderKey } from '@maru/client/wallet/holder-key.ts'
import { receiveCard } from '@maru/client/wallet/receive-card.ts'
import { announcedKey, explained, requireIssuer } from '@maru/web/city/card-office.ts'
import { holdCard } from '@maru/web/city/card-store.ts'
import type { City } from '@maru/web/city/city.ts'
import { cityNow, setClock } from '@maru/web/city/clock.ts'
import type { Person } from '@maru/web/city/persons.ts'
import { useForgetCard, useReadIssuer } from './data.ts'

/** Each under a key of its own: two facilities that compare see two cards. */
const copyCount = 4

export const useReceive = (person: Person, city: City) => {
  const readIssuer = useReadIssuer()
  const forget = useForgetCard()
  const [state, setState] = useState<{ readonly isBusy?: true; readonly error?: unknown }>({})
  const receive = async (getOffer: () => Promise<unknown>, pin?: string): Promise<boolean> => {
    setState({ isBusy: true })
    try {
      await setClock().catch(() => undefined)
      const keys = await Promise.all(Array.from({ length: copyCount }, createHolderKey))
      const received = await receiveCard({
        offer: await getOffer(),
        pin,
        keys,
        issuerKey: announcedKey(requireIssuer(await readIssuer()), 'card'),
        fetch: (input, init) => fetch(input, init),
        nowSeconds: Math.floor(cityNow() / 1_000),
      })
      const { type, claims } = received[0]!
      await holdCard({
        account: person.account,
        chain: city.chain,
        type,
        claims: { ...claims },
        copies: received.map(({ text }, copy) => ({ text, key: keys[copy]! })),
        next: 0,
        receivedAt: cityNow(),
      })
      setState({})
      forget(person.account)
      return true
    } catch (error) {
      setState({ error: explained(error) })
      return false
    }
  }
  return { ...state, receive }
}
