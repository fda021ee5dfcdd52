/** Arithmetic modulo a prime, and the transform that takes values of a polynomial at the roots of one to another set. */
import { groupOrder } from '@maru/kernel/membership/numbers.ts'

export const powerOf = (base: bigint, exponent: bigint, order: bigint): bigint => {
  let [result, square] = [1n, base % order]
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % order
    square = (square * square) % order
  }
  return result
}

export const inverseOf = (number: bigint, order: bigint): bigint => powerOf(number, order - 2n, order)

/** Of the 2^28 roots of one, the generator that snarkjs takes: 5 is the smallest number that is no square. */
const rootOfOne = (size: number): bigint => powerOf(5n, (groupOrder - 1n) / BigInt(size), groupOrder)

/**
 * From the values at the roots of one (`size` of them) to those halfway between: at each root times the first of twice
 * as many. In place.
 */
export const shiftHalfway = (values: bigint[]): void => {
  const size = values.length
  transform(values, inverseOf(rootOfOne(size), groupOrder))
  const step = rootOfOne(2 * size)
  let factor = inverseOf(BigInt(size), groupOrder)
  for (let at = 0; at < size; at++) {
    values[at] = (values[at]! * factor) % groupOrder
    factor = (factor * step) % groupOrder
  }
  transform(values, rootOfOne(size))
}

/** Cooley and Tukey's, in place; `root` is a root of one as many times as there are values. */
const transform = (values: bigint[], root: bigint): void => {
  const size = values.length
  swapToReversedBits(values)
  for (let half = 1; half < size; half *= 2) {
    const step = powerOf(root, BigInt(size / (2 * half)), groupOrder)
    const factors = [1n]
    for (let at = 1; at < half; at++) factors.push((factors[at - 1]! * step) % groupOrder)
    for (let start = 0; start < size; start += 2 * half)
      for (let at = 0; at < half; at++) {
        const [low, high] = [values[start + at]!, (values[start + at + half]! * factors[at]!) % groupOrder]
        const [sum, difference] = [low + high, low - high]
        values[start + at] = sum >= groupOrder ? sum - groupOrder : sum
        values[start + at + half] = difference < 0n ? difference + groupOrder : difference
      }
  }
}

const swapToReversedBits = (values: bigint[]): void => {
  for (let at = 1, reversed = 0; at < values.length; at++) {
    let bit = values.length >> 1
    for (; reversed & bit; bit >>= 1) reversed ^= bit
    reversed ^= bit
    if (at < reversed) [values[at], values[reversed]] = [values[reversed]!, values[at]!]
  }
}
