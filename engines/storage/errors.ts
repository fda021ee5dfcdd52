import { OldRulesError } from '@maru/kernel/numbers.ts'

/** Why a ledger does not start. The sentence names the file and says what to do; the code is for programs. */
export type StartCode =
  | 'E1-in-use'
  | 'E2-damaged'
  | 'E3-other-chain'
  | 'E4-unknown-service'
  | 'E5-other-engine'
  | 'E6-path-too-long'
  | 'E7-old-rules'
  | 'E8-cosigner-key'
  | 'E9-newer-folder'

export class StartError extends Error {
  readonly code: StartCode

  constructor(code: StartCode, message: string) {
    super(message)
    this.name = 'StartError'
    this.code = code
  }
}

/** A stored file does not hold what was written. Never repaired in silence: somebody has to know. */
export class DamageError extends Error {
  readonly code = 'E2-damaged'
  readonly file: string
  readonly offset: number | undefined

  constructor(file: string, what: string, offset?: number) {
    const place = offset === undefined ? file : `${file} at byte ${offset}`
    super(`${place} is damaged: ${what}. Restore the data folder from a copy, or check the disk.`)
    this.name = 'DamageError'
    this.file = file
    this.offset = offset
  }
}

/** After a write that failed, or before a block that this program is too old for, in a sentence that says what to do. */
export const stopReasonOf = (error: unknown): string =>
  error instanceof OldRulesError
    ? error.message
    : `${(error as Error).message.replace(/\.$/, '')}. Nothing that was acknowledged is lost: see to the cause (is the disk full?) and start again.`
