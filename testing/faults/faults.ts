/** All faults that a schedule is made of. */
import type { Fault } from './fault.ts'
import { lyingFaults } from './lying-faults.ts'
import { machineFaults } from './machine-faults.ts'
import { networkFaults } from './network-faults.ts'
import { processFaults } from './process-faults.ts'
import { twinFault } from './twin-fault.ts'
import { upgradeFault } from './upgrade-fault.ts'

export const faults: readonly Fault[] = [
  ...processFaults,
  ...networkFaults,
  ...machineFaults,
  ...lyingFaults,
  twinFault,
  upgradeFault,
]
