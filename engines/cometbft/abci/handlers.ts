/** What an application answers to, by the names that requests and responses have in CometBFT's types.proto. */
import { Request, Response } from 'cosmjs-types/tendermint/abci/types'

/** Calls that the connection answers by itself. */
type OwnCalls = 'echo' | 'flush'
/** Never made while vote extensions are off, as this application's genesis has them. */
type VoteExtensionCalls = 'extendVote' | 'verifyVoteExtension'

export type Call = Exclude<keyof Request, OwnCalls | VoteExtensionCalls>

type Asked<Name extends Call> = NonNullable<Request[Name]>
type Answered<Name extends Call> = NonNullable<Response[Name]>

export type Handlers = {
  readonly [Name in Call]: (request: Asked<Name>) => Promise<Answered<Name>> | Answered<Name>
}

/** The answer to one message. Rejects for a request that is unknown, which a newer CometBFT could send. */
export const answer = async (handlers: Handlers, message: Uint8Array): Promise<Response> => {
  const [name, request] = readRequest(message)
  if (name === 'echo') return { echo: request as NonNullable<Response['echo']> }
  if (name === 'flush') return { flush: {} }
  if (!Object.hasOwn(handlers, name)) throw new Error(`the call ${name} is not answered here`)
  return { [name]: await handlers[name as Call](request as never) }
}

const readRequest = (message: Uint8Array): readonly [name: keyof Request, request: object] => {
  for (const [name, request] of Object.entries(Request.decode(message)))
    if (request !== undefined) return [name as keyof Request, request as object]
  throw new Error('a request that this application does not know')
}

export const encodeResponse = (response: Response): Uint8Array => Response.encode(response).finish()
