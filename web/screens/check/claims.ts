/**
 * What the city says about itself, to be held against a recount. Its answers have to be of one block, and the checkpoint
 * that is recounted of the same: while blocks come in, all of it is asked again.
 */
import { decodeUtf8 } from '@maru/kernel/codec/utf8.ts'
import { parseCheckpoint } from '@maru/kernel/log/checkpoint.ts'
import { parseNote } from '@maru/kernel/log/note.ts'
import type { PollFigure } from './messages.ts'

export type Supports = ReadonlyMap<number, number>

export interface SaidByCity {
  readonly checkpoint: Uint8Array
  readonly size: number
  readonly height: number
  readonly time: number
  readonly stateRoot: string
  readonly supports: Supports
  /** Of the poll that was asked for; undefined where there is none. */
  readonly poll: PollFigure | undefined
}

/** Undefined when the city records faster than it can be asked. */
export const askCity = async (server: string, poll?: number): Promise<SaidByCity | undefined> => {
  for (let attempt = 0; attempt < attemptsMax; attempt++) {
    const said = await askOnce(server, poll)
    if (said) return said
    await new Promise((resolve) => setTimeout(resolve, retryMs))
  }
  return undefined
}

const attemptsMax = 20
const retryMs = 250
const pageSize = 1000

interface City {
  readonly size: number
  readonly height: number
  readonly time: number
  readonly stateRoot: string
}

const askOnce = async (server: string, poll: number | undefined): Promise<SaidByCity | undefined> => {
  const checkpoint = new Uint8Array(await (await ask(`${server}/log/newest`)).arrayBuffer())
  const { size, height, time, stateRoot } = (await (await ask(`${server}/api/city`)).json()) as City
  if (sizeOf(checkpoint) !== size) return undefined
  const supports = new Map<number, number>()
  for (let after: number | undefined = 0; after !== undefined;) {
    const response: Response = await ask(`${server}/api/proposals/tallies?after=${after}&limit=${pageSize}`)
    if (response.headers.get('maru-height') !== String(height)) return undefined
    const { tallies } = (await response.json()) as { tallies: { proposal: number; supports: number }[] }
    for (const tally of tallies) supports.set(tally.proposal, tally.supports)
    after = tallies.length < pageSize ? undefined : tallies.at(-1)?.proposal
  }
  const said = { checkpoint, size, height, time, stateRoot, supports }
  if (poll === undefined) return { ...said, poll: undefined }
  const response = await ask(`${server}/api/polls/poll?poll=${poll}`)
  if (response.headers.get('maru-height') !== String(height)) return undefined
  return { ...said, poll: figureOf((await response.json()) as PollFigure) }
}

/** What can differ, and nothing else. */
export const figureOf = ({ voters, changes, tally }: PollFigure): PollFigure => ({ voters, changes, tally })

const ask = async (url: string): Promise<Response> => {
  const response = await fetch(url, { cache: 'no-store', signal: AbortSignal.timeout(30_000) })
  if (!response.ok) throw new Error(`${url} answered ${response.status}`)
  return response
}

const sizeOf = (checkpoint: Uint8Array): number | undefined => {
  const note = parseNote(decodeUtf8(checkpoint) ?? '')
  const parsed = note.ok ? parseCheckpoint(note.value.text) : note
  return parsed.ok ? parsed.value.size : undefined
}
