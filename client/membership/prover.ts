/**
 * Groth16 (eprint.iacr.org/2016/260) by mcl's curve: from the circuit's numbers and the proving key to the 256 bytes
 * of a proof. Written here because snarkjs, which does the same, is under a licence that cannot be shipped; a proof of
 * either is a proof for the other's verifier.
 */
import * as mcl from 'mcl-wasm'
import { groupOrder, numberToBytes } from '@maru/kernel/membership/numbers.ts'
import { shiftHalfway } from './field.ts'
import type { Pair, ProvingKey, Square } from './proving-key.ts'
import { computeWitness, type CircuitInputs, type Instantiate } from './witness.ts'

export interface Prover {
  /** `onProgress` is told parts of one. Rejects when the inputs do not satisfy the circuit. */
  readonly prove: (inputs: CircuitInputs, onProgress?: (done: number) => void) => Promise<Uint8Array>
}

export interface ProverOptions {
  readonly circuit: Instantiate
  readonly key: ProvingKey
  /** A number below the group's order, of which nobody can know anything. */
  readonly random: () => bigint
}

/** After `mcl.init(mcl.BN_SNARK1)`. Points are read once for all proofs. */
export const createProver = ({ circuit, key, random }: ProverOptions): Prover => {
  const points = {
    a: key.a.map(g1),
    b: key.b.map(g1),
    bSquare: key.bSquare.map(g2),
    c: key.c.map(g1),
    h: key.h.map(g1),
  }
  const { alpha, beta, betaSquare, delta, deltaSquare, publicCount } = key
  const fixed = {
    ...{ alpha: g1(alpha)!, beta: g1(beta)!, delta: g1(delta)! },
    ...{ betaSquare: g2(betaSquare)!, deltaSquare: g2(deltaSquare)! },
  }

  /** The steps take about as long as each other; between them a worker can say how far it is. */
  const prove: Prover['prove'] = async (inputs, onProgress = () => undefined) => {
    const witness = await computeWitness(circuit, inputs)
    onProgress(0.1)
    const [r, s] = [random(), random()]
    const quotient = quotientOf(key, witness)
    onProgress(0.3)
    const a = sum([sumG1(points.a, witness), fixed.alpha, times(fixed.delta, r)])
    onProgress(0.4)
    const b = sum([sumG2(points.bSquare, witness), fixed.betaSquare, times(fixed.deltaSquare, s)])
    onProgress(0.65)
    const bInG1 = sum([sumG1(points.b, witness), fixed.beta, times(fixed.delta, s)])
    onProgress(0.75)
    const c = sum([
      sumG1(points.c, witness.slice(publicCount + 1)),
      sumG1(points.h, quotient),
      times(a, s),
      times(bInG1, r),
      times(fixed.delta, groupOrder - ((r * s) % groupOrder)),
    ])
    onProgress(1)
    return Uint8Array.of(...pointBytes(a), ...squareBytes(b), ...pointBytes(c))
  }
  return { prove }
}

/** A B - C of the constraints, at the points halfway between the roots of one: what the points `h` are made for. */
const quotientOf = ({ domainSize, coefficients }: ProvingKey, witness: readonly bigint[]): bigint[] => {
  const [a, b] = [zeros(domainSize), zeros(domainSize)]
  for (const { matrix, constraint, signal, value } of coefficients) {
    const rows = matrix === 'a' ? a : b
    rows[constraint] = (rows[constraint]! + value * witness[signal]!) % groupOrder
  }
  const c = a.map((value, at) => (value * b[at]!) % groupOrder)
  for (const values of [a, b, c]) shiftHalfway(values)
  return a.map((value, at) => (value * b[at]! + groupOrder - c[at]!) % groupOrder)
}

const zeros = (size: number): bigint[] => Array.from({ length: size }, () => 0n)

/** Many of the numbers are zero, and many points are none. */
const sumG1 = (points: readonly (mcl.G1 | undefined)[], scalars: readonly bigint[]): mcl.G1 =>
  sumInParts(points, scalars, mcl.mulVec<mcl.G1>) ?? new mcl.G1()
const sumG2 = (points: readonly (mcl.G2 | undefined)[], scalars: readonly bigint[]): mcl.G2 =>
  sumInParts(points, scalars, mcl.mulVec<mcl.G2>) ?? new mcl.G2()

/** What mcl takes at once has to fit into the stack of its WebAssembly, one MiB. */
const partSize = 2048

const sumInParts = <Point extends mcl.G1 | mcl.G2>(
  points: readonly (Point | undefined)[],
  scalars: readonly bigint[],
  sumOf: (points: Point[], scalars: mcl.Fr[]) => Point,
): Point | undefined => {
  const terms = points.flatMap((point, at) => (point && scalars[at] ? [{ point, scalar: scalars[at] }] : []))
  const parts: Point[] = []
  for (let at = 0; at < terms.length; at += partSize) {
    const part = terms.slice(at, at + partSize)
    parts.push(
      sumOf(
        part.map(({ point }) => point),
        part.map(({ scalar }) => fr(scalar)),
      ),
    )
  }
  return parts.length === 0 ? undefined : sum(parts)
}

const sum = <Point extends mcl.G1 | mcl.G2>(points: readonly Point[]): Point =>
  points.reduce((total, point) => mcl.add(total, point))

const times = <Point extends mcl.G1 | mcl.G2>(point: Point, factor: bigint): Point =>
  mcl.mul(point as mcl.G1, fr(factor)) as Point

const fr = (number: bigint): mcl.Fr => {
  const value = new mcl.Fr()
  value.setBigEndianMod(numberToBytes(number))
  return value
}

const fp = (number: bigint): mcl.Fp => {
  const value = new mcl.Fp()
  value.setBigEndianMod(numberToBytes(number))
  return value
}

const fp2 = ([real, imaginary]: Pair): mcl.Fp2 => {
  const value = new mcl.Fp2()
  value.set_a(fp(real))
  value.set_b(fp(imaginary))
  return value
}

function g1([x, y]: Pair): mcl.G1 | undefined {
  if (x === 0n && y === 0n) return undefined
  const point = new mcl.G1()
  point.setX(fp(x))
  point.setY(fp(y))
  point.setZ(fp(1n))
  return point
}

function g2([x, y]: Square): mcl.G2 | undefined {
  if (x[0] === 0n && x[1] === 0n && y[0] === 0n && y[1] === 0n) return undefined
  const point = new mcl.G2()
  point.setX(fp2(x))
  point.setY(fp2(y))
  point.setZ(fp2([1n, 0n]))
  return point
}

const pointBytes = (point: mcl.G1): readonly number[] => {
  point.normalize()
  return [...bigEndian(point.getX()), ...bigEndian(point.getY())]
}

/** EIP-197 has the imaginary part first. */
const squareBytes = (point: mcl.G2): readonly number[] => {
  point.normalize()
  const [x, y] = [point.getX(), point.getY()]
  return [x.get_b(), x.get_a(), y.get_b(), y.get_a()].flatMap((number) => [...bigEndian(number)])
}

const bigEndian = (number: mcl.Fp): Uint8Array => number.serialize().reverse()
