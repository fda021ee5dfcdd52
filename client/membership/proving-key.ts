/**
 * The proving key of a circuit, a `.zkey` file of snarkjs (iden3's binary format, version 1). Numbers are little-endian
 * and in Montgomery form: times 2^256, modulo their field; the coefficients of the constraints twice.
 */
import { fieldOrder, groupOrder } from '@maru/kernel/membership/numbers.ts'
import { inverseOf } from './field.ts'

export type Pair = readonly [bigint, bigint]
/** x and y, each real and imaginary. */
export type Square = readonly [Pair, Pair]

/** The constraints' matrices A and B, row by row: `value` times what stands at `signal`. */
export interface Coefficient {
  readonly matrix: 'a' | 'b'
  readonly constraint: number
  readonly signal: number
  readonly value: bigint
}

/** Points at infinity are [0, 0]. */
export interface ProvingKey {
  readonly publicCount: number
  readonly domainSize: number
  readonly alpha: Pair
  readonly beta: Pair
  readonly betaSquare: Square
  readonly delta: Pair
  readonly deltaSquare: Square
  readonly coefficients: readonly Coefficient[]
  readonly a: readonly Pair[]
  readonly b: readonly Pair[]
  readonly bSquare: readonly Square[]
  readonly c: readonly Pair[]
  readonly h: readonly Pair[]
}

export const readProvingKey = (bytes: Uint8Array): ProvingKey => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const sections = readSections(view)
  const at = (id: number): { readonly start: number; readonly size: number } => {
    const section = sections.get(id)
    if (!section) throw new Error(`the proving key has no section ${id}`)
    return section
  }
  const points = (id: number): Pair[] => {
    const { start, size } = at(id)
    return Array.from({ length: size / 64 }, (_, index) => readPair(view, start + 64 * index))
  }
  const squares = (id: number): Square[] => {
    const { start, size } = at(id)
    return Array.from({ length: size / 128 }, (_, index) => readSquare(view, start + 128 * index))
  }
  // Two field orders, each with its size before it, then counts, then points.
  const counts = at(2).start + 2 * 36
  const first = counts + 12
  return {
    publicCount: view.getUint32(counts + 4, true),
    domainSize: view.getUint32(counts + 8, true),
    alpha: readPair(view, first),
    beta: readPair(view, first + 64),
    betaSquare: readSquare(view, first + 128),
    delta: readPair(view, first + 384),
    deltaSquare: readSquare(view, first + 448),
    coefficients: readCoefficients(view, at(4).start),
    a: points(5),
    b: points(6),
    bSquare: squares(7),
    c: points(8),
    h: points(9),
  }
}

const readSections = (view: DataView) => {
  const isProvingKey = view.byteLength > 12 && view.getUint32(0) === 0x7a6b6579
  if (!isProvingKey || view.getUint32(4, true) !== 1) throw new Error('this is no proving key')
  const sections = new Map<number, { readonly start: number; readonly size: number }>()
  let at = 12
  for (let count = view.getUint32(8, true); count > 0; count--) {
    const size = Number(view.getBigUint64(at + 4, true))
    sections.set(view.getUint32(at, true), { start: at + 12, size })
    at += 12 + size
  }
  return sections
}

const readCoefficients = (view: DataView, start: number): Coefficient[] =>
  Array.from({ length: view.getUint32(start, true) }, (_, index) => {
    const at = start + 4 + 44 * index
    return {
      matrix: view.getUint32(at, true) === 0 ? 'a' : 'b',
      constraint: view.getUint32(at + 4, true),
      signal: view.getUint32(at + 8, true),
      value: (readNumber(view, at + 12) * twiceOutOfMontgomery) % groupOrder,
    }
  })

const readPair = (view: DataView, at: number): Pair => [
  (readNumber(view, at) * outOfMontgomery) % fieldOrder,
  (readNumber(view, at + 32) * outOfMontgomery) % fieldOrder,
]

const readSquare = (view: DataView, at: number): Square => [readPair(view, at), readPair(view, at + 64)]

const readNumber = (view: DataView, at: number): bigint => {
  let number = 0n
  for (let part = 24; part >= 0; part -= 8) number = (number << 64n) | view.getBigUint64(at + part, true)
  return number
}

const montgomery = 1n << 256n
const outOfMontgomery = inverseOf(montgomery % fieldOrder, fieldOrder)
const twiceOutOfMontgomery = inverseOf(montgomery, groupOrder) ** 2n % groupOrder
