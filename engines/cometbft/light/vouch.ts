/**
 * Which commit vouches for a checkpoint: the app_hash after block H stands in the header of H+1 (decision 0023). The
 * heights of the newest checkpoints are remembered; who asks for an older one asks again with the newest.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { equalBytes } from '@maru/kernel/codec/cbor.ts'
import { parseGenesis } from '@maru/kernel/consensus/json.ts'
import { genesisTrusted, type LightBlock } from '@maru/kernel/consensus/light-client.ts'
import { inOrder } from '@maru/kernel/consensus/validators.ts'
import type { Consensus } from '@maru/kernel/ledger.ts'
import { accepted, refused } from '@maru/kernel/refusal.ts'
import { type Host, sha256 } from '../../host.ts'
import { createLightPath } from './path.ts'
import { createReadBlock } from './read-block.ts'

export interface VouchOptions {
  readonly host: Host
  readonly folder: string
  /** CometBFT's home. */
  readonly home: string
  readonly rpcUrl: string
  readonly limits: VouchLimits
}

export interface VouchLimits {
  /** The commit over a block's outcome comes with the next block; who asks waits for it this long. */
  readonly vouchMs: number
  /** Checkpoints whose heights are remembered: at four blocks a second, some four minutes. */
  readonly vouchedMax: number
}

export const createVouch = ({ host, folder, home, rpcUrl, limits }: VouchOptions) => {
  const json = JSON.parse(readFileSync(join(home, 'config', 'genesis.json'), 'utf8')) as GenesisJson
  const { chain_id, genesis_time, validators } = json
  const read = parseGenesis(json)
  if (!read.ok) throw new Error(`the genesis.json of CometBFT: ${read.message}`)
  const genesis = genesisTrusted(
    host,
    read.value.chain,
    read.value.time,
    inOrder(sha256, read.value.validators),
  )
  const readBlock = createReadBlock(rpcUrl, limits.vouchMs)
  const pathTo = createLightPath({ host, genesis, readBlock, file: join(folder, 'light-blocks.json') })

  const heightByText = new Map<string, number>()
  const answerByText = new Map<string, Promise<Vouched>>()
  /** One at a time: each asks CometBFT again and again until its block is there. */
  let last: Promise<unknown> = Promise.resolve()

  const blocksFor = async (text: string, height: number): Promise<readonly LightBlock[] | undefined> => {
    const until = performance.now() + limits.vouchMs
    while (!(await readBlock(height + 1))) {
      if (performance.now() > until) return undefined
      await wait(ASK_AGAIN_MS)
    }
    const blocks = await pathTo(height + 1)
    const appHash = blocks?.at(-1)?.header.appHash
    return appHash && equalBytes(appHash, sha256(Buffer.from(text))) ? blocks : undefined
  }

  const vouch: Consensus['vouch'] = async (text) => {
    const height = heightByText.get(text)
    if (height === undefined) return refused('T21-not-vouched', 'an older checkpoint')
    const asked = answerByText.get(text)
    if (asked) return asked
    if (answerByText.size >= WAITING_MAX) return refused('T12-busy')
    const answer = last.then(() => blocksFor(text, height)).then(toResult, toFailure)
    answerByText.set(text, answer)
    // Under load hardly anybody asks for the same one twice.
    last = answer.then(() => answerByText.delete(text))
    return answer
  }

  return {
    consensus: { genesis: { chain_id, genesis_time, validators }, vouch } satisfies Consensus,
    /** After each block in which something was recorded. */
    checkpoint: (text: string, height: number): void => {
      if (heightByText.has(text)) return
      heightByText.set(text, height)
      if (heightByText.size > limits.vouchedMax) heightByText.delete(heightByText.keys().next().value!)
    },
  }
}

type Vouched = Awaited<ReturnType<Consensus['vouch']>>

const toResult = (blocks: readonly LightBlock[] | undefined): Vouched =>
  blocks ? accepted(blocks) : refused('T21-not-vouched', 'CometBFT does not give the blocks')

/** CometBFT is away, or its blocks do not hold. */
const toFailure = (error: unknown): Vouched => refused('T21-not-vouched', (error as Error).message)

const ASK_AGAIN_MS = 50
const WAITING_MAX = 64

interface GenesisJson {
  readonly chain_id: unknown
  readonly genesis_time: unknown
  readonly validators: unknown
}
