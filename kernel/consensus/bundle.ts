/**
 * A receipt that the validators of a network vouch for, in one file (`.maru-light`): the blocks that lead from the
 * network's genesis to a commit over the log's checkpoint, and the `.tlog-proof` of an entry under that checkpoint.
 */
import { z } from 'zod'
import { fail, ok, type Result } from '../log/result.ts'
import { lightBlockToJson, parseLightBlock } from './json.ts'
import type { LightBlock } from './light-client.ts'

export interface LightBundle {
  /** The last one's header has the hash of the checkpoint. */
  readonly blocks: readonly LightBlock[]
  /** A `.tlog-proof` file (c2sp.org/tlog-proof). */
  readonly receipt: string
}

export const formatLightBundle = ({ blocks, receipt }: LightBundle): string => {
  const lines = blocks.map((block) => JSON.stringify(lightBlockToJson(block)))
  return `{"format":"${FORMAT}",\n"blocks":[\n${lines.join(',\n')}],\n"receipt":${JSON.stringify(receipt)}}\n`
}

export const parseLightBundle = (text: string): Result<LightBundle> => {
  if (text.length > LENGTH_MAX) return malformed(`the file has more than ${LENGTH_MAX} characters`)
  const parsed = schema.safeParse(parseJson(text))
  if (!parsed.success) return malformed(`this is no file of the format ${FORMAT}`)
  const blocks: LightBlock[] = []
  for (const json of parsed.data.blocks) {
    const block = parseLightBlock(json)
    if (!block.ok) return block
    blocks.push(block.value)
  }
  return ok({ blocks, receipt: parsed.data.receipt })
}

const FORMAT = 'maru-light/1'

/** A hundred changes of twenty validators are a megabyte. */
const LENGTH_MAX = 8 * 1024 * 1024
const BLOCKS_MAX = 2000

const schema = z.strictObject({
  format: z.literal(FORMAT),
  blocks: z.array(z.unknown()).min(1).max(BLOCKS_MAX),
  receipt: z.string().max(200_000),
})

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const malformed = (message: string) => fail('light-malformed', message)
