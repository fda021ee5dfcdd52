/**
 * What CometBFT found of validators that voted for two things at once. FinalizeBlock tells only who; the two votes stand
 * in the block, which is asked for once it is committed.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { equivocationsIn } from '@maru/kernel/consensus/evidence-json.ts'
import type { Equivocation } from '@maru/kernel/consensus/equivocation.ts'
import { addressOf } from '@maru/kernel/consensus/validators.ts'
import { sha256 } from '../../host.ts'
import type { Handlers } from '../abci/handlers.ts'
import { createReadBlock } from '../light/read-block.ts'

export interface WatchOptions {
  readonly rpcUrl: string
  readonly timeoutMs: number
  readonly found: (equivocation: Equivocation) => void
}

export const watchMisbehavior = (handlers: Handlers, options: WatchOptions): Handlers => {
  let height: number | undefined
  return {
    ...handlers,
    finalizeBlock: (request) => {
      height = request.misbehavior.length > 0 ? Number(request.height) : undefined
      return handlers.finalizeBlock(request)
    },
    commit: async (request) => {
      const answer = await handlers.commit(request)
      if (height !== undefined) void tell(height, options)
      return answer
    },
  }
}

/** Asked again for a minute: CometBFT may be busy, or be started again. */
const tell = async (height: number, options: WatchOptions): Promise<void> => {
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
    const found = await readEquivocations(height, options).catch(() => undefined)
    if (found) return found.forEach(options.found)
    await wait(AGAIN_MS, undefined, { ref: false })
  }
}

const ATTEMPTS_MAX = 60
const AGAIN_MS = 1_000

const readEquivocations = async (
  height: number,
  { rpcUrl, timeoutMs }: WatchOptions,
): Promise<readonly Equivocation[]> => {
  const response = await fetch(`${rpcUrl}/block?height=${height}`, { signal: AbortSignal.timeout(timeoutMs) })
  const { evidence } = blockSchema.parse(await response.json()).result.block.evidence
  const readBlock = createReadBlock(rpcUrl, timeoutMs)
  const equivocations: Equivocation[] = []
  for (const { address, ...found } of equivocationsIn(evidence)) {
    const validators = (await readBlock(found.height))?.validators ?? []
    const validator = validators.find((each) => addressOf(sha256, each) === address)
    if (validator) equivocations.push({ ...found, publicKey: validator.publicKey })
  }
  return equivocations
}

const blockSchema = z.object({
  result: z.object({ block: z.object({ evidence: z.object({ evidence: z.array(z.unknown()) }) }) }),
})
