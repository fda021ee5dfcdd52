/**
 * Who acts on this device. A key of one's own is made here and cannot be taken out (keys.ts). In a demonstration city
 * anybody can also be one of its made-up people, for their keys are computed from their names (cities/development.ts).
 */
import { useSyncExternalStore } from 'react'

export const demonstrationResidents = ['resident-1', 'resident-2', 'resident-3'] as const
export const demonstrationOfficers = [
  'mayor',
  'registrar',
  'department',
  'moderator',
  'auditor',
  'panel',
] as const

/** Of the institutions that run a network of four validators (cli/network-city.ts): two of each make its approval. */
export const demonstrationInstitutions = ['city', 'council', 'election', 'university'] as const

export type DemonstrationRole =
  | (typeof demonstrationResidents)[number]
  | (typeof demonstrationOfficers)[number]
  | `${(typeof demonstrationInstitutions)[number]}-${1 | 2}`

/** Kept by its id alone; the keys are opened when something is signed. */
export type Person =
  | { readonly kind: 'device'; readonly account: string; readonly keyId: string }
  | { readonly kind: 'demonstration'; readonly account: string; readonly role: DemonstrationRole }

const storeName = 'maru.person'

export const currentPerson = (): Person | undefined => current

export const usePerson = (): Person | undefined => useSyncExternalStore(listen, currentPerson)

/** Undefined is nobody: then the city can be read, and nothing can be signed. */
export const bePerson = (person: Person | undefined): void => {
  current = person
  try {
    if (person) localStorage.setItem(storeName, JSON.stringify(person))
    else localStorage.removeItem(storeName)
  } catch {
    // Then it lasts as long as the page.
  }
  for (const listener of listeners) listener()
}

const read = (): Person | undefined => {
  try {
    const person = JSON.parse(localStorage.getItem(storeName) ?? 'null') as Person | null
    return person !== null && /^[0-9a-f]{40}$/.test(person.account) ? person : undefined
  } catch {
    return undefined
  }
}

const listeners = new Set<() => void>()
const listen = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

let current = read()
