/** What the proof worker does: finds the member's place in the group, and makes the bytes of an act that says only that. */
import './zod-without-eval.ts'
import * as mcl from 'mcl-wasm'
import { artefacts } from '@maru/client/membership/artefacts.ts'
import type { NamedGroup } from '@maru/client/membership/group-path.ts'
import { identityOf, nullifierOf } from '@maru/client/membership/identity.ts'
import { createMemberTransaction } from '@maru/client/membership/member-transaction.ts'
import { createProver, type Prover } from '@maru/client/membership/prover.ts'
import { readProvingKey } from '@maru/client/membership/proving-key.ts'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { memberPseudonym, scopeBytes, type Scope } from '@maru/kernel/membership/membership.ts'
import { bytesToNumber, groupOrder, numberToBytes } from '@maru/kernel/membership/numbers.ts'
import { services } from '@maru/services/index.ts'
import circuitUrl from '@zk-kit/semaphore-artifacts/semaphore-24.wasm?url'
import keyUrl from '@zk-kit/semaphore-artifacts/semaphore-24.zkey?url'
import { memberPath, type MemberHere } from './member-path.ts'
import { hash } from './hash.ts'
import type { StoredValue } from './store.ts'

export interface MemberAct {
  readonly chain: string
  readonly service: string
  readonly action: string
  readonly input: { readonly [field: string]: StoredValue }
}

export interface MemberWork extends MemberAct, MemberHere {
  readonly group: NamedGroup
  /** Milliseconds since 1970. */
  readonly validUntil: number
}

export interface MadeAct {
  readonly id: string
  readonly bytes: Uint8Array
  /** What the ledger calls this member in this scope: 40 digits, as an account. */
  readonly pseudonym: string
}

/** `onProgress` is told parts of one. Undefined for somebody who is not in the group. */
export const makeMemberAct = async (
  work: MemberWork,
  onProgress: (done: number) => void,
): Promise<MadeAct | undefined> => {
  const { chain, service, action, input, secret, validUntil } = work
  const path = await memberPath(work, work.group)
  onProgress(0.1)
  if (!path) return undefined
  const identity = identityOf(secret, chain)
  const { prove } = await (ready ??= load())
  onProgress(0.25)
  const salt = crypto.getRandomValues(new Uint8Array(8))
  const bytes = await createMemberTransaction(
    { identity, path, scope: scopeOf(work), payload: { chain, validUntil, service, action, input, salt } },
    hash,
    (inputs) => prove(inputs, (done) => onProgress(0.25 + 0.75 * done)),
  )
  return { id: bytesToHex(hash(bytes)), bytes, pseudonym: pseudonymOf(work) }
}

export const pseudonymOf = (act: MemberAct & Pick<MemberWork, 'secret'>): string => {
  const inScope = scopeBytes(hash, act.chain, act.service, scopeOf(act))
  const nullifier = nullifierOf(identityOf(act.secret, act.chain), inScope)
  return memberPseudonym(numberToBytes(nullifier), hash)
}

const scopeOf = ({ service, action, input }: MemberAct): Scope => {
  const { membership } = services.find(({ name }) => name === service)?.actions[action] ?? {}
  if (!membership) throw new Error(`${service}/${action} takes no members`)
  return membership.scope(input)
}

let ready: Promise<Prover> | undefined

const load = async (): Promise<Prover> => {
  const [circuit, key] = await Promise.all([
    fetchArtefact(circuitUrl, artefacts.circuit.sha256),
    fetchArtefact(keyUrl, artefacts.key.sha256),
    mcl.init(mcl.BN_SNARK1),
  ])
  const module = await WebAssembly.compile(circuit)
  return createProver({
    circuit: async (imports) => (await WebAssembly.instantiate(module, imports)).exports,
    key: readProvingKey(key),
    random: () => bytesToNumber(crypto.getRandomValues(new Uint8Array(64))) % groupOrder,
  })
}

/** From the city itself, kept by the browser from then on; held against its hash each time. */
const fetchArtefact = async (url: string, sha256: string): Promise<Uint8Array<ArrayBuffer>> => {
  const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer())
  if (bytesToHex(hash(bytes)) !== sha256)
    throw new Error(`${url} is not the file that this app was made with`)
  return bytes
}
