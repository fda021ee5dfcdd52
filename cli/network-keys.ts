/** The keys with which the nodes of a new network sign: each its own log, and the logs of the others. */
import { mkdirSync } from 'node:fs'
import { openLogKey } from '@maru/engines/storage/log-key.ts'
import { formatPolicy, type Policy } from '@maru/kernel/log/policy.ts'
import { formatVkey, type Vkey } from '@maru/kernel/log/vkey.ts'
import { openCosignerKey } from '@maru/witness/cosigner-key.ts'

export interface SigningNode {
  readonly name: string
  readonly host: string
  readonly nodePort: number
  readonly logKey: Vkey
  readonly cosignerKey: Vkey
}

/** What no folder has from another. */
export const ownFiles: readonly string[] = ['key', 'vkey', 'cosigner-key', 'cosigner-vkey', 'lock']

export const makeSigningKeys = <
  Made extends { readonly name: string; readonly folder: string; readonly host: string },
>(
  validator: Made,
  chain: string,
  nodePort: number,
): Made & SigningNode & { readonly cosigner: string } => {
  const { name, folder } = validator
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const cosignerKey = openCosignerKey(folder, `maru.${chain}/${name}`).vkey
  const logKey = openLogKey(folder, `maru.${chain}`).vkey
  return { ...validator, nodePort, logKey, cosignerKey, cosigner: formatVkey(cosignerKey) }
}

/** More than two thirds of the validators have to cosign: as many as agree on a block. */
export const networkPolicy = (nodes: readonly SigningNode[]): string => {
  const witnesses = nodes.map(({ name, cosignerKey, host, nodePort }) => ({
    name,
    vkey: cosignerKey,
    url: `http://${host}:${nodePort}`,
  }))
  const needed = Math.floor((2 * nodes.length) / 3) + 1
  const policy: Policy = {
    logs: nodes.map(({ logKey, host, nodePort }) => ({
      vkey: logKey,
      url: `http://${host}:${nodePort}/log`,
    })),
    witnesses,
    quorum: { name: 'validators', needed, members: witnesses },
  }
  return `# The nodes of this network: the keys of their logs, and who of them has to cosign.\n${formatPolicy(policy)}`
}
