import { createHash } from 'node:crypto'
import type { Change } from './batch.ts'
import { createStateTree } from './tree.ts'

/** A tree over a map, with its pages written after each batch. */
export function createMemoryTree(pages = new Map<string, Uint8Array>()) {
  const tree = createStateTree({ hash: sha256, store: pages })
  return {
    tree,
    pages,
    write(changes: Iterable<Change>): Uint8Array {
      const { root, pages: changed } = tree.update(changes)
      for (const [path, page] of changed) {
        if (page === undefined) pages.delete(path)
        else pages.set(path, page)
      }
      return root
    },
  }
}

export function sha256(data: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(data).digest())
}

export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

export function hex(data: Uint8Array): string {
  return Buffer.from(data).toString('hex')
}
