/** Logs that are only numbers, with keys made on the spot: what witnesses, posters and policies are tried on. */
import { generateKeyPairSync, sign } from 'node:crypto'
import { sha256 } from '@maru/engines/host.ts'
import { formatAddCheckpoint } from '@maru/kernel/log/add-checkpoint.ts'
import { encodeBundle } from '@maru/kernel/log/bundle.ts'
import { formatCheckpoint } from '@maru/kernel/log/checkpoint.ts'
import { leafHash } from '@maru/kernel/log/leaf.ts'
import type { Sign } from '@maru/kernel/log/ports.ts'
import { signNote } from '@maru/kernel/log/signature.ts'
import { parseTilePath, TILE_WIDTH } from '@maru/kernel/log/tile.ts'
import { createTree } from '@maru/kernel/log/tree.ts'
import { createVkey, formatVkey, type KeyType, LOG_KEY, type Vkey } from '@maru/kernel/log/vkey.ts'
import type { StaticLog } from '@maru/witness/static-log.ts'

export interface MadeUpSigner {
  readonly vkey: Vkey
  readonly sign: Sign
}

export const madeUpSigner = (name: string, type: KeyType): MadeUpSigner => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const x = Buffer.from(publicKey.export({ format: 'jwk' }).x as string, 'base64url')
  return {
    vkey: createVkey(sha256, name, type, Uint8Array.from(x)),
    sign: (message) => new Uint8Array(sign(null, message, privateKey)),
  }
}

/** A log of `size` entries. From entry `forkAt` on it is another one than a log without a fork. */
export const madeUpLog = (
  size: number,
  { signer = madeUpSigner('made-up.example/log', LOG_KEY), forkAt = size } = {},
) => {
  const tree = createTree(sha256)
  const entries = Array.from({ length: size }, (_, at) =>
    Buffer.from(`${at >= forkAt ? 'other ' : ''}entry ${at}`),
  )
  tree.append(entries.map((entry) => leafHash(sha256, entry)))
  const note = (at: number): string =>
    signNote(
      formatCheckpoint({ origin: signer.vkey.name, size: at, root: tree.root(at) }),
      signer.vkey,
      signer.sign,
    )
  return {
    ...signer,
    tree,
    entries,
    note,
    /** What the log sends to a witness that has cosigned `oldSize` of it. */
    request: (oldSize: number, at: number): string =>
      formatAddCheckpoint({ oldSize, proof: tree.consistencyProof(oldSize, at), note: note(at) }),
  }
}

/** As its server shows it (witness/static-log.ts). */
export const staticLogOf = (
  shown: () => { readonly log: ReturnType<typeof madeUpLog>; readonly size: number },
): StaticLog => ({
  vkey: formatVkey(shown().log.vkey),
  checkpoint: () => shown().log.note(shown().size),
  tile: async (path) => {
    const parsed = parseTilePath(path)
    if (!parsed.ok) return undefined
    const { tree, entries } = shown().log
    const { level, index, width } = parsed.value
    if (level !== 'entries') return tree.tileBytes({ level, index, width })
    return encodeBundle(entries.slice(index * TILE_WIDTH, index * TILE_WIDTH + width))
  },
})
