/**
 * The few blocks by which one comes from the genesis to a block: those at which so many validators changed that the ones
 * before do not make two thirds of the signatures any more. Found by halving (CometBFT v0.38, spec/light-client), and
 * kept in the data folder, for CometBFT may let go of old blocks.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { twoThirds } from '@maru/kernel/consensus/commit.ts'
import { lightBlockToJson, parseLightBlock } from '@maru/kernel/consensus/json.ts'
import {
  blockTrusted,
  type LightBlock,
  type Trusted,
  verifyStep,
} from '@maru/kernel/consensus/light-client.ts'
import type { Host } from '../../host.ts'
import type { ReadBlock } from './read-block.ts'

export interface PathOptions {
  readonly host: Host
  readonly genesis: Trusted
  readonly readBlock: ReadBlock
  /** Where the blocks on the way are kept. */
  readonly file: string
}

/** Undefined when a block on the way is not to be had. Throws when CometBFT's blocks do not hold. */
export const createLightPath = ({ host, genesis, readBlock, file }: PathOptions) => {
  let pivots = readPivots(file)

  const keep = (block: LightBlock): void => {
    pivots = [...pivots, block]
    const temporary = `${file}.new`
    writeFileSync(temporary, JSON.stringify(pivots.map(lightBlockToJson)))
    renameSync(temporary, file)
  }

  /** The farthest block up to `target` that follows from what is trusted. */
  const next = async (trusted: Trusted, target: number): Promise<LightBlock | undefined> => {
    let height = target
    for (;;) {
      const block = await readBlock(height)
      if (!block) return undefined
      const step = await verifyStep(host, trusted, block, { trustLevel: twoThirds })
      if (step.ok) return block
      if (step.code !== 'link-power') throw new Error(`block ${height} of CometBFT: ${step.message}`)
      height = trusted.height + Math.floor((height - trusted.height) / 2)
    }
  }

  return async (target: number): Promise<readonly LightBlock[] | undefined> => {
    const before = pivots.filter(({ header }) => header.height < target)
    let trusted = before.length > 0 ? blockTrusted(before.at(-1)!) : genesis
    for (;;) {
      const block = await next(trusted, target)
      if (!block || block.header.height === target) return block && [...before, block]
      before.push(block)
      if (block.header.height > (pivots.at(-1)?.header.height ?? 0)) keep(block)
      trusted = blockTrusted(block)
    }
  }
}

/** What cannot be read is found again. */
const readPivots = (file: string): readonly LightBlock[] => {
  if (!existsSync(file)) return []
  try {
    const blocks = (JSON.parse(readFileSync(file, 'utf8')) as unknown[]).map(parseLightBlock)
    return blocks.every(({ ok }) => ok) ? blocks.flatMap((block) => (block.ok ? [block.value] : [])) : []
  } catch {
    return []
  }
}
