/**
 * Judges a receipt with the kernel's own code, and asks nobody: it was signed by this log's key, the entry lies under
 * what was signed, and the entry holds an act that its own author signed.
 */
import '../../city/zod-without-eval.ts'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import type { Verifiers } from '@maru/kernel/crypto/host.ts'
import { decodeEntry } from '@maru/kernel/entry.ts'
import { openCheckpoint, parseCheckpoint } from '@maru/kernel/log/checkpoint.ts'
import { leafHash } from '@maru/kernel/log/leaf.ts'
import { parseNote } from '@maru/kernel/log/note.ts'
import type { VerifyEd25519 } from '@maru/kernel/log/ports.ts'
import { verifyInclusion } from '@maru/kernel/log/proof.ts'
import { parseTlogProof } from '@maru/kernel/log/tlog-proof.ts'
import { parseVkey, type Vkey } from '@maru/kernel/log/vkey.ts'
import { hash } from '../../city/hash.ts'
import { actOf } from '../acts/act.ts'
import { cosignedBy } from './cosigned.ts'
import { holdsOwnSignature } from './own-signature.ts'
import type { Judgement, Step, StepName, Verdict } from './judgement.ts'

export interface Evidence {
  /** The `.tlog-proof` file. */
  readonly file: string
  readonly vkey: string
  /** By a policy that was given, its quorum decides, and its keys of the log count. By another one it only says who signed. */
  readonly policy?: { readonly text: string; readonly isGiven: boolean } | undefined
  /** The act that was asked for; the receipt of another one does not answer. */
  readonly id?: string | undefined
}

interface Checks extends Verifiers {
  readonly verifyEd25519: VerifyEd25519
}

export const judgeReceipt = async (evidence: Evidence, checks: Checks): Promise<Judgement> => {
  const steps = new Map<StepName, Step['state']>()
  let found: Partial<Judgement> = {}
  const judge = (verdict: Verdict): Judgement => ({
    ...found,
    verdict,
    steps: stepNames
      .filter((name) => name !== 'cosigned' || evidence.policy?.isGiven === true)
      .map((name) => ({ name, state: steps.get(name) ?? 'not-reached' })),
  })
  const hold = (name: StepName, holds: boolean): boolean => {
    steps.set(name, holds ? 'holds' : 'fails')
    return holds
  }

  const key = parseVkey(hash, evidence.vkey.trim())
  if (!key.ok) return judge('key-unreadable')
  const receipt = readReceipt(evidence.file)
  if (!hold('read', receipt !== undefined) || !receipt) return judge('unreadable')
  const { proof, checkpoint, note } = receipt
  const { origin, size } = checkpoint
  found = {
    origin,
    size,
    index: proof.index,
    root: bytesToHex(checkpoint.root),
    signers: signersOf(note, key.value),
  }
  const { policy } = evidence
  const cosigned = policy && cosignedBy(policy.text, proof.checkpoint, checks.verifyEd25519)
  if (policy?.isGiven && cosigned === 'policy-unreadable') return judge('policy-unreadable')
  if (cosigned && typeof cosigned !== 'string') found = { ...found, cosigned }
  const isByPolicy = policy?.isGiven === true && typeof cosigned !== 'string'
  if (!isByPolicy && origin !== key.value.name) return judge('of-another-log')
  const isSigned = isByPolicy || openCheckpoint(proof.checkpoint, key.value, checks.verifyEd25519).ok
  if (!hold('signed', isSigned)) return judge(hasSigned(note, key.value) ? 'altered' : 'of-another-key')
  if (isByPolicy && !hold('cosigned', found.cosigned?.hasQuorum === true)) return judge('not-cosigned')
  if (!proof.extra) return judge('without-entry')
  const leaf = leafHash(hash, proof.extra)
  if (!hold('included', verifyInclusion(hash, proof.index, size, leaf, proof.hashes, checkpoint.root)))
    return judge('altered')
  const read = readAct(proof.extra)
  if (!read) return judge('no-act')
  const { act, transaction } = read
  found = { ...found, act, entry: proof.extra }
  if (!hold('own-signature', await holdsOwnSignature(checks, transaction))) return judge('signature-forged')
  if (evidence.id !== undefined && evidence.id !== act.id) return judge('of-another-act')
  return judge(act.refusal === undefined ? 'recorded' : 'refused')
}

const stepNames = ['read', 'signed', 'cosigned', 'included', 'own-signature'] as const

/** Editors and mail programs write line feeds in their own way and leave space around; the receipt has neither. */
const readReceipt = (text: string) => {
  const proof = parseTlogProof(`${text.replaceAll('\r\n', '\n').trim()}\n`)
  if (!proof.ok) return undefined
  const note = parseNote(proof.value.checkpoint)
  if (!note.ok) return undefined
  const checkpoint = parseCheckpoint(note.value.text)
  return checkpoint.ok ? { proof: proof.value, checkpoint: checkpoint.value, note: note.value } : undefined
}

type Note = Extract<ReturnType<typeof parseNote>, { ok: true }>['value']

const signersOf = ({ signatures }: Note, key: Vkey) =>
  signatures.map(({ name, keyId }) => ({
    name,
    keyId: keyId.toString(16).padStart(8, '0'),
    isLog: name === key.name && keyId === key.keyId,
  }))

const hasSigned = (note: Note, key: Vkey): boolean => signersOf(note, key).some(({ isLog }) => isLog)

const readAct = (bytes: Uint8Array) => {
  const entry = decodeEntry(bytes)
  return entry?.kind === 'transaction' ? actOf(entry) : undefined
}
