/** The keys with which the nodes of a new network sign: each its own log, and the logs of the others. */
import { mkdirSync } from 'node:fs'
import { openLogKey } from '@maru/engines/storage/log-key.ts'
import { formatPolicy, type Policy } from '@maru/kernel/log/policy.ts'
import { formatVkey, type Vkey } from '@maru/kernel/log/vkey.ts'
import { openCosignerKey } from '@maru/witness/cosigner-key.ts'

export interface SigningNode {
  readonly name: string
  /** Where others read its log and have checkpoints cosigned. */
  readonly url: string
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
): Made & SigningNode & { readonly nodePort: number; readonly cosigner: string } => {
  const { name, folder, host } = validator
  const { logKey, cosignerKey } = makeKeysIn(folder, chain, name)
  const url = `http://${host}:${nodePort}`
  return { ...validator, nodePort, url, logKey, cosignerKey, cosigner: formatVkey(cosignerKey) }
}

/** In the folder of a node, which is made where there is none. */
export const makeKeysIn = (folder: string, chain: string, name: string) => {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return {
    logKey: openLogKey(folder, `maru.${chain}`).vkey,
    cosignerKey: openCosignerKey(folder, `maru.${chain}/${name}`).vkey,
  }
}

/** More than two thirds of the validators have to cosign: as many as agree on a block. */
export const networkPolicy = (nodes: readonly SigningNode[]): string => {
  const witnesses = nodes.map(({ name, cosignerKey, url }) => ({ name, vkey: cosignerKey, url }))
  const needed = Math.floor((2 * nodes.length) / 3) + 1
  const policy: Policy = {
    logs: nodes.map(({ logKey, url }) => ({ vkey: logKey, url: `${url}/log` })),
    witnesses,
    quorum: { name: 'validators', needed, members: witnesses },
  }
  return `# The nodes of this network: the keys of their logs, and who of them has to cosign.\n${formatPolicy(policy)}`
}
