/** From one device to one node, again and again until that knows. */
import { setTimeout as wait } from 'node:timers/promises'

export interface SentText {
  readonly content: object
  readonly salt: Uint8Array
}

/** What a node answered in the end, or the code with which it does not know yet. */
export type Answer = { readonly index: number } | { readonly code: string }

export interface Network {
  readonly nodeCount: number
  /** `from` says which device sends; a server counts requests by address. */
  readonly send: (node: number, transaction: Uint8Array, from: number, text?: SentText) => Promise<Answer>
  /** What members cast comes in by the road of votes. */
  readonly cast: (node: number, transaction: Uint8Array) => Promise<Answer>
  readonly query: (
    service: string,
    query: string,
    input: { readonly [name: string]: string | number },
  ) => Promise<unknown>
  readonly log: (line: string) => void
}

/** Sends the same bytes to the same node until it knows. */
export const settled = async (
  { send }: Network,
  node: number,
  transaction: Uint8Array,
  from: number,
  text?: SentText,
): Promise<Answer> => {
  for (let attempt = 0; ; attempt++) {
    const answer = await send(node, transaction, from, text)
    if ('index' in answer || !isOpen(answer.code) || attempt === ATTEMPTS_MAX) return answer
    await wait(250)
  }
}

const ATTEMPTS_MAX = 400
const isOpen = (code: string): boolean =>
  [
    'T12-busy',
    'T13-stopped',
    'T17-undecided',
    'S7-too-many-requests',
    'S10-busy',
    'W3-road-busy',
    'unreachable',
  ].includes(code)

/** Runs as many at a time as keep four validators busy, and tells of every tenth part. */
export const eachOf = async <Item, Value>(
  { log }: Pick<Network, 'log'>,
  items: readonly Item[],
  what: string,
  run: (item: Item, at: number) => Promise<Value>,
): Promise<Value[]> => {
  const values: Value[] = []
  let next = 0
  let done = 0
  const work = async (): Promise<void> => {
    for (let at = next++; at < items.length; at = next++) {
      values[at] = await run(items[at]!, at)
      if (++done % Math.ceil(items.length / 10) === 0 && items.length >= 1_000) log(`${done} ${what}`)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return values
}

const AT_ONCE = 200
