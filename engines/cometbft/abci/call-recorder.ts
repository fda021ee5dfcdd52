/**
 * Stands between CometBFT and the application, passes everything on and notes the calls. It can change what the
 * application answers, which is how a validator that lies looks to the others. For tests only.
 */
import { connect, createServer, type Socket } from 'node:net'
import { Request, Response } from 'cosmjs-types/tendermint/abci/types'
import { createMessageReader, frameMessage } from './framing.ts'

export type Change = (response: Response) => Response

export interface CallRecorder {
  /** For each start of CometBFT the names of its calls, in the order of their arrival over all connections. */
  readonly starts: readonly (readonly string[])[]
  /** Heights of the blocks that tell of a validator which signed two. */
  readonly misbehaviour: ReadonlySet<number>
  /** Answers are changed so from now on; as they are, when it is given nothing. */
  readonly lie: (change: Change | undefined) => void
  readonly close: () => void
}

export const recordCalls = (path: string, applicationPath: string): Promise<CallRecorder> => {
  const starts: string[][] = []
  const misbehaviour = new Set<number>()
  const callers = new Set<Socket>()
  let change: Change | undefined

  const heard = (calls: string[], request: Request): void => {
    for (const [name, call] of Object.entries(request)) if (call !== undefined) calls.push(name)
    const block = request.finalizeBlock
    if (block && block.misbehavior.length > 0) misbehaviour.add(Number(block.height))
  }

  const server = createServer((caller) => {
    // CometBFT opens its four connections when it starts; by then those of the one before are gone.
    if (callers.size === 0) starts.push([])
    const calls = starts.at(-1)!
    callers.add(caller)
    const application = connect(applicationPath)
    const readRequests = createMessageReader()
    const readResponses = createMessageReader()
    caller.on('data', (chunk: Buffer) => {
      for (const message of readRequests(chunk)) heard(calls, Request.decode(message))
      application.write(chunk)
    })
    application.on('data', (chunk: Buffer) => {
      for (const message of readResponses(chunk))
        caller.write(frameMessage(change ? changed(message, change) : message))
    })
    for (const [one, other] of [
      [caller, application],
      [application, caller],
    ] as const) {
      one.on('error', () => undefined)
      one.on('close', () => {
        callers.delete(caller)
        other.destroy()
      })
    }
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, () =>
      resolve({
        starts,
        misbehaviour,
        lie: (next) => void (change = next),
        close: () => {
          server.close()
          for (const caller of callers) caller.destroy()
        },
      }),
    )
  })
}

const changed = (message: Uint8Array, change: Change): Uint8Array =>
  Response.encode(change(Response.decode(message))).finish()
