/**
 * All numbers of the circuit for given inputs, by the WebAssembly that circom 2 makes of a circuit. A number goes in
 * and out as words of 32 bits through a place that both sides share; an input is named by its FNV-1a hash.
 */
import { groupOrder } from '@maru/kernel/membership/numbers.ts'

export interface CircuitInputs {
  readonly [signal: string]: bigint | readonly bigint[]
}

interface Circuit {
  readonly init: (sanityCheck: number) => void
  readonly getFieldNumLen32: () => number
  readonly getWitnessSize: () => number
  readonly getWitness: (index: number) => void
  readonly getInputSignalSize: (hashHigh: number, hashLow: number) => number
  readonly setInputSignal: (hashHigh: number, hashLow: number, index: number) => void
  readonly readSharedRWMemory: (word: number) => number
  readonly writeSharedRWMemory: (word: number, value: number) => void
}

/** The host instantiates the circuit's WebAssembly with these imports, and gives its exports. */
export type Instantiate = (imports: {
  readonly [module: string]: { readonly [name: string]: () => void }
}) => Promise<unknown>

/** Throws when the inputs do not satisfy the circuit: for whoever is no member there is no witness. */
export const computeWitness = async (
  instantiate: Instantiate,
  inputs: CircuitInputs,
): Promise<readonly bigint[]> => {
  const stop = (code?: number): void => {
    throw new Error(`the circuit has no solution for these inputs (circom ${code ?? ''})`)
  }
  const silent = (): void => undefined
  const runtime = {
    exceptionHandler: stop,
    error: stop,
    printErrorMessage: silent,
    writeBufferMessage: silent,
    showSharedRWMemory: silent,
    log: silent,
  }
  const circuit = (await instantiate({ runtime })) as Circuit
  circuit.init(0)
  const words = circuit.getFieldNumLen32()
  for (const [signal, value] of Object.entries(inputs)) {
    const [high, low] = nameHash(signal)
    const values = typeof value === 'bigint' ? [value] : value
    if (circuit.getInputSignalSize(high, low) !== values.length) throw new Error(`${signal} has another size`)
    for (const [index, number] of values.entries()) {
      let rest = number % groupOrder
      for (let word = 0; word < words; word++, rest >>= 32n)
        circuit.writeSharedRWMemory(word, Number(rest & 0xffff_ffffn))
      circuit.setInputSignal(high, low, index)
    }
  }
  return Array.from({ length: circuit.getWitnessSize() }, (_, index) => {
    circuit.getWitness(index)
    let number = 0n
    for (let word = words - 1; word >= 0; word--)
      number = (number << 32n) | BigInt(circuit.readSharedRWMemory(word) >>> 0)
    return number
  })
}

const nameHash = (name: string): readonly [number, number] => {
  let hash = 0xcbf29ce484222325n
  for (const letter of name)
    hash = ((hash ^ BigInt(letter.charCodeAt(0))) * 0x100000001b3n) & 0xffff_ffff_ffff_ffffn
  return [Number(hash >> 32n), Number(hash & 0xffff_ffffn)]
}
