/** All faults that a schedule is made of. */
import type { Fault } from './fault.ts'
import { networkFaults } from './network-faults.ts'
import { processFaults } from './process-faults.ts'

export const faults: readonly Fault[] = [...processFaults, ...networkFaults]
