/** Judges a receipt by the validators who stand behind it, and asks nobody. */
import '../../city/zod-without-eval.ts'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import type { Verifiers } from '@maru/kernel/crypto/host.ts'
import { decodeEntry } from '@maru/kernel/entry.ts'
import { checkLight } from '@maru/verifier/check-light.ts'
import { hash } from '../../city/hash.ts'
import { type Act, actOf } from '../acts/act.ts'
import { holdsOwnSignature } from './own-signature.ts'

export interface LightEvidence {
  /** The `.maru-light` file. */
  readonly file: string
  /** The file with the validators that are trusted, as text. */
  readonly founders: string
  /** The act that was asked for. */
  readonly id?: string | undefined
}

export type LightVerdict =
  | 'vouched'
  /** It is in what they signed, but its author did not sign it, or it is nobody's act. */
  | 'no-act'
  | 'of-another-act'
  | 'not-vouched'
  | 'founders-unreadable'

export interface LightJudgement {
  readonly verdict: LightVerdict
  /** Why the file was not taken, for developers. */
  readonly problem?: { readonly code: string; readonly message: string }
  readonly index?: number
  readonly size?: number
  readonly height?: number
  readonly time?: number
  readonly power?: number
  readonly totalPower?: number
  readonly changes?: number
  readonly validators?: readonly {
    readonly name: string
    /** Hexadecimal. */
    readonly publicKey: string
    readonly hasSigned: boolean
  }[]
  readonly act?: Act
  readonly entry?: Uint8Array
}

export const judgeLight = async (
  { file, founders, id }: LightEvidence,
  verifiers: Verifiers,
): Promise<LightJudgement> => {
  const start = parseJson(founders)
  if (start === undefined) return { verdict: 'founders-unreadable' }
  const checked = await checkLight({ hash, ...verifiers }, start, file)
  if (!checked.ok) return { verdict: 'not-vouched', problem: checked }
  const { index, size, height, time, power, totalPower, validators, steps, entry } = checked.value
  const found = {
    ...{ index, size, height, time, power, totalPower, entry },
    changes: steps.length - 1,
    validators: validators.map(({ name, publicKey, hasSigned }) => ({
      name,
      publicKey: bytesToHex(publicKey),
      hasSigned,
    })),
  }
  const decoded = decodeEntry(entry)
  const read = decoded?.kind === 'transaction' ? actOf(decoded) : undefined
  if (!read || !(await holdsOwnSignature(verifiers, read.transaction))) return { ...found, verdict: 'no-act' }
  const isAsked = id === undefined || id === read.act.id
  return { ...found, act: read.act, verdict: isAsked ? 'vouched' : 'of-another-act' }
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
