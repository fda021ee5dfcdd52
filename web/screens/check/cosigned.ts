/** Who has cosigned the checkpoint of a receipt, by a policy. */
import { parsePolicy } from '@maru/kernel/log/policy.ts'
import type { VerifyEd25519 } from '@maru/kernel/log/ports.ts'
import { judgeByPolicy } from '@maru/kernel/log/quorum.ts'
import { hash } from '../../city/hash.ts'
import type { Cosigned } from './judgement.ts'

export type ByPolicy = Cosigned | 'policy-unreadable' | 'not-signed'

export const cosignedBy = (policyText: string, note: string, verify: VerifyEd25519): ByPolicy => {
  const policy = parsePolicy(hash, policyText.replaceAll('\r\n', '\n'))
  if (!policy.ok) return 'policy-unreadable'
  const judged = judgeByPolicy(policy.value, note, verify)
  if (!judged.ok) return 'not-signed'
  const timeByName = new Map(judged.value.cosigners.map(({ name, time }) => [name, time]))
  return {
    hasQuorum: judged.value.hasQuorum,
    witnesses: policy.value.witnesses.map(({ name, vkey }) => {
      const time = timeByName.get(name)
      return {
        name,
        key: vkey.name,
        keyId: vkey.keyId.toString(16).padStart(8, '0'),
        ...(time !== undefined && { time: time * 1_000 }),
      }
    }),
  }
}
