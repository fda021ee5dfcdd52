/** A full bundle: 256 entries of 65,535 bytes and their lengths. */
export const bundleBytesMax = 256 * 65_537

/** The body, or an error when it is longer. */
export const readAtMost = async (response: Response, bytesMax: number): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.length
    if (size > bytesMax) throw new Error(`it answered more than ${bytesMax} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
