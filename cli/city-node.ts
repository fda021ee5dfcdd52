/**
 * What runs beside a ledger for the sake of others: its log is cosigned by the witnesses of the file `policy` in its
 * folder, and a validator cosigns the logs of the other nodes and shows its own.
 */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { Cosigners } from '@maru/kernel/cosigning.ts'
import type { Ledger } from '@maru/kernel/ledger.ts'
import type { Policy } from '@maru/kernel/log/policy.ts'
import { formatVkey } from '@maru/kernel/log/vkey.ts'
import { startCosigning } from '@maru/witness/cosigning.ts'
import { json, listen, type Route } from '@maru/witness/http.ts'
import { openWitnessIn } from '@maru/witness/open.ts'
import { confirmByOwnLog } from '@maru/witness/own-log.ts'
import { witnessRoutes } from '@maru/witness/routes.ts'
import { staticLogRoute } from '@maru/witness/static-log.ts'
import { closeWith } from './close-with.ts'
import { readNodeSettings } from './node-settings.ts'
import { policyPathIn, readPolicy } from './policy-file.ts'
import { UsageError } from './terminal.ts'

export interface CityNode {
  readonly cosigners: Cosigners | undefined
  /** Of the node, where it has an address. */
  readonly url: string | undefined
  readonly close: () => Promise<void>
}

export const openCityNode = async (folder: string, ledger: Ledger): Promise<CityNode> => {
  const path = policyPathIn(folder)
  const policy = existsSync(path) ? await readPolicy(path) : undefined
  if (policy) requireOwnKey(policy, ledger.vkey, path)
  const policyText = policy && (await readFile(path, 'utf8'))
  await using opened = new AsyncDisposableStack()
  const cosigning =
    policy &&
    startCosigning({
      policy,
      newest: ledger.checkpoint,
      publicLog: ledger.publicLog,
      told: (line) => void process.stderr.write(`maru: ${line}\n`),
    })
  opened.defer(async () => cosigning?.stop())
  const cosigners = cosigning && policyText ? { policy: policyText, status: cosigning.status } : undefined
  const settings = readNodeSettings(folder)?.node
  const server = closeWith(
    opened,
    settings && (await listen({ ...settings, routes: routesOf(folder, ledger, policy, cosigners) })),
  )
  const all = opened.move()
  return { cosigners, url: server?.url, close: () => all.disposeAsync() }
}

const routesOf = (
  folder: string,
  ledger: Ledger,
  policy: Policy | undefined,
  cosigners: Cosigners | undefined,
): readonly Route[] => {
  const origin = `maru.${ledger.genesis.chain}`
  const logs = (policy?.logs ?? []).map(({ vkey }) => vkey).filter(({ name }) => name === origin)
  const witness = openWitnessIn({
    folder,
    logs,
    confirm: confirmByOwnLog(ledger),
  })
  return [
    staticLogRoute(
      { ...ledger.publicLog, vkey: ledger.vkey, policy: cosigners?.policy, tile: ledger.tile },
      '/log',
    ),
    readyRoute(ledger, cosigners),
    witnessRoutes(witness),
  ]
}

/** As the city's server answers it, so that maru status asks either. */
const readyRoute =
  (ledger: Ledger, cosigners: Cosigners | undefined): Route =>
  ({ path }) => {
    if (path !== '/health/ready') return undefined
    const { state, reason, height, size, waiting, waitingMax } = ledger.status()
    const ready = state === 'running'
    const cosigning = cosigners?.status()
    const answer = json({ ready, reason, state, height, size, waiting, waitingMax, cosigning })
    return { ...answer, status: ready ? 200 : 503 }
  }

/** A policy that does not list the own key would never be reached. */
const requireOwnKey = ({ logs }: Policy, own: string, path: string): void => {
  if (!logs.some(({ vkey }) => formatVkey(vkey) === own))
    throw new UsageError(
      `${path} has no line "log ${own}", so that nothing of this log would reach its quorum`,
    )
}
