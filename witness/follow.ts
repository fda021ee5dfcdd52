/**
 * A witness that goes to the logs by itself: it reads their checkpoints and the tiles between, and cosigns what it has
 * checked, so that a city need not know of it. Whoever wants the cosignatures asks the witness.
 */
import { equalBytes } from '@maru/kernel/codec/cbor.ts'
import { decodeUtf8 } from '@maru/kernel/codec/utf8.ts'
import { formatAddCheckpoint } from '@maru/kernel/log/add-checkpoint.ts'
import { parseCheckpoint } from '@maru/kernel/log/checkpoint.ts'
import { parseNote } from '@maru/kernel/log/note.ts'
import { createLogClient } from './log-client.ts'
import { treeFromTiles } from './tree-from-tiles.ts'
import type { Witness } from './witness.ts'

export interface FollowOptions {
  readonly witness: Witness
  /** The prefix of the log's files. */
  readonly url: string
  readonly everyMs?: number
  readonly told: (line: string) => void
}

export interface Following {
  readonly stop: () => void
}

export const follow = ({ witness, url, everyMs = 10_000, told }: FollowOptions): Following => {
  let before = ''
  let timer: NodeJS.Timeout | undefined
  let isStopped = false
  const look = async (): Promise<void> => {
    const line = await lookOnce(witness, url).catch((error: Error) => error.message)
    // The same trouble again is not told again.
    if (line !== undefined && line !== before) told(line)
    before = line ?? before
    if (!isStopped) timer = setTimeout(() => void look(), everyMs)
  }
  void look()
  return {
    stop: () => {
      isStopped = true
      clearTimeout(timer)
    },
  }
}

/** What is to be told; undefined when there was nothing new. */
export const lookOnce = async (witness: Witness, url: string): Promise<string | undefined> => {
  const client = createLogClient(url)
  const bytes = await client.read('checkpoint')
  const note = bytes && decodeUtf8(bytes)
  if (note === undefined) return `${url}/checkpoint is no checkpoint`
  const parsed = parseNote(note)
  const checkpoint = parsed.ok ? parseCheckpoint(parsed.value.text) : parsed
  if (!checkpoint.ok) return `${url}/checkpoint: ${checkpoint.message}`
  const { origin, size, root } = checkpoint.value
  const known = witness.cosigned().find((one) => one.origin === origin)
  const oldSize = known?.size ?? 0
  if (size < oldSize) return `${origin} shows ${size} entries, fewer than the ${oldSize} that were cosigned`
  if (known && size === oldSize && equalBytes(root, known.root) && isYoung(known.time)) return undefined
  const tree = await treeFromTiles(client, checkpoint.value, oldSize)
  const request = formatAddCheckpoint({ oldSize, proof: tree.consistencyProof(oldSize), note })
  const answer = await witness.addCheckpoint(request, oldSize > 0 ? tree.root(oldSize) : undefined)
  return answer.status === 200
    ? size === oldSize
      ? undefined
      : `cosigned ${origin} of ${size} entries`
    : `${origin} of ${size} entries is not cosigned: ${answer.body.trim()}`
}

/** A quiet log is cosigned anew now and then, so that whoever looks sees that it was watched. */
const isYoung = (time: number): boolean => Date.now() / 1_000 - time < RENEW_SECONDS

const RENEW_SECONDS = 600
