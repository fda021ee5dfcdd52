/** Checks a receipt in the browser, with the kernel's own code: the entry is in the log of this key, and says what was signed. */
import './zod-without-eval.ts'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { decodeEntry } from '@maru/kernel/entry.ts'
import { checkProof, parseTlogProof } from '@maru/kernel/log/tlog-proof.ts'
import { parseVkey } from '@maru/kernel/log/vkey.ts'
import { hash } from './hash.ts'
import type { Receipt } from './store.ts'
import { verifyEd25519 } from './verify.ts'

export type Proven =
  | { readonly ok: true; readonly size: number }
  | { readonly ok: false; readonly why: string }

/** `vkey` is the log's verifier key; who has it from somewhere else than the city need not trust the city for it. */
export const proveReceipt = (
  { proof, id, index }: Pick<Receipt, 'proof' | 'id' | 'index'>,
  vkey: string,
): Proven => {
  const key = parseVkey(hash, vkey)
  if (!key.ok) return { ok: false, why: key.message }
  const parsed = parseTlogProof(proof)
  if (!parsed.ok) return { ok: false, why: parsed.message }
  const { extra } = parsed.value
  if (!extra) return { ok: false, why: 'the receipt does not carry its entry' }
  const checked = checkProof(hash, verifyEd25519, proof, extra, key.value)
  if (!checked.ok) return { ok: false, why: checked.message }
  const entry = decodeEntry(extra)
  const isSame =
    entry?.kind === 'transaction' && bytesToHex(hash(entry.bytes)) === id && checked.value.index === index
  return isSame
    ? { ok: true, size: checked.value.size }
    : { ok: false, why: 'it is the receipt of another act' }
}
