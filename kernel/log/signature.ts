import { concatBytes } from './bytes.ts'
import { formatNote, type Note, type Signature } from './note.ts'
import type { Sign, VerifyEd25519 } from './ports.ts'
import { fail, ok, type Result } from './result.ts'
import { encodeUtf8 } from '../codec/utf8.ts'
import { LOG_KEY, uint32, type Vkey, WITNESS_KEY } from './vkey.ts'

/** A key whose signature holds, and for a witness the time of it, in seconds since 1970. */
export type Signer = { vkey: Vkey; time?: number }

export const signNote = (text: string, vkey: Vkey, sign: Sign): string =>
  formatNote({ text, signatures: [signText(text, vkey, sign)] })

export const signText = (text: string, vkey: Vkey, sign: Sign): Signature => {
  if (vkey.type !== LOG_KEY) throw new RangeError('a witness signs with a time')
  return { name: vkey.name, keyId: vkey.keyId, bytes: sign(encodeUtf8(text)) }
}

/** c2sp.org/tlog-cosignature: what a witness adds to a checkpoint that extends the last one it has seen. */
export const cosignText = (text: string, vkey: Vkey, time: number, sign: Sign): Signature => {
  if (vkey.type !== WITNESS_KEY) throw new RangeError('a log signs without a time')
  const signature = sign(cosignedMessage(text, time))
  return { name: vkey.name, keyId: vkey.keyId, bytes: concatBytes([encodeTime(time), signature]) }
}

/** Signatures by keys not listed say nothing. One by a listed key has to hold, or the note is refused. */
export const verifyNote = (note: Note, vkeys: readonly Vkey[], verify: VerifyEd25519): Result<Signer[]> => {
  const signers = new Map<Vkey, Signer>()
  for (const { name, keyId, bytes } of note.signatures) {
    for (const vkey of vkeys) {
      if (vkey.name !== name || vkey.keyId !== keyId) continue
      const signer = (vkey.type === LOG_KEY ? checkLog : checkWitness)(vkey, note.text, bytes, verify)
      if (!signer) return fail('note-bad-signature', `the signature of ${name} does not hold`)
      if (!signers.has(vkey)) signers.set(vkey, signer)
    }
  }
  return signers.size > 0 ? ok([...signers.values()]) : fail('note-unsigned', 'no known key has signed it')
}

type Check = (vkey: Vkey, text: string, bytes: Uint8Array, verify: VerifyEd25519) => Signer | undefined

const checkLog: Check = (vkey, text, bytes, verify) =>
  bytes.length === 64 && verify(vkey.publicKey, encodeUtf8(text), bytes) ? { vkey } : undefined

const checkWitness: Check = (vkey, text, bytes, verify) => {
  if (bytes.length !== 72) return undefined
  const time = uint32(bytes) * 2 ** 32 + uint32(bytes.subarray(4))
  if (!Number.isSafeInteger(time)) return undefined
  return verify(vkey.publicKey, cosignedMessage(text, time), bytes.slice(8)) ? { vkey, time } : undefined
}

/** What a witness signs. */
export const cosignedMessage = (text: string, time: number): Uint8Array =>
  encodeUtf8(`cosignature/v1\ntime ${time}\n${text}`)

const encodeTime = (time: number): Uint8Array => {
  if (!Number.isSafeInteger(time) || time < 0) throw new RangeError('a time is in whole seconds since 1970')
  return Uint8Array.from({ length: 8 }, (_, at) => Math.floor(time / 256 ** (7 - at)) % 256)
}
