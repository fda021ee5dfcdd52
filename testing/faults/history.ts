/** What voters saw: each act and each read with when it was asked for and when it was answered, in milliseconds. */

interface Timed {
  readonly client: number
  readonly account: string
  readonly proposal: number
  readonly from: number
  readonly to: number
}

export interface Act extends Timed {
  readonly action: 'support-proposal' | 'withdraw-support'
  readonly id: string
  /** `unknown` was never answered to the end: it may be recorded or not. */
  readonly outcome: 'recorded' | 'refused' | 'unknown'
  /** Of a refusal, or what was heard last. */
  readonly code?: string
  readonly index?: number
  readonly height?: number
}

export interface Read extends Timed {
  readonly node: number
  readonly supports: boolean
  /** The block after which it was true, as the answer says. */
  readonly height: number
  /** The height of the last receipt that this client had from the same node. */
  readonly heightSeen: number
}

export interface CountRead extends Omit<Read, 'supports' | 'account'> {
  readonly count: number
}

export interface History {
  readonly acts: Act[]
  readonly reads: Read[]
  readonly counts: CountRead[]
}
