/** DEFLATE by the streams that browsers and Node have. What is unpacked may come from anyone, so it has an end. */
import { CredentialProblem, type CredentialCode } from './problem.ts'

type Format = 'deflate' | 'deflate-raw'

export const deflate = (bytes: Uint8Array, format: Format): Promise<Uint8Array<ArrayBuffer>> =>
  through(new CompressionStream(format), bytes, Infinity, 'W1-malformed')

export const inflate = (
  bytes: Uint8Array,
  format: Format,
  { bytesMax, code }: { readonly bytesMax: number; readonly code: CredentialCode },
): Promise<Uint8Array<ArrayBuffer>> => through(new DecompressionStream(format), bytes, bytesMax, code)

const through = async (
  stream: CompressionStream | DecompressionStream,
  bytes: Uint8Array,
  bytesMax: number,
  code: CredentialCode,
): Promise<Uint8Array<ArrayBuffer>> => {
  const reader = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(stream).getReader()
  const parts: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      size += part.value.length
      if (size > bytesMax) throw new RangeError('too long')
      parts.push(part.value)
    }
  } catch {
    await reader.cancel().catch(() => undefined)
    throw new CredentialProblem(code, 'deflate')
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer())
}
