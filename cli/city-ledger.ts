/** A city's ledger: under CometBFT when the folder is a validator's of a network, else in this process alone. */
import { existsSync } from 'node:fs'
import { cityToGenesis, type City } from '@maru/cities/city.ts'
import { readGenesisFile } from '@maru/engines/cometbft/network/genesis-file.ts'
import { homeOf, rpcUrlOf, socketPathOf } from '@maru/engines/cometbft/network/home.ts'
import { openCometBft } from '@maru/engines/cometbft/open.ts'
import type { JoiningProgress } from '@maru/engines/cometbft/restoring.ts'
import { openSolo } from '@maru/engines/solo/open.ts'
import type { StoreEnvironment } from '@maru/engines/storage/away/address.ts'
import type { Ledger } from '@maru/kernel/ledger.ts'
import { createRules } from '@maru/kernel/rules.ts'
import { governanceReads } from '@maru/services/governance/reads.ts'
import { services } from '@maru/services/index.ts'
import { readAwayOf } from './city-log-store.ts'
import { host } from './host.ts'
import { readMachineKey } from './machine-key.ts'
import { readNodeSettings } from './node-settings.ts'
import { policyPathIn } from './policy-file.ts'
import { createReporter } from './report-equivocation.ts'
import { warn } from './terminal.ts'

export const openCityLedger = async (
  folder: string,
  city: City,
  environment: StoreEnvironment,
  onJoining?: (progress: JoiningProgress) => void,
): Promise<Ledger> => {
  const settings = readNodeSettings(folder)
  // A network's genesis names its validators, which no city file does.
  const genesis = (settings && readGenesisFile(homeOf(folder))) ?? cityToGenesis(city)
  const rules = createRules(services, host.hash)
  const isCosigned = existsSync(policyPathIn(folder))
  const options = { folder, genesis, rules, isCosigned, away: readAwayOf(folder, environment, warn) }
  if (!settings) return openSolo(options)
  const report = createReporter({ signer: readMachineKey(folder), warn })
  const ledger: Ledger = await openCometBft({
    ...options,
    socketPath: socketPathOf(folder),
    rpcUrl: rpcUrlOf(settings),
    ...(genesis.services.includes('governance') && { validatorsOf: governanceReads.validatorsOf }),
    ...(settings.snapshots && { snapshots: settings.snapshots }),
    onSnapshotFailed: ({ message }) => warn(`no snapshot could be made: ${message}`),
    ...(onJoining && { onJoining }),
    equivocated: (equivocation) => void report(ledger, equivocation),
  })
  return ledger
}
