/** Whether all that was shown is one log. */
import { equalBytes } from '@maru/kernel/codec/cbor.ts'
import type { SplitView } from '@maru/kernel/log/split-view.ts'
import { treeFromTiles } from '@maru/witness/tree-from-tiles.ts'
import { UsageError } from '../terminal.ts'
import type { View } from './read-views.ts'

export interface Compared {
  /** The one that all others were held against. */
  readonly against: View
  /** Those that it continues, or equals. */
  readonly same: readonly View[]
  /** Those that it does not, each with the proof. */
  readonly split: readonly { readonly view: View; readonly evidence: SplitView }[]
  /** Smaller than it, which is only a file: its tree is not to be had. */
  readonly unknown: readonly View[]
}

/** Against the largest that has files: what all others are the beginning of is one log. */
export const compareViews = async (views: readonly View[]): Promise<Compared> => {
  const origins = new Set(views.map(({ origin }) => origin))
  if (origins.size > 1)
    throw new UsageError(`these are different logs: ${[...origins].join(', ')}. Compare views of one`)
  const bySize = [...views].sort((a, b) => b.size - a.size)
  const against = bySize.find(({ client }) => client) ?? bySize[0]!
  const others = bySize.filter((view) => view !== against)
  const found = await Promise.all(others.map(async (view) => ({ view, judged: await judge(view, against) })))
  return {
    against,
    same: found.filter(({ judged }) => judged === 'same').map(({ view }) => view),
    unknown: found.filter(({ judged }) => judged === 'unknown').map(({ view }) => view),
    split: found.flatMap(({ view, judged }) =>
      typeof judged === 'string' ? [] : [{ view, evidence: judged }],
    ),
  }
}

const judge = async (view: View, against: View): Promise<'same' | 'unknown' | SplitView> => {
  const [smaller, larger] = view.size <= against.size ? [view, against] : [against, view]
  if (smaller.size === larger.size)
    return equalBytes(smaller.root, larger.root)
      ? 'same'
      : { first: smaller.note, second: larger.note, otherRoot: larger.root, proof: [] }
  // Nothing is no evidence: every log begins with it.
  if (smaller.size === 0) return 'same'
  if (!larger.client) return 'unknown'
  const tree = await treeFromTiles(larger.client, larger, smaller.size)
  const otherRoot = tree.root(smaller.size)
  if (equalBytes(otherRoot, smaller.root)) return 'same'
  const proof = tree.consistencyProof(smaller.size, larger.size)
  return { first: smaller.note, second: larger.note, otherRoot, proof }
}
