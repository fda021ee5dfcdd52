/** Headers, commits and validators of the CometBFT beside this process, over its RPC (openapi: /commit, /validators). */
import { z } from 'zod'
import { parseRpcBlock } from '@maru/kernel/consensus/json.ts'
import type { LightBlock } from '@maru/kernel/consensus/light-client.ts'

/** Undefined when there is no such block yet, or no longer. */
export type ReadBlock = (height: number) => Promise<LightBlock | undefined>

export const createReadBlock = (rpcUrl: string, timeoutMs: number): ReadBlock => {
  const ask = async (path: string): Promise<unknown> => {
    const response = await fetch(`${rpcUrl}/${path}`, { signal: AbortSignal.timeout(timeoutMs) })
    return answerSchema.parse(await response.json()).result
  }

  /** A hundred on a page, as many as CometBFT gives. */
  const validatorsAt = async (height: number) => {
    const validators: z.output<typeof validatorsSchema>['validators'] = []
    for (let page = 1; page <= PAGES_MAX; page++) {
      const answer = validatorsSchema.safeParse(
        await ask(`validators?height=${height}&page=${page}&per_page=100`),
      )
      if (!answer.success) return undefined
      validators.push(...answer.data.validators)
      if (validators.length >= Number(answer.data.total)) return validators
    }
    return undefined
  }

  return async (height) => {
    const commit = commitSchema.safeParse(await ask(`commit?height=${height}`))
    const validators = commit.success ? await validatorsAt(height) : undefined
    if (!commit.success || !validators) return undefined
    const block = parseRpcBlock(commit.data.signed_header, validators)
    if (!block.ok) throw new Error(`block ${height} of CometBFT: ${block.message}`)
    return block.value
  }
}

const PAGES_MAX = 10

/** CometBFT answers with an error for a height that it does not have. */
const answerSchema = z.object({ result: z.unknown().optional() })

const commitSchema = z.object({ signed_header: z.object({ header: z.unknown(), commit: z.unknown() }) })

const validatorsSchema = z.object({
  validators: z.array(z.object({ pub_key: z.unknown(), voting_power: z.unknown() })),
  total: z.string(),
})
