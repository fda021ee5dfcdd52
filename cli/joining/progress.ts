/** How far the snapshot of a node is that joins a network. */
import type { JoiningProgress } from '@maru/engines/cometbft/restoring.ts'
import { warn, type Progress, type Terminal } from '../terminal.ts'

/** Chunks as they come, and what was refused, for whoever waits at a terminal. */
export const showJoining = (terminal: Terminal): ((progress: JoiningProgress) => void) => {
  let bar: Progress | undefined
  return ({ height, chunks, chunkCount, entryCount, refused }) => {
    if (refused !== undefined) return warn(refused)
    bar ??= terminal.progress(
      `snapshot of block ${height}, ${entryCount.toLocaleString('en')} entries: chunks`,
    )
    bar.update(chunks, chunkCount)
    if (chunks < chunkCount) return
    bar.end()
    bar = undefined
    warn(`the ledger of block ${height} is here; the blocks after it follow`)
  }
}
