/**
 * What a new node asks of nodes of a running network before it joins: the genesis, who they are among their peers, and
 * a light block to begin from. Whoever names only nodes of one institution trusts that one for all of this; so every
 * node that is named has to give the same genesis and the same block.
 */
import { z } from 'zod'

/** Where CometBFT's state sync begins to believe: its `trust_height` and `trust_hash`. */
export interface TrustedBlock {
  readonly height: number
  /** Of the header, in hexadecimal. */
  readonly hash: string
}

export interface Network {
  readonly chain: string
  /** As its file is. */
  readonly genesisFile: object
  /** As CometBFT writes peers: `id@host:port`. */
  readonly peers: readonly string[]
  readonly trusted: TrustedBlock
  /** The last block, in milliseconds since 1970. */
  readonly time: number
  readonly height: number
}

/** For how long the validators of a trusted block may be believed to be those of today. */
export const trustPeriodMs = 7 * 86_400_000

const statusSchema = z.object({
  node_info: z.object({ id: z.hex(), listen_addr: z.string(), network: z.string() }),
  sync_info: z.object({
    latest_block_height: z.coerce.number().int().min(1),
    latest_block_time: z.iso.datetime({ offset: true }),
    earliest_block_height: z.coerce.number().int().min(0),
    catching_up: z.boolean(),
  }),
})

const commitSchema = z.object({
  signed_header: z.object({
    header: z.object({ time: z.iso.datetime({ offset: true }) }),
    commit: z.object({ block_id: z.object({ hash: z.string().regex(/^[0-9A-F]{64}$/) }) }),
  }),
})

const genesisSchema = z.object({ genesis: z.looseObject({ chain_id: z.string() }) })

/** `urls` are of nodes' RPC. Throws a sentence when one does not answer, or they do not agree. */
export const askNetwork = async (urls: readonly string[], known?: TrustedBlock): Promise<Network> => {
  const [first, ...others] = await Promise.all(urls.map(askNode))
  if (!first) throw new Error('name at least one node of the network')
  for (const other of others)
    if (JSON.stringify(other.genesisFile) !== JSON.stringify(first.genesisFile))
      throw new Error(`${first.url} and ${other.url} are not of one network: they have another genesis`)
  const height = known?.height ?? (await heightToTrust(first))
  const hashes = await Promise.all(urls.map(async (url) => (await blockAt(url, height)).hash))
  const trusted = known ?? { height, hash: hashes[0]! }
  hashes.forEach((hash, at) => {
    if (hash !== trusted.hash.toUpperCase())
      throw new Error(
        `${urls[at]!} says that block ${height} is ${hash}, not ${trusted.hash}: do not join before you know who of them lies`,
      )
  })
  return {
    chain: first.genesisFile.chain_id,
    genesisFile: first.genesisFile,
    peers: [first, ...others].map(({ peer }) => peer),
    trusted,
    time: first.time,
    height: first.height,
  }
}

interface AskedNode {
  readonly url: string
  readonly genesisFile: z.infer<typeof genesisSchema>['genesis']
  readonly peer: string
  readonly height: number
  readonly earliest: number
  readonly time: number
}

const askNode = async (url: string): Promise<AskedNode> => {
  const { node_info: node, sync_info: sync } = await ask(url, 'status', statusSchema)
  if (sync.catching_up) throw new Error(`${url} is itself still catching up: name another node`)
  const { genesis: genesisFile } = await ask(url, 'genesis', genesisSchema)
  const port = node.listen_addr.split(':').at(-1)!
  return {
    url,
    genesisFile,
    peer: `${node.id}@${new URL(url).hostname}:${port}`,
    height: sync.latest_block_height,
    earliest: Math.max(1, sync.earliest_block_height),
    time: Date.parse(sync.latest_block_time),
  }
}

/**
 * The first block in the younger half of the trust period that the node still has. It should be before the snapshot:
 * forwards a light client skips, backwards it fetches every header.
 */
const heightToTrust = async ({ url, earliest, height, time }: AskedNode): Promise<number> => {
  let low = earliest
  let high = height
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if ((await blockAt(url, middle)).time < time - trustPeriodMs / 2) low = middle + 1
    else high = middle
  }
  return low
}

const blockAt = async (url: string, height: number): Promise<{ hash: string; time: number }> => {
  const { signed_header: signed } = await ask(url, `commit?height=${height}`, commitSchema)
  return { hash: signed.commit.block_id.hash, time: Date.parse(signed.header.time) }
}

const ask = async <Answer>(url: string, path: string, schema: z.ZodType<Answer>): Promise<Answer> => {
  const response = await fetch(`${url}/${path}`, { signal: AbortSignal.timeout(askMs) }).catch(
    (error: Error) => {
      throw new Error(`nothing answers at ${url} (${error.message}): name the RPC address of a running node`)
    },
  )
  const text = await response.text()
  if (text.length > answerMax) throw new Error(`${url}/${path} answers with more than ${answerMax} bytes`)
  const parsed = z.object({ result: schema }).safeParse(jsonOr(text))
  if (parsed.success) return parsed.data.result
  throw new Error(`${url}/${path} does not answer as CometBFT does: ${z.prettifyError(parsed.error)}`)
}

const jsonOr = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const askMs = 10_000
const answerMax = 64 * 1024 * 1024
