/**
 * ABCI over a socket: each message is its length as an unsigned varint, then the message as protobuf (CometBFT's
 * spec/abci/abci++_client_server.md). CometBFT itself would allow 2 GB a message.
 */

/** A block of the largest size that a genesis may ask for here, several times over. */
export const messageBytesMax = 32 * 1024 * 1024

/** Splits what comes in into messages. Throws when one is longer than `bytesMax`, or its length is no varint. */
export const createMessageReader = (bytesMax = messageBytesMax) => {
  let chunks: Uint8Array[] = []
  let size = 0

  /** The first bytes in one piece, at least `count` of them where there are so many. */
  const joined = (count: number): Uint8Array => {
    const [first] = chunks
    if (first && (first.length >= count || chunks.length === 1)) return first
    chunks = [Buffer.concat(chunks)]
    return chunks[0] as Uint8Array
  }

  const next = (): Uint8Array | undefined => {
    if (size === 0) return undefined
    const header = readLength(joined(LENGTH_BYTES_MAX))
    if (!header) return undefined
    const { length, headerSize } = header
    if (length > bytesMax) throw new Error(`an ABCI message of ${length} bytes is over ${bytesMax}`)
    if (size < headerSize + length) return undefined
    const bytes = joined(headerSize + length)
    const message = bytes.subarray(headerSize, headerSize + length)
    const rest = bytes.subarray(headerSize + length)
    if (rest.length > 0) chunks[0] = rest
    else chunks.shift()
    size -= headerSize + length
    return message
  }

  return (chunk: Uint8Array): Uint8Array[] => {
    chunks.push(chunk)
    size += chunk.length
    const messages: Uint8Array[] = []
    for (let message = next(); message; message = next()) messages.push(message)
    return messages
  }
}

export const frameMessage = (message: Uint8Array): Uint8Array => {
  const header: number[] = []
  for (let rest = message.length; ; rest >>>= 7) {
    if (rest < 0x80) return Buffer.concat([Uint8Array.of(...header, rest), message])
    header.push((rest & 0x7f) | 0x80)
  }
}

/** Enough for lengths up to 2^35. */
const LENGTH_BYTES_MAX = 5

/** Undefined while the length is not there in full. */
const readLength = (bytes: Uint8Array): { length: number; headerSize: number } | undefined => {
  let length = 0
  for (let at = 0; at < LENGTH_BYTES_MAX; at++) {
    const byte = bytes[at]
    if (byte === undefined) return undefined
    length += (byte & 0x7f) * 2 ** (7 * at)
    if (byte < 0x80) return { length, headerSize: at + 1 }
  }
  throw new Error('the length of an ABCI message is no varint')
}
