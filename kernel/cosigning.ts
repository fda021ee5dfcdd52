/** How it stands with those who cosign a log (c2sp.org/tlog-policy), as a server shows it. */

/** Times are milliseconds since 1970. */
export interface CosigningStatus {
  readonly cosigners: readonly Cosigner[]
  /** The checkpoint that reached the quorum last. */
  readonly quorum: { readonly size: number; readonly at: number } | undefined
  /** Since when there are entries that no quorum has cosigned. */
  readonly waitingSince: number | undefined
}

export interface Cosigner {
  readonly name: string
  /** When it cosigned last, and how many entries. */
  readonly at?: number
  readonly size?: number
  /** Why it did not the last time that it was asked. */
  readonly problem?: string
}

/** Those who cosign, with the policy that names them. */
export interface Cosigners {
  /** The file, which a reader can take for his own. */
  readonly policy: string
  readonly status: () => CosigningStatus
}
