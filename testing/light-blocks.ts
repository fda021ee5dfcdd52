/** Blocks of a network of CometBFT's own program and application, as its RPC gave them (tools/record-light-blocks.ts). */
import { readFileSync } from 'node:fs'
import { parseGenesis, parseRpcBlock } from '@maru/kernel/consensus/json.ts'
import { genesisTrusted } from '@maru/kernel/consensus/light-client.ts'
import { inOrder } from '@maru/kernel/consensus/validators.ts'
import type { Result } from '@maru/kernel/log/result.ts'
import { hash } from './made-up-chain.ts'

interface Recorded {
  readonly genesis: unknown
  readonly blocks: readonly (Parameters<typeof parseRpcBlock>[0] & { readonly validators: [] })[]
}

const path = new URL('../kernel/consensus/vectors/light-blocks.json', import.meta.url)
const recorded = JSON.parse(readFileSync(path, 'utf8')) as Recorded

const valueOf = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.code}: ${result.message}`)
  return result.value
}

export const lightBlocks = recorded.blocks.map((block) => valueOf(parseRpcBlock(block, block.validators)))

export const lightGenesis = valueOf(parseGenesis(recorded.genesis))

const { chain, time, validators } = lightGenesis
export const atLightGenesis = genesisTrusted({ hash }, chain, time, inOrder(hash, validators))
