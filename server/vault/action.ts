/** What an action of the vault is: a signed request (../signed-request.ts) with an input, answered and never recorded. */
import type { z } from 'zod'
import type { VerifySignature } from '@maru/kernel/crypto/host.ts'
import type { Ledger } from '@maru/kernel/ledger.ts'
import type { Outcome } from '../submit.ts'
import type { Vault } from './vault.ts'

export interface ActionContext {
  /** Who asks. */
  readonly account: string
  readonly ledger: Ledger
  readonly vault: Vault
  /** To the ledger, as by the ordinary way; the same bytes a second time give the first receipt. */
  readonly submit: Submit
  readonly verifySignature: VerifySignature
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Minutes the city's clock is ahead of UTC. */
  readonly utcOffsetMinutes: number
  /** The address of the machine that asks, for the log of reads by officers. */
  readonly from?: string | undefined
}

export type Submit = (bytes: Uint8Array) => Promise<Outcome>

export interface VaultAction<Input = any> {
  readonly input: z.ZodType<Input>
  readonly summary: string
  readonly example: Input
  readonly run: (context: ActionContext, input: Input) => Promise<object>
}

/** Gives an action its types once. */
export const action = <Input>(given: VaultAction<Input>): VaultAction<Input> => given
