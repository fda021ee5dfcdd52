/** The recount, in the browser: verifier/recount.ts on the log's files, and the city's own figures beside it. */
import '../../city/zod-without-eval.ts'
import { runQuery } from '@maru/kernel/execute.ts'
import { services } from '@maru/services/index.ts'
import { httpSource } from '@maru/verifier/http-source.ts'
import type { LogSource } from '@maru/verifier/log-reader.ts'
import { recount, type Recount } from '@maru/verifier/recount.ts'
import { hash } from '../../city/hash.ts'
import { verifyMembership } from '../../city/membership-proofs.ts'
import { verifyEd25519, verifySignature } from '../../city/verify.ts'
import { askCity, figureOf, type SaidByCity, type Supports } from './claims.ts'
import type { Answer, Claims, LogPlace, PollFigure, Question, Totals } from './messages.ts'

type Recounted = Extract<Answer, { kind: 'recounted' }>

/** Throws a LogProblem that names the first entry or file that is wrong. */
export const recountHere = async (
  { from, vkey, poll }: Extract<Question, { kind: 'recount' }>,
  onProgress: (done: number, size: number) => void,
): Promise<Recounted> => {
  const said = 'server' in from ? await askCity(from.server, poll) : undefined
  const source = 'server' in from ? pinned(httpSource(from.server), said) : filesSource(from.files)
  const verifiers = { verifySignature, verifyMembership, verifyEd25519 }
  const result = await recount({ source, vkey, services, hash, ...verifiers, onProgress })
  const supports = supportsIn(result)
  return {
    kind: 'recounted',
    figures: result.figures,
    tallies: totalsOf(supports),
    ...(said && { city: claimsOf(said, supports) }),
    ...(poll !== undefined && { poll: { log: pollIn(result, poll), city: said?.poll } }),
  }
}

/** The checkpoint stays the one that the city's figures were asked for, however much is recorded meanwhile. */
const pinned = (source: LogSource, said: SaidByCity | undefined): LogSource => ({
  read: (path) => (said && path === 'checkpoint' ? Promise.resolve(said.checkpoint) : source.read(path)),
})

const filesSource = (files: Extract<LogPlace, { files: unknown }>['files']): LogSource => {
  const byPath = new Map(files.map(({ path, file }) => [path, file]))
  return {
    read: async (path) => {
      const file = byPath.get(path)
      return file && new Uint8Array(await file.arrayBuffer())
    },
    list: () => Promise.resolve([...byPath.keys()]),
  }
}

const supportsIn = ({ state, figures }: Recount): Supports => {
  const supports = new Map<number, number>()
  const proposals = services.find(({ name }) => name === 'proposals')
  for (let after: number | undefined = proposals && 0; proposals && after !== undefined;) {
    const input = { after, limit: pageSize }
    const { tallies } = runQuery(proposals, state, figures, 'tallies', input) as {
      tallies: { proposal: number; supports: number }[]
    }
    for (const tally of tallies) supports.set(tally.proposal, tally.supports)
    after = tallies.length < pageSize ? undefined : tallies.at(-1)?.proposal
  }
  return supports
}

const pageSize = 1000

const pollIn = ({ state, figures }: Recount, poll: number): PollFigure | undefined => {
  const polls = services.find(({ name }) => name === 'polls')
  const found = polls && runQuery(polls, state, figures, 'poll', { poll })
  return found === undefined ? undefined : figureOf(found as PollFigure)
}

const totalsOf = (supports: Supports): Totals => ({
  proposals: supports.size,
  supports: [...supports.values()].reduce((sum, count) => sum + count, 0),
})

const claimsOf = ({ size, height, time, stateRoot, supports }: SaidByCity, log: Supports): Claims => {
  const proposals = [...new Set([...supports.keys(), ...log.keys()])].sort((a, b) => a - b)
  const proposal = proposals.find((proposal) => supports.get(proposal) !== log.get(proposal))
  const claims = { size, height, time, stateRoot, tallies: totalsOf(supports) }
  if (proposal === undefined) return claims
  return {
    ...claims,
    difference: { proposal, city: supports.get(proposal) ?? 0, log: log.get(proposal) ?? 0 },
  }
}
