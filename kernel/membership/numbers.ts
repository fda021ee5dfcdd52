/** Numbers of the curve BN254 (EIP-196), which the proofs are made on, as 32 big-endian bytes: each has one form. */
export const fieldOrder = 21888242871839275222246405745257275088696311157297823662689037894645226208583n
/** How many points the group has: roots, nullifiers and commitments are below it. */
export const groupOrder = 21888242871839275222246405745257275088548364400416034343698204186575808495617n

export const bytesToNumber = (bytes: Uint8Array): bigint => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let number = 0n
  for (let at = 0; at < bytes.length; at += 8) number = (number << 64n) | view.getBigUint64(at)
  return number
}

export const numberToBytes = (number: bigint): Uint8Array => {
  const bytes = new Uint8Array(32)
  const view = new DataView(bytes.buffer)
  for (let at = 24; at >= 0; at -= 8) {
    view.setBigUint64(at, number & 0xffff_ffff_ffff_ffffn)
    number >>= 64n
  }
  return bytes
}

/** Whether every 32 bytes are a number below `order`. */
export const areBelow = (bytes: Uint8Array, order: bigint): boolean => {
  for (let at = 0; at < bytes.length; at += 32)
    if (bytesToNumber(bytes.subarray(at, at + 32)) >= order) return false
  return true
}
