/**
 * Keys of the state are byte strings kept as JavaScript strings, one character (0-255) a byte: they can be keys of a
 * Map, and comparing them by character is comparing the bytes.
 */
export const latin1ToBytes = (text: string): Uint8Array => {
  const bytes = new Uint8Array(text.length)
  for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index)
  return bytes
}
