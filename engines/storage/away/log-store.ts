/**
 * Cheap storage for old bundles of the log, by the same paths that the log has (`tile/entries/001`). It is asked for
 * nothing but to give back what it was given, and not believed in that either: what it returns is held against the tree.
 * Nothing is ever deleted there.
 */
export interface LogStore {
  /** Where it is, for people; no secret is in it. */
  readonly name: string
  /** Undefined when it has no such file; rejects when it cannot be asked. */
  readonly read: (path: string, signal: AbortSignal) => Promise<Uint8Array | undefined>
  /** Resolves when the bytes are safe there. */
  readonly write: (path: string, bytes: Uint8Array, signal: AbortSignal) => Promise<void>
}
