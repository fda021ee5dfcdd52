/** Blocks in spans of time: how many, with how many acts, and how long after the block before on average. */

export interface Span {
  /** When it begins, in milliseconds since 1970. */
  readonly from: number
  readonly blocks: number
  readonly acts: number
  /** Undefined where no block followed another. */
  readonly betweenMs?: number
}

/** Blocks come oldest first. A block belongs to the span in which it was sealed. */
export const spansOf = (
  blocks: readonly { readonly time: number; readonly count: number }[],
  { end, lengthMs, count }: { readonly end: number; readonly lengthMs: number; readonly count: number },
): readonly Span[] => {
  const start = end - lengthMs
  const found = Array.from({ length: count }, () => ({ blocks: 0, acts: 0, gaps: 0, betweenMs: 0 }))
  for (const [index, { time, count: acts }] of blocks.entries()) {
    // The last moment belongs to the last span.
    const span = found[Math.min(count - 1, Math.floor(((time - start) * count) / lengthMs))]
    if (!span || time > end) continue
    const before = blocks[index - 1]
    span.blocks++
    span.acts += acts
    if (!before) continue
    span.gaps++
    span.betweenMs += time - before.time
  }
  return found.map(({ blocks, acts, gaps, betweenMs }, index) => ({
    from: start + (index * lengthMs) / count,
    blocks,
    acts,
    ...(gaps > 0 && { betweenMs: betweenMs / gaps }),
  }))
}
