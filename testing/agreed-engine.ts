/**
 * A ledger under the application for CometBFT, with a made-up consensus that agrees at once: blocks come over the real
 * socket as CometBFT would hand them over, but at the times of the test's own clock. With MARU_ENGINE=cometbft the test
 * city runs on it, and with it most tests of the services.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { CheckTxType, type ResponseCheckTx } from 'cosmjs-types/tendermint/abci/types'
import { createConsensus, dial } from '@maru/engines/cometbft/made-up-consensus.ts'
import { openCometBft } from '@maru/engines/cometbft/open.ts'
import type { SoloLedger } from '@maru/engines/solo/open.ts'
import type { StorageOptions } from '@maru/engines/storage/options.ts'
import { nextTimerAt } from '@maru/kernel/block.ts'

type Checked = Pick<ResponseCheckTx, 'code' | 'log'>

export const openAgreed = async (
  options: StorageOptions & { readonly clock: () => number },
): Promise<SoloLedger> => {
  const { clock, genesis, folder } = options
  const socketPath = `${folder}.sock`
  let mempool: Uint8Array[] = []
  let isAgreeing = false

  const rpc = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => void chunks.push(chunk))
    request.on('end', () => {
      const calls = JSON.parse(Buffer.concat(chunks).toString()) as {
        id: number
        params: { tx: string }
      }[]
      const answers = calls.map(async ({ id, params }) => ({
        id,
        result: await take(Uint8Array.from(Buffer.from(params.tx, 'base64'))),
      }))
      void Promise.all(answers).then((all) => response.end(JSON.stringify(all)))
    })
  })
  await new Promise<void>((resolve) => void rpc.listen(0, '127.0.0.1', resolve))
  const rpcUrl = `http://127.0.0.1:${(rpc.address() as AddressInfo).port}`
  const ledger = await openCometBft({ ...options, socketPath, rpcUrl })
  const consensus = await createConsensus(socketPath, genesis)
  const connection = await dial(socketPath)

  const check = async (tx: Uint8Array, type: CheckTxType): Promise<Checked> => {
    const { checkTx, exception } = await connection.call({ checkTx: { tx, type } })
    if (!checkTx) throw new Error(exception?.error)
    return { code: checkTx.code, log: checkTx.log }
  }

  const take = async (tx: Uint8Array): Promise<Checked> => {
    const checked = await check(tx, CheckTxType.NEW)
    if (checked.code !== 0) return checked
    mempool.push(tx)
    void agree()
    return checked
  }

  const isWanted = (): boolean => {
    const { view, height } = ledger.snapshot()
    return mempool.length > 0 || (nextTimerAt(view, height + 1) ?? Infinity) <= clock()
  }

  /** Blocks for as long as one is wanted; what a block left behind is checked again after it. */
  const agree = async (): Promise<void> => {
    if (isAgreeing) return
    isAgreeing = true
    while (isWanted()) {
      const waiting = mempool
      mempool = []
      const time = Math.max(clock(), ledger.status().time)
      const bundles = await consensus.proposeBundles({ time, bundles: waiting })
      if (!(await consensus.judge({ time, bundles }))) throw new Error('a proposal of its own was refused')
      await consensus.decide({ time, bundles })
      const decided = new Set(bundles.map((tx) => Buffer.from(tx).toString('base64')))
      const left: Uint8Array[] = []
      for (const tx of waiting) {
        if (decided.has(Buffer.from(tx).toString('base64'))) continue
        if ((await check(tx, CheckTxType.RECHECK)).code === 0) left.push(tx)
      }
      mempool = [...left, ...mempool]
    }
    isAgreeing = false
  }
  const watch = setInterval(() => void agree(), 50)
  watch.unref()

  return {
    ...ledger,
    runTimers: () => void agree(),
    close: async () => {
      clearInterval(watch)
      while (isAgreeing) await new Promise((resolve) => void setTimeout(resolve, 5))
      consensus.close()
      connection.close()
      await ledger.close()
      rpc.closeAllConnections()
      rpc.close()
    },
  }
}
