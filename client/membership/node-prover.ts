/** The prover in Node: the circuit and its proving key are files of a package, held against their hashes when read. */
import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as mcl from 'mcl-wasm'
import { bytesToNumber, groupOrder } from '@maru/kernel/membership/numbers.ts'
import { artefacts } from './artefacts.ts'
import { createProver, type Prover } from './prover.ts'
import { readProvingKey } from './proving-key.ts'
import type { Instantiate } from './witness.ts'

/** The bytes of one of them. Throws when they are not those that were pinned. */
export const readArtefact = (kind: keyof typeof artefacts): Uint8Array => {
  const { file, sha256 } = artefacts[kind]
  const bytes = readFileSync(fileURLToPath(import.meta.resolve(`@zk-kit/semaphore-artifacts/${file}`)))
  if (createHash('sha256').update(bytes).digest('hex') !== sha256)
    throw new Error(`${file} is not the file that was pinned`)
  return bytes
}

/** One for a process: reading the key takes a second. */
export const nodeProver = (): Promise<Prover> => (ready ??= load())

let ready: Promise<Prover> | undefined

const load = async (): Promise<Prover> => {
  await mcl.init(mcl.BN_SNARK1)
  const module = new webAssembly.Module(readArtefact('circuit'))
  return createProver({
    circuit: async (imports) => (await webAssembly.instantiate(module, imports)).exports,
    key: readProvingKey(readArtefact('key')),
    random: () => bytesToNumber(randomBytes(64)) % groupOrder,
  })
}

/** Node's types do not name it. */
const { WebAssembly: webAssembly } = globalThis as unknown as {
  readonly WebAssembly: {
    readonly Module: new (bytes: Uint8Array) => object
    readonly instantiate: (
      module: object,
      imports: Parameters<Instantiate>[0],
    ) => Promise<{ readonly exports: unknown }>
  }
}
