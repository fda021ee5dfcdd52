/** The numbers that bound the snapshots of a node. */
export interface SnapshotLimits {
  /** A snapshot at every multiple of so many blocks of CometBFT. All nodes of a network should have the same. */
  readonly intervalBlocks: number
  /** So many are kept; the disk holds that many copies of the state, and one more while it is made. */
  readonly keptMax: number
  /** CometBFT keeps at least so many of its own blocks, for nodes that were away for a while. */
  readonly retainedBlocksMin: number
  /** Part of the format: with another size the chunks are not those of other nodes. A test's are small. */
  readonly chunkBytes: number
}

/** Two hours or less under load, a day when nobody asks for anything. */
export const defaultSnapshotLimits: SnapshotLimits = {
  intervalBlocks: 10_000,
  keptMax: 2,
  retainedBlocksMin: 200_000,
  chunkBytes: 8 * 1024 * 1024,
}
