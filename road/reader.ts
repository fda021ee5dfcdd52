/** Reads bytes from the front. What runs beyond the end, or is wrong otherwise, is remembered and reads as nothing. */
export interface Reader {
  readonly varint: () => number
  readonly take: (length: number) => Uint8Array
  readonly rest: () => Uint8Array
  readonly isAtEnd: () => boolean
  /** Nothing was wrong so far. */
  readonly isWhole: () => boolean
  readonly fail: () => undefined
}

export const createReader = (bytes: Uint8Array): Reader => {
  let at = 0
  let isWhole = true

  const fail = (): undefined => {
    isWhole = false
    at = bytes.length
  }
  const take = (length: number): Uint8Array => {
    if (length > bytes.length - at) return (fail(), new Uint8Array())
    return bytes.subarray(at, (at += length))
  }
  const varint = (): number => {
    const size = 1 << ((bytes[at] ?? 0) >> 6)
    const taken = take(size)
    let value = BigInt((taken[0] ?? 0) & 0x3f)
    for (const byte of taken.subarray(1)) value = (value << 8n) | BigInt(byte)
    return Number(value)
  }

  return {
    varint,
    take,
    rest: () => take(bytes.length - at),
    isAtEnd: () => at >= bytes.length,
    isWhole: () => isWhole,
    fail,
  }
}
