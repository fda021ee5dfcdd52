/** Stands for CometBFT over a real socket and calls as its grammar has it. For this folder's tests only. */
import { connect, type Socket } from 'node:net'
import { Request, Response, ResponseProcessProposal_ProposalStatus } from 'cosmjs-types/tendermint/abci/types'
import type { Genesis } from '@maru/kernel/genesis.ts'
import { createMessageReader, frameMessage } from './abci/framing.ts'
import { genesisToAppState } from './app-state.ts'
import type { VotingValidator } from './validator-updates.ts'
import { decodeBundle, encodeBundle } from './bundle.ts'

export interface MadeUpBlock {
  readonly time: number
  /** Each goes in a bundle of its own. */
  readonly transactions: readonly Uint8Array[]
}

export interface BundledBlock {
  readonly time: number
  readonly bundles: readonly Uint8Array[]
}

type AnyBlock = MadeUpBlock | BundledBlock

const bundlesOf = (block: AnyBlock): Uint8Array[] =>
  'bundles' in block ? [...block.bundles] : block.transactions.map((each) => encodeBundle([each]))

export const dial = async (path: string) => {
  const socket = await open(path)
  const read = createMessageReader()
  const waiting: ((response: Response) => void)[] = []
  let onEnd: (error: Error) => void
  const ended = new Promise<never>((_, reject) => void (onEnd = reject))
  ended.catch(() => undefined)
  socket.on('data', (chunk: Buffer) => {
    for (const message of read(chunk)) waiting.shift()?.(Response.decode(message))
  })
  socket.on('close', () => onEnd(new Error('the application closed the connection')))
  return {
    /** One answer for each request, in their order; an exception is one too. */
    call: (request: Partial<Request>): Promise<Response> => {
      socket.write(frameMessage(Request.encode(Request.fromPartial(request)).finish()))
      return Promise.race([new Promise<Response>((resolve) => void waiting.push(resolve)), ended])
    },
    send: (bytes: Uint8Array): void => void socket.write(bytes),
    close: (): void => void socket.destroy(),
  }
}

/** Hands blocks over as a node of one validator does, from the first or from where the application says it is. */
export const createConsensus = async (
  path: string,
  genesis: Genesis,
  validators: readonly VotingValidator[] = [],
) => {
  const [consensus, query] = await Promise.all([dial(path), dial(path)])
  const { info } = await query.call({ info: Request.fromPartial({ info: {} }).info! })
  let height = Number(info!.lastBlockHeight)
  let appHash = info!.lastBlockAppHash
  if (height === 0) {
    const answered = await consensus.call({
      initChain: {
        time: timestamp(genesis.time),
        chainId: genesis.chain,
        validators: validators.map(({ publicKey, power }) => ({
          pubKey: { ed25519: publicKey },
          power: BigInt(power),
        })),
        appStateBytes: Buffer.from(JSON.stringify(genesisToAppState(genesis))),
        initialHeight: 1n,
      },
    })
    if (answered.exception) throw new Error(answered.exception.error)
    appHash = answered.initChain!.appHash
  }

  const finalize = async (block: AnyBlock) => {
    const { finalizeBlock, exception } = await consensus.call({
      finalizeBlock: Request.fromPartial({
        finalizeBlock: { txs: bundlesOf(block), time: timestamp(block.time), height: BigInt(height + 1) },
      }).finalizeBlock!,
    })
    if (!finalizeBlock) throw new Error(exception?.error)
    return finalizeBlock
  }

  const proposeBundles = async (block: AnyBlock): Promise<Uint8Array[]> => {
    const { prepareProposal } = await consensus.call({
      prepareProposal: Request.fromPartial({
        prepareProposal: {
          txs: bundlesOf(block),
          time: timestamp(block.time),
          height: BigInt(height + 1),
          maxTxBytes: 4_000_000n,
        },
      }).prepareProposal!,
    })
    return prepareProposal!.txs
  }

  return {
    consensus,
    /** Goes on to the next height, for a test that commits by itself. */
    skip: (): void => void height++,
    height: () => height,
    appHash: () => appHash,
    proposeBundles,
    /** The transactions of the proposal, whatever bundles they are in. */
    propose: async (block: AnyBlock): Promise<Uint8Array[]> =>
      (await proposeBundles(block)).flatMap((bundle) => decodeBundle(bundle)!),
    /** Whether the application would vote for the block. */
    judge: async (block: AnyBlock): Promise<boolean> => {
      const { processProposal } = await consensus.call({
        processProposal: Request.fromPartial({
          processProposal: {
            txs: bundlesOf(block),
            time: timestamp(block.time),
            height: BigInt(height + 1),
          },
        }).processProposal!,
      })
      return processProposal!.status === ResponseProcessProposal_ProposalStatus.ACCEPT
    },
    finalize,
    /** Codes of the bundles, 0 for each of which all is recorded. */
    decide: async (block: AnyBlock): Promise<number[]> => {
      const finalized = await finalize(block)
      const { commit, exception } = await consensus.call({ commit: {} })
      if (!commit) throw new Error(exception?.error)
      height++
      appHash = finalized.appHash
      return finalized.txResults.map(({ code }) => code)
    },
    close: (): void => {
      consensus.close()
      query.close()
    },
  }
}

const timestamp = (ms: number) => ({
  seconds: BigInt(Math.floor(ms / 1_000)),
  nanos: (ms % 1_000) * 1_000_000,
})

const open = (path: string): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect(path)
    socket.once('connect', () => resolve(socket))
    socket.once('error', reject)
  })
