/**
 * Records of cards lie wrapped by the key service themselves. When its key is changed they are wrapped anew, one after
 * another, so that the old key can be taken away.
 */
import type { KeyService } from '../vault/key-service.ts'

/** A place in a table: what lies there, for what it was wrapped, and how another text takes its place. */
export interface WrappedRow {
  readonly text: string
  readonly subject: string
  /** Only where the same text still lies: what was changed meanwhile is under the newest key. */
  readonly replace: (text: string) => Promise<unknown>
}

/** Ends early when it is told to. */
export const rewrapRows = async (
  rows: Iterable<WrappedRow>,
  keyService: KeyService,
  isOver: () => boolean,
): Promise<number> => {
  const newest = await keyService.newest()
  let count = 0
  for (const { text, subject, replace } of rows) {
    if (isOver()) break
    if (text.startsWith(newest)) continue
    await replace(await keyService.wrap(await keyService.unwrap(text, subject), subject))
    count++
  }
  return count
}
