/**
 * The curve by mcl (github.com/herumi/mcl), compiled to WebAssembly: Node and browsers hand the same module in, after
 * `init(BN_SNARK1)`, which is mcl's name for BN254.
 */
import type { Pairing } from './batch.ts'
import { numberToBytes } from './numbers.ts'

/** As much of mcl-wasm 2 as is used. */
export interface Mcl<
  Fr extends Scalar,
  Fp extends Scalar,
  Fp2 extends Square<Fp>,
  G1 extends Point<Fp>,
  G2 extends Point<Fp2>,
  Gt extends Target,
> {
  readonly Fr: new () => Fr
  readonly Fp: new () => Fp
  readonly Fp2: new () => Fp2
  readonly G1: new () => G1
  readonly G2: new () => G2
  readonly mul: Multiply<G1, Fr>
  readonly mulVec: (points: G1[], scalars: Fr[]) => G1
  readonly finalExp: (x: Gt) => Gt
}

type Multiply<G1, Fr> = (point: G1, scalar: Fr) => G1

interface Scalar {
  setInt: (number: number) => void
  setBigEndianMod: (bytes: Uint8Array) => void
}

interface Square<Fp> {
  setInt: (a: number, b: number) => void
  set_a: (value: Fp) => void
  set_b: (value: Fp) => void
}

interface Point<Coordinate> {
  setX: (value: Coordinate) => void
  setY: (value: Coordinate) => void
  setZ: (value: Coordinate) => void
  isValid: () => boolean
}

interface Target {
  isOne: () => boolean
}

export const createMclPairing = <
  Fr extends Scalar,
  Fp extends Scalar,
  Fp2 extends Square<Fp>,
  G1 extends Point<Fp>,
  G2 extends Point<Fp2>,
  Gt extends Target,
>(
  mcl: Mcl<Fr, Fp, Fp2, G1, G2, Gt>,
  /** The product of the Miller loops of all pairs (mcl-memory.ts). */
  millerLoops: (ps: readonly G1[], qs: readonly G2[]) => Gt,
): Pairing<G1, G2> => {
  const coordinate = (bytes: Uint8Array, at: number): Fp => {
    const value = new mcl.Fp()
    value.setBigEndianMod(bytes.subarray(32 * at, 32 * at + 32))
    return value
  }
  const square = (bytes: Uint8Array, imaginaryAt: number): Fp2 => {
    const value = new mcl.Fp2()
    value.set_a(coordinate(bytes, imaginaryAt + 1))
    value.set_b(coordinate(bytes, imaginaryAt))
    return value
  }
  const scalar = (number: bigint): Fr => {
    const value = new mcl.Fr()
    value.setBigEndianMod(numberToBytes(number))
    return value
  }
  const [one, squareOne] = [new mcl.Fp(), new mcl.Fp2()]
  one.setInt(1)
  squareOne.setInt(1, 0)

  return {
    readG1: (bytes) => {
      const point = new mcl.G1()
      point.setX(coordinate(bytes, 0))
      point.setY(coordinate(bytes, 1))
      point.setZ(one)
      return point.isValid() ? point : undefined
    },
    // The twist has more points than the group; on the others the pairing says nothing (EIP-197). mcl's `isValid`
    // looks at both, for half of what a proof costs before the pairing; a test holds it to that.
    readG2: (bytes) => {
      const point = new mcl.G2()
      point.setX(square(bytes, 0))
      point.setY(square(bytes, 2))
      point.setZ(squareOne)
      return point.isValid() ? point : undefined
    },
    multiply: (point, factor) => mcl.mul(point, scalar(factor)),
    sum: (points, factors) => mcl.mulVec([...points], factors.map(scalar)),
    isOne: (pairs) =>
      mcl
        .finalExp(
          millerLoops(
            pairs.map(([p]) => p),
            pairs.map(([, q]) => q),
          ),
        )
        .isOne(),
  }
}
