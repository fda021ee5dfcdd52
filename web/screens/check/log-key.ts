/**
 * The log's key, which everything hangs on. A server that cheats hands out a key of its own, so this device remembers
 * the one it saw first, and somebody who has the key from elsewhere (a poster, a newspaper) can give it.
 */
import { useState } from 'react'
import { useCity } from '../../city/city.ts'

export interface TrustedKey {
  readonly vkey: string
  /** `city`: its server said so just now, and nothing else does. `saved`: it stands in this page, a saved file. */
  readonly from: 'given' | 'saved' | 'device' | 'city'
  /** Since when this device knows it, in milliseconds since 1970. */
  readonly since?: number
  /** The server says another key now than this device remembers. */
  readonly isContradicted: boolean
}

export const useLogKey = () => {
  const { data: city, error, refetch } = useCity()
  const [given, setGiven] = useState('')
  const [remembered] = useState(read)
  const [saved] = useState(savedKey)
  const logKey: TrustedKey | undefined =
    given.trim() !== ''
      ? { vkey: given.trim(), from: 'given', isContradicted: false }
      : saved !== undefined
        ? { vkey: saved, from: 'saved', isContradicted: false }
        : keyOf(city?.vkey, remembered)
  return { logKey, given, setGiven, cityKey: city?.vkey, error, refetch }
}

/** Put there by save-check.tsx. */
const savedKey = (): string | undefined =>
  document.querySelector<HTMLMetaElement>('meta[name=log-key]')?.content || undefined

const keyOf = (ofCity: string | undefined, remembered: Remembered | undefined): TrustedKey | undefined => {
  if (remembered) {
    const isContradicted = ofCity !== undefined && ofCity !== remembered.vkey
    return { ...remembered, from: 'device', isContradicted }
  }
  if (ofCity === undefined) return undefined
  remember(ofCity)
  return { vkey: ofCity, from: 'city', isContradicted: false }
}

interface Remembered {
  readonly vkey: string
  readonly since: number
}

const storeName = 'maru.logKey'

const remember = (vkey: string): void => {
  try {
    if (!localStorage.getItem(storeName))
      localStorage.setItem(storeName, JSON.stringify({ vkey, since: Date.now() }))
  } catch {
    // Then the server is asked each time, and the page says so.
  }
}

const read = (): Remembered | undefined => {
  try {
    const kept = JSON.parse(localStorage.getItem(storeName) ?? 'null') as Remembered | null
    return typeof kept?.vkey === 'string' && typeof kept.since === 'number' ? kept : undefined
  } catch {
    return undefined
  }
}
