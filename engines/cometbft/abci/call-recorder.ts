/** Stands between CometBFT and the application, passes everything on and notes the calls. For tests only. */
import { connect, createServer } from 'node:net'
import { Request } from 'cosmjs-types/tendermint/abci/types'
import { createMessageReader } from './framing.ts'

export interface CallRecorder {
  /** Names of the calls in the order of their arrival over all connections. */
  readonly calls: readonly string[]
  readonly close: () => void
}

export const recordCalls = (path: string, applicationPath: string): Promise<CallRecorder> => {
  const calls: string[] = []
  const server = createServer((caller) => {
    const application = connect(applicationPath)
    const read = createMessageReader()
    caller.on('data', (chunk: Buffer) => {
      for (const message of read(chunk))
        for (const [name, request] of Object.entries(Request.decode(message)))
          if (request !== undefined) calls.push(name)
    })
    caller.pipe(application).pipe(caller)
    for (const [one, other] of [
      [caller, application],
      [application, caller],
    ] as const) {
      one.on('error', () => other.destroy())
      one.on('close', () => other.destroy())
    }
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, () => resolve({ calls, close: () => void server.close() }))
  })
}

/**
 * Whether the calls are as spec/abci/abci++_comet_expected_behavior.md has them: each start asks Info, a first one
 * goes on with InitChain, and every FinalizeBlock is followed by its Commit, unless CometBFT was killed before it.
 */
export const fitsGrammar = (calls: readonly string[]): boolean => {
  const letters = calls.map((name) => letterByCall[name] ?? '').join('')
  return letters
    .split(/(?=i)/)
    .every((start, at) => (at === 0 ? /^in([pj]*fc)*[pj]*f?$/ : /^in?(fc)*([pj]*fc)*[pj]*f?$/).test(start))
}

const letterByCall: { readonly [name: string]: string } = {
  info: 'i',
  initChain: 'n',
  prepareProposal: 'p',
  processProposal: 'j',
  finalizeBlock: 'f',
  commit: 'c',
}
