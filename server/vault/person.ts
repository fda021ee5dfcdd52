/** What the vault keeps of a person, and what tells one person from another. Nothing of it ever stands on the ledger. */
export interface Person {
  readonly name: string
  /** YYYY-MM-DD */
  readonly birthDate: string
  readonly district: string
  /** Of a child under 14: the resident who agreed, and the hash of what they signed. */
  readonly guardian?: Guardian
  readonly proofing: Proofing
}

export interface Guardian {
  readonly account: string
  /** 64 hexadecimal digits, as the enrolment on the ledger has it. */
  readonly consent: string
}

/** Who found out who this is, and how. */
export interface Proofing {
  readonly door: 'desk' | 'openid'
  /** The registrar's account whose key signed the enrolment. */
  readonly by: string
  /** Milliseconds since 1970. */
  readonly at: number
  /** How sure the provider was, in its own word. */
  readonly assurance?: string
  /** The officer made sure that this is not the person of the same name and birth date who is enrolled. */
  readonly isNamesake?: true
}

/** From which the tags are made (tags.ts). None of it is kept but name and birth date. */
export interface Identity {
  readonly name: string
  readonly birthDate: string
  /** One for each person, whatever was shown: Korea's CI, where the door gets it. */
  readonly identifier?: string
  /** What was shown: a document's kind and number, or a provider's issuer and subject. */
  readonly credential: readonly string[]
}
