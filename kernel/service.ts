/**
 * What a service is. A service is a folder of rules: tables it stores, actions people take, queries anyone may ask,
 * timers that fall due, parameters a city sets. It sees its own tables only; what it needs of another service it
 * declares as Needs, and services/index.ts answers them. From this manifest come the routes, their OpenAPI entries,
 * the tracker's words, the typed client and the recount.
 */
import type { z } from 'zod'
import type { Accounts } from './accounts.ts'
import type { Hash, SignatureCheck } from './crypto/host.ts'
import type { Scope } from './membership/membership.ts'
import type { SystemNumber } from './numbers.ts'
import type { Refusal } from './refusal.ts'
import type { ReadTables, Shapes, WriteTables } from './state/table.ts'
import type { View } from './state/view.ts'

export { refuse } from './refusal.ts'

/** What a check returns when every rule agrees. */
export const ok = undefined

/** What a rule may look at. Time is the block's, in milliseconds since 1970; there is no other clock. */
export interface Reading<S extends Shapes, P, N> {
  readonly tables: ReadTables<S>
  readonly parameters: P
  readonly needs: N
  readonly time: number
  /** The block's; in a query, that of the last block. */
  readonly height: number
  /** Of the rules, as it is in force for this block; in a query, for the next one. */
  readonly version: number
  /** Numbers of the ledger, of this or any height to come. */
  readonly numberAt: (name: SystemNumber, height: number) => number
}

export interface Checking<S extends Shapes, P, N> extends Reading<S, P, N> {
  /**
   * The account whose key signed, 40 hexadecimal digits. Of a member, a pseudonym of the same form, by the nullifier:
   * the same for all that the member does in one scope, and found among no accounts.
   */
  readonly actor: string
  /** Absent when a key signed. Who takes members compares `root` with that of the group which was fixed before. */
  readonly member?: Member
  readonly accounts: Pick<Accounts, 'get' | 'ownerOf'>
  readonly system: Pick<System, 'parameterNames'>
  /** The id of a public key: what its account is called when the key founds one. */
  readonly keyId: (publicKey: Uint8Array) => string
  readonly hash: Hash
}

export interface Applying<S extends Shapes, P, N> extends Omit<
  Checking<S, P, N>,
  'tables' | 'accounts' | 'system'
> {
  readonly tables: WriteTables<S>
  readonly accounts: Accounts
  readonly system: System
  readonly emit: Emit
  readonly schedule: Schedule
  readonly scheduleAtHeight: Schedule
  readonly nextNumber: (counter: string) => number
}

/** Of whom only this is known: 64 hexadecimal digits each (membership/membership.ts). */
export interface Member {
  readonly root: string
  readonly nullifier: string
}

/** What a due timer is told: as an action, but nobody acts. */
export type Timing<S extends Shapes, P, N> = Omit<Applying<S, P, N>, 'actor' | 'member'>

export type EventData = { readonly [name: string]: string | number | boolean | null }
export type Emit = (event: string, data: EventData) => void
/** Asks for `timer` of the same service to be run in the first block at or after the time, or the height, `at`. */
export type Schedule = (at: number, timer: string, data: EventData) => void

export interface System {
  readonly parameterNames: (service: string) => readonly string[]
  readonly setParameter: (service: string, name: string, from: number, value: number) => void
  /** From a height to come. */
  readonly setNumber: (name: SystemNumber, from: number, value: number) => void
}

/** One thing a person can do. `check` judges and changes nothing; `apply` runs only when it agreed, and cannot fail. */
export interface Action<S extends Shapes = any, P = any, N = any, Input = any> {
  readonly input: z.ZodType<Input>
  /** One sentence for the API's page; the words for people are in the locales. */
  readonly summary: string
  readonly example: Input
  readonly check: (context: Checking<S, P, N>, input: Input) => Refusal | undefined
  readonly apply: (context: Applying<S, P, N>, input: Input) => void
  readonly content?: Content<Input>
  /** Signatures by other keys than the sender's that the input has to bring. They are checked before execution. */
  readonly cosignatures?: (context: Cosigning, input: Input) => readonly SignatureCheck[]
  /** Members of a group may do it without saying who they are; without this only accounts may. */
  readonly membership?: Voices<Input>
}

/** In one scope a member has one nullifier, so one voice: a poll's number is a scope, its choice never. */
export interface Voices<Input = any> {
  readonly scope: (input: Input) => Scope
}

/** What is known of a transaction without the state. */
export interface Cosigning {
  readonly chain: string
  /** As in Checking. */
  readonly keyId: (publicKey: Uint8Array) => string
  readonly hash: Hash
}

/**
 * Text that lives off the ledger: what shape it has, and where in the input its commitment stands. It can be erased:
 * whoever keeps texts destroys them with their salts when a service, whichever it is, emits one of these events.
 *
 *   text-erased   { content, author }   one text: its commitment in hexadecimal digits, and whose it is
 *   texts-erased  { author }            all texts of the account but acts of office
 */
export interface Content<Input = any> {
  readonly schema: z.ZodType
  readonly commitment: (input: Input) => Uint8Array
  /** An act of office, as an official answer is: it stays when its author leaves. */
  readonly official?: true
}

export interface Query<S extends Shapes = any, P = any, N = any, Input = any> {
  readonly input: z.ZodType<Input>
  readonly summary: string
  readonly example: Input
  /** Undefined is "not found". */
  readonly read: (context: Reading<S, P, N>, input: Input) => unknown
}

export type Timer<S extends Shapes = any, P = any, N = any> = (
  context: Timing<S, P, N>,
  data: EventData,
) => void

/** A service's dated numbers: what each means. Their values come from the city. */
export type ParameterDocs<P> = { readonly [Name in keyof P]: string }

/** The answers to Needs take the view first; the kernel binds it. */
export type Answers<N> = {
  readonly [Name in keyof N]: N[Name] extends (...args: infer Args) => infer Value
    ? (view: View, ...args: Args) => Value
    : never
}

/** A service's words for people, in one language. */
export interface Texts {
  readonly name: string
  readonly actions: Words
  readonly events: Words
  /** States, roles, reasons and the like. */
  readonly words: Words
  readonly parameters?: Words
  /** A sentence for each refusal code, which says what to do. */
  readonly refusals: Words
}

type Words = { readonly [id: string]: string }

export interface Service {
  readonly name: string
  readonly texts?: { readonly ko: Texts; readonly en: Texts }
  readonly tables: Shapes
  readonly parameters: ParameterDocs<any>
  readonly actions: { readonly [name: string]: Action }
  readonly queries: { readonly [name: string]: Query }
  readonly timers: { readonly [name: string]: Timer }
  readonly answers: { readonly [need: string]: (view: View, ...args: never[]) => unknown }
  /**
   * What it does when an event, as `proposals.threshold-crossed`, happens in a service that stands before it in the
   * city's order: in the same transaction, after the action, in the order of the events. It cannot refuse.
   */
  readonly hears?: { readonly [event: string]: Timer }
  /** What the city file says of this service at the start, and how it becomes state. */
  readonly genesis?: Genesis
  /** Its actions are taken while the city is halted: somebody has to be able to let it go on. */
  readonly worksWhileHalted?: true
}

export interface Genesis<S extends Shapes = any, Input = any> {
  readonly input: z.ZodType<Input>
  readonly apply: (
    context: Pick<Applying<S, any, any>, 'tables' | 'accounts' | 'time' | 'keyId'>,
    input: Input,
  ) => void
}

/** Gives the parts of one service their types once, so that each action's file needs to name only its input. */
export const serviceKit = <S extends Shapes, P, N>() => ({
  action: <Input>(action: Action<S, P, N, Input>): Action<S, P, N, Input> => action,
  query: <Input>(query: Query<S, P, N, Input>): Query<S, P, N, Input> => query,
  timer: (timer: Timer<S, P, N>): Timer<S, P, N> => timer,
  genesis: <Input>(genesis: Genesis<S, Input>): Genesis<S, Input> => genesis,
})
