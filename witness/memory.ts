/**
 * What a witness has cosigned last of each log: one file a log, the signed note itself. It is replaced as a whole and on
 * the disk before the cosignature is handed out: whoever is killed in between has remembered more than it has said.
 */
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { sha256 } from '@maru/engines/host.ts'
import { DamageError } from '@maru/engines/storage/errors.ts'
import { verifyEd25519 } from '@maru/engines/verify-ed25519.ts'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { type Checkpoint, parseCheckpoint } from '@maru/kernel/log/checkpoint.ts'
import { parseNote } from '@maru/kernel/log/note.ts'
import { verifyNote } from '@maru/kernel/log/signature.ts'
import type { Vkey } from '@maru/kernel/log/vkey.ts'

export interface Cosigned extends Checkpoint {
  /** With the signatures of the log and of this witness. */
  readonly note: string
  /** When it was cosigned, in seconds since 1970. */
  readonly time: number
}

export interface Memory {
  readonly get: (origin: string) => Cosigned | undefined
  /** By the hexadecimal SHA-256 of the origin, as c2sp.org/tlog-witness names logs in addresses. */
  readonly byHash: (originHash: string) => Cosigned | undefined
  readonly all: () => readonly Cosigned[]
  /** Returns when it is surely on the disk; throws when that is not sure. */
  readonly put: (cosigned: Cosigned) => void
}

/** `replace` is another one in tests of faults. */
export const openMemory = (folder: string, vkey: Vkey, replace = replaceDurably): Memory => {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const byHash = new Map<string, Cosigned>()
  for (const name of readdirSync(folder))
    if (/^[0-9a-f]{64}$/.test(name)) byHash.set(name, readCosigned(join(folder, name), name, vkey))
  return {
    get: (origin) => byHash.get(hashOf(origin)),
    byHash: (originHash) => byHash.get(originHash),
    all: () => [...byHash.values()],
    put: (cosigned) => {
      const name = hashOf(cosigned.origin)
      replace(join(folder, name), cosigned.note)
      byHash.set(name, cosigned)
    },
  }
}

export const hashOf = (origin: string): string => bytesToHex(sha256(Buffer.from(origin)))

export const replaceDurably = (path: string, text: string): void => {
  const temporary = `${path}.new`
  const fd = openSync(temporary, 'w', 0o600)
  try {
    writeFileSync(fd, text)
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
  renameSync(temporary, path)
  const folder = openSync(dirname(path), 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

/** A witness that began again from nothing could cosign another log: what cannot be read stops it. */
const readCosigned = (path: string, name: string, vkey: Vkey): Cosigned => {
  const note = readFileSync(path, 'utf8')
  const parsed = parseNote(note)
  const checkpoint = parsed.ok ? parseCheckpoint(parsed.value.text) : parsed
  if (!parsed.ok || !checkpoint.ok) throw new DamageError(path, 'it holds no checkpoint')
  if (hashOf(checkpoint.value.origin) !== name) throw new DamageError(path, 'it is of another log')
  const signers = verifyNote(parsed.value, [vkey], verifyEd25519)
  if (!signers.ok) throw new DamageError(path, `${vkey.name} has not cosigned it as it stands`)
  return { ...checkpoint.value, note, time: signers.value[0]?.time ?? 0 }
}
