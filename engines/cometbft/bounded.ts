/** A memory that is bounded by the bytes of what it stands for; the oldest give way. */
export const createBounded = <Value>(bytesMax: number) => {
  const byKey = new Map<string, { readonly value: Value; readonly size: number }>()
  let bytes = 0

  const remove = (key: string): void => {
    bytes -= byKey.get(key)?.size ?? 0
    byKey.delete(key)
  }

  const makeRoom = (): void => {
    for (const oldest of byKey.keys()) {
      if (bytes <= bytesMax) break
      remove(oldest)
    }
  }

  return {
    get: (key: string): Value | undefined => byKey.get(key)?.value,
    remove,
    add: (key: string, value: Value, size: number): void => {
      remove(key)
      byKey.set(key, { value, size })
      bytes += size
      if (bytes > bytesMax) makeRoom()
    },
  }
}
