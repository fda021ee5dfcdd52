/** What the worker says of a receipt, in values that the page turns into sentences. */
import type { Act } from '../acts/act.ts'

export type Verdict =
  | 'recorded'
  /** On the record, too: with why the rules refused it. */
  | 'refused'
  | 'altered'
  | 'unreadable'
  | 'key-unreadable'
  | 'of-another-log'
  | 'of-another-key'
  | 'of-another-act'
  | 'without-entry'
  | 'no-act'
  | 'signature-forged'
  /** By a policy that somebody gave. */
  | 'not-cosigned'
  | 'policy-unreadable'

export type StepName = 'read' | 'signed' | 'cosigned' | 'included' | 'own-signature'

export interface Step {
  readonly name: StepName
  readonly state: 'holds' | 'fails' | 'not-reached'
}

export interface Signer {
  readonly name: string
  /** Eight hexadecimal digits, as the vkey has them. */
  readonly keyId: string
  /** Made with the log's key that was trusted; others cannot be judged without their keys. */
  readonly isLog: boolean
}

/** Whom a policy lists beside the log, and who of them has signed. */
export interface Cosigned {
  readonly hasQuorum: boolean
  readonly witnesses: readonly {
    readonly name: string
    /** The name of its key, and eight hexadecimal digits. */
    readonly key: string
    readonly keyId: string
    /** When it says that it signed, in milliseconds since 1970; undefined when it has not. */
    readonly time?: number
  }[]
}

export interface Judgement {
  readonly verdict: Verdict
  readonly steps: readonly Step[]
  /** The name of the log that the receipt is of. */
  readonly origin?: string
  readonly size?: number
  readonly index?: number
  readonly root?: string
  readonly signers?: readonly Signer[]
  readonly cosigned?: Cosigned
  readonly act?: Act
  /** The bytes of the entry. */
  readonly entry?: Uint8Array
}
