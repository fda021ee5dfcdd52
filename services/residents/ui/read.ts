/** An entry of the log of reads, as the vault answers it. */
export interface Read {
  readonly number: number
  /** Milliseconds since 1970. */
  readonly at: number
  readonly purpose: string
  readonly by?: string
  readonly service?: string
}
