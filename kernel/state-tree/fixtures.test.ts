import { hash } from 'node:crypto'
import type { Change } from './batch.ts'
import { createPageMemory, type PageMemory } from './page-memory.ts'
import { createStateTree } from './tree.ts'

/** A tree over a store in memory, with its pages written after each batch. */
export function createMemoryTree(store: PageMemory = createPageMemory()) {
  const tree = createStateTree({ hash: sha256, store })
  return {
    tree,
    store,
    write: (changes: Iterable<Change>): Uint8Array => {
      const { root, pages } = tree.update(changes)
      store.write(pages)
      return root
    },
  }
}

/** All pages of a store, to compare with those of another. */
export function pagesOf(store: PageMemory): Record<string, string> {
  return Object.fromEntries([...store.paths()].toSorted().map((path) => [path, hex(store.get(path)!)]))
}

export function sha256(data: Uint8Array): Uint8Array {
  return new Uint8Array(hash('sha256', data, 'buffer'))
}

export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

export function hex(data: Uint8Array): string {
  return Buffer.from(data).toString('hex')
}
