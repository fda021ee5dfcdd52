/** A made-up city whose institutions decide, for this folder's tests. */
import type { Hash } from '@maru/kernel/crypto/host.ts'
import { createMadeUpCity, governedCity } from '../made-up.ts'

/** One officer each is enough here; the city's own institution needs two. */
export const deciding = ['election-1', 'council-1', 'university-1'] as const

export const createGoverned = (hash: Hash, from = governedCity) => {
  const city = createMadeUpCity(hash, from)
  let changes = 0
  const act = (by: string, action: string, input: object, at?: number) =>
    city.act({ by, service: 'governance', action, input, ...(at !== undefined && { at }) })
  return {
    ...city,
    /** Undefined when it was accepted. */
    refusalOf: (by: string, action: string, input: object, at?: number): string | undefined => {
      const receipt = act(by, action, input, at)
      return 'refusal' in receipt ? receipt.refusal.code : undefined
    },
    /** Three of four institutions want it. Throws when a rule does not. */
    pass: (wanted: object, height = 0): number => {
      const steps = [
        act(deciding[0], 'propose-change', { wanted, from: height }),
        ...deciding.slice(1).map((officer) => act(officer, 'approve-change', { change: changes + 1 })),
      ]
      for (const receipt of steps) if ('refusal' in receipt) throw new Error(receipt.refusal.code)
      return ++changes
    },
    /** A block in which nothing is asked for, so that what is due comes to pass. */
    wait: () => void city.act({ by: 'nobody', service: 'governance', action: 'approve-change', input: {} }),
    change: (change: number) =>
      city.query('governance', 'change', { change }) as { state: string; height?: number; reason?: string },
    status: () =>
      city.query('governance', 'status') as { isHalted: boolean; version: number; height: number },
    powers: (): { readonly [name: string]: number } => {
      const { validators } = city.query('governance', 'validators') as {
        validators: { name: string; power: number }[]
      }
      return Object.fromEntries(validators.map(({ name, power }) => [name, power]))
    },
  }
}
