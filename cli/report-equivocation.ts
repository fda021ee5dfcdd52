/** Puts on the record what CometBFT found of a validator that voted for two things at once, signed by this machine. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Signer } from '@maru/client/keys.ts'
import { signTransaction } from '@maru/client/transaction.ts'
import type { Equivocation } from '@maru/kernel/consensus/equivocation.ts'
import type { Ledger } from '@maru/kernel/ledger.ts'
import { equivocationToInput } from '@maru/services/evidence/inputs.ts'

export interface ReporterOptions {
  readonly signer: Signer | undefined
  readonly warn: (line: string) => void
}

/** Every machine reports; the first is recorded, and the others hear that it is. */
export const createReporter =
  ({ signer, warn }: ReporterOptions) =>
  async (ledger: Pick<Ledger, 'genesis' | 'submit'>, equivocation: Equivocation): Promise<void> => {
    const what = `a validator voted for two things at once at height ${equivocation.height}`
    if (!signer) return warn(`${what}; this machine has no machine-key with which to report it`)
    for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      const input = equivocationToInput(equivocation)
      const wish = { service: 'evidence', action: 'report-equivocation', input }
      const options = { chain: ledger.genesis.chain, validUntil: Date.now() + VALID_MS }
      const result = await ledger.submit(signTransaction(signer, wish, options))
      const code = result.ok ? undefined : result.refusal.code
      if (code === undefined) return warn(`${what}; it is on the record`)
      if (code === 'Q4-already-recorded') return
      if (!passing.includes(code)) return warn(`${what}, and the report was refused: ${code}`)
      await wait(AGAIN_MS, undefined, { ref: false })
    }
    warn(`${what}, and it could not be reported in time`)
  }

const passing = ['T12-busy', 'T17-undecided', 'T4-expired', 'T6-replayed']
const ATTEMPTS_MAX = 20
const AGAIN_MS = 3_000
const VALID_MS = 120_000
