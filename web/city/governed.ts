/** Whether several institutions run the city together, and whether they have halted it. */
import { useCityQuery } from './api.ts'
import { useCity } from './city.ts'

export interface GovernanceStatus {
  readonly height: number
  readonly version: number
  readonly isHalted: boolean
  /** Milliseconds since 1970; null while it is not halted, or in the block after it was decided. */
  readonly haltedSince: number | null
  readonly institutions: number
  /** So many institutions have to approve a change, or a halt. */
  readonly needed: number
  readonly neededToHalt: number
}

/** Undefined until it is known. */
export const useIsGoverned = (): boolean | undefined => useCity().data?.services.includes('governance')

export const useGovernanceStatus = () =>
  useCityQuery<GovernanceStatus>('governance', 'status', {}, { enabled: useIsGoverned() === true })
