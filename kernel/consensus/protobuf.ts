/**
 * The few protobuf forms that CometBFT hashes and signs. As proto3 asks, a field with its default is left out; a message
 * that gogoproto marks as not nullable is written even when it is empty (`putMessage` always writes).
 */
export type Bytes = number[]

export const putNumber = (out: Bytes, field: number, value: number): void => {
  if (value === 0) return
  out.push(field << 3)
  putVarint(out, value)
}

/** `sfixed64`, of numbers that are not negative. */
export const putFixed64 = (out: Bytes, field: number, value: number): void => {
  if (value === 0) return
  out.push((field << 3) | 1)
  for (let rest = value, left = 8; left > 0; left--) {
    out.push(rest % 256)
    rest = Math.floor(rest / 256)
  }
}

export const putBytes = (out: Bytes, field: number, bytes: ArrayLike<number>): void => {
  if (bytes.length > 0) putMessage(out, field, bytes)
}

export const putMessage = (out: Bytes, field: number, bytes: ArrayLike<number>): void => {
  out.push((field << 3) | 2)
  putVarint(out, bytes.length)
  for (let at = 0; at < bytes.length; at++) out.push(bytes[at]!)
}

/** Numbers pass 2^31, where the bit operators of the language end. */
export const putVarint = (out: Bytes, value: number): void => {
  let rest = value
  while (rest > 127) {
    out.push((rest % 128) | 128)
    rest = Math.floor(rest / 128)
  }
  out.push(rest)
}
