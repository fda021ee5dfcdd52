/** Base45 (RFC 9285): bytes in the characters that a QR code holds most densely. */
import { CredentialProblem } from './problem.ts'

const characters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'

export const encodeBase45 = (bytes: Uint8Array): string => {
  let text = ''
  for (let index = 0; index < bytes.length; index += 2) {
    const isPair = index + 1 < bytes.length
    const value = isPair ? (bytes[index]! << 8) + bytes[index + 1]! : bytes[index]!
    text += characters[value % 45]! + characters[Math.floor(value / 45) % 45]!
    if (isPair) text += characters[Math.floor(value / 2_025)]!
  }
  return text
}

export const decodeBase45 = (text: string): Uint8Array<ArrayBuffer> => {
  if (text.length % 3 === 1) throw new CredentialProblem('W1-malformed', 'base45')
  const bytes: number[] = []
  for (let index = 0; index < text.length; index += 3) {
    const digits = [...text.slice(index, index + 3)].map((character) => characters.indexOf(character))
    const value = digits.reduceRight((sum, digit) => sum * 45 + digit, 0)
    const isPair = digits.length === 3
    if (digits.includes(-1) || value > (isPair ? 0xffff : 0xff))
      throw new CredentialProblem('W1-malformed', 'base45')
    if (isPair) bytes.push(value >>> 8, value & 255)
    else bytes.push(value)
  }
  return Uint8Array.from(bytes)
}
