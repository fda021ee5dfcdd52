/**
 * In a demonstration city alone: its made-up residents, whose keys everybody knows, support a proposal. So one person
 * can see what happens when many do.
 */
import { CityRefusal } from '@maru/client/city-client.ts'
import { cityClient } from './api.ts'
import { cityNow } from './clock.ts'
import { demonstrationSigner } from './keys.ts'
import { signWish, storeWish } from './wish.ts'

/** As many as cli/start/demonstration.ts enrols. */
const neighbours = 150
/** So many sign at a time: a few to a block, so that one can watch them come. */
const atOnce = 4

export interface Asking {
  readonly chain: string
  readonly proposal: number
  /** How many more are to support it. */
  readonly wanted: number
  /** How many do so far. */
  readonly onSupport: (count: number) => void
  readonly signal: AbortSignal
}

/** Gives how many came to support it: fewer than wanted when all were asked or it was stopped. Throws TypeError offline. */
export const askNeighbours = async ({
  chain,
  proposal,
  wanted,
  onSupport,
  signal,
}: Asking): Promise<number> => {
  let supported = 0
  for (let asked = 0; asked < neighbours && supported < wanted && !signal.aborted;) {
    const count = Math.min(atOnce, wanted - supported, neighbours - asked)
    // Not always the same ones first.
    const numbers = Array.from(
      { length: count },
      (_, index) => 1 + ((proposal * 37 + asked + index) % neighbours),
    )
    const answers = await Promise.all(numbers.map((number) => support(chain, proposal, number)))
    asked += count
    supported += answers.filter(Boolean).length
    onSupport(supported)
  }
  return supported
}

/** False when the city refuses it: some support it already, and some have left. */
const support = async (chain: string, proposal: number, number: number): Promise<boolean> => {
  const wish = storeWish(
    { service: 'proposals', action: 'support-proposal', input: { proposal }, about: '', title: '' },
    chain,
  )
  const { bytes } = await signWish(await demonstrationSigner(`resident-${number}`), wish, cityNow())
  try {
    await cityClient().submit(bytes)
    return true
  } catch (error) {
    if (error instanceof CityRefusal && error.status < 500) return false
    throw error
  }
}
