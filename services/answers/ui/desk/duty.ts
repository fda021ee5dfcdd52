/** What every act on a duty needs, and what its receipt is kept under. */
import type { WholeDuty } from '../data.ts'

export interface DutyProps {
  readonly row: WholeDuty
  /** Of what is answered: receipts are called after it. */
  readonly subject: string
  /** Days before a deadline from which it is due soon. */
  readonly soonDays: number | undefined
}

/** The page that residents read it on. */
export const pageOf = ({ proposal, debate, poll }: WholeDuty): string => {
  if (poll !== undefined) return `/polls/${poll}`
  return proposal > 0 ? `/proposals/${proposal}` : `/debates/${debate}`
}
