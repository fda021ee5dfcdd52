/**
 * Votes without a name: what a proof costs to check, by snarkjs and here, of one core and in one run; votes end to end
 * with a name and without; a recount; making a proof, and finding one's place in the group before.
 *
 * Real proofs take seconds each to make, so the proofs checked here are 18, repeated (anonymous-city.ts). For time that
 * is honest. For votes it is not, where one nullifier counts once: there each vote has a nullifier of its own, a code
 * in place of its proof, and one of the 18 is checked for it.
 */
import { verifyProof } from '@semaphore-protocol/proof'
import { createMemberTransaction } from '@maru/client/membership/member-transaction.ts'
import { nodeProver } from '@maru/client/membership/node-prover.ts'
import { sha256 } from '@maru/engines/host.ts'
import { openBatchChecks } from '@maru/engines/membership/check.ts'
import type { MembershipCheck } from '@maru/kernel/crypto/host.ts'
import { bytesToNumber } from '@maru/kernel/membership/numbers.ts'
import { createGroupTree } from '@maru/kernel/membership/tree.ts'
import { verifyEd25519 } from '@maru/engines/verify-ed25519.ts'
import { services } from '@maru/services/index.ts'
import { massIdentity } from '@maru/testing/mass-members.ts'
import { recount } from '@maru/verifier/recount.ts'
import { folderSource } from '@maru/verifier/sources.ts'
import { createRepeatingHost, openAnonymousCity, repeatedProofs } from './anonymous-city.ts'
import { openBenchCity, submitAll } from './bench-city.ts'
import { groupTiles } from './group-tiles.ts'
import { provingInBrowser } from './proving.ts'
import { median, row, type Row } from './row.ts'

export const membership = async (isFull: boolean): Promise<Row[]> => {
  const [theirs, ours] = await checksPerSecond()
  const votes = await castBoth(ours, isFull)
  return [
    row('proofs checked by snarkjs, of one core', theirs, '/s'),
    row('proofs checked here, of one core, to ten times that', ours, '/s', 10 * theirs),
    ...votes,
    row('making a proof in Node, of one core', await provingSeconds(), 's'),
    ...(await groupTiles()),
    ...(await provingInBrowser()),
  ]
}

/** By processor time of all threads, so that neither gains by a second core or loses by what else runs; in turns. */
const checksPerSecond = async (): Promise<readonly [number, number]> => {
  const checkBatch = await openBatchChecks(sha256)
  const [theirs, ours]: [number[], number[]] = [[], []]
  for (let round = 0; round < 4; round++) {
    const few = repeatedProofs(18)
    theirs.push(
      await perSecond(few.length, async () => {
        for (const check of few) if (!(await snarkjsSays(check))) throw new Error('snarkjs says no')
      }),
    )
    const many = repeatedProofs(256)
    ours.push(
      await perSecond(many.length, () => {
        if (checkBatch(many).includes(false)) throw new Error('a proof does not hold')
      }),
    )
  }
  // Its threads would keep the process alive.
  await (globalThis as { curve_bn128?: { terminate: () => Promise<void> } }).curve_bn128?.terminate()
  // The first round warms both.
  return [median(theirs.slice(1)), median(ours.slice(1))]
}

const perSecond = async (count: number, run: () => Promise<void> | void): Promise<number> => {
  const before = process.cpuUsage()
  await run()
  const { user, system } = process.cpuUsage(before)
  return (1e6 * count) / (user + system)
}

const snarkjsSays = ({ root, nullifier, message, scope, proof }: MembershipCheck): Promise<boolean> =>
  verifyProof({
    merkleTreeDepth: 24,
    merkleTreeRoot: String(bytesToNumber(root)),
    nullifier: String(bytesToNumber(nullifier)),
    message: String(bytesToNumber(message)),
    scope: String(bytesToNumber(scope)),
    points: Array.from({ length: 8 }, (_, at) =>
      String(bytesToNumber(proof.subarray(32 * at, 32 * at + 32))),
    ) as never,
  })

/** Recorded votes per second from 1,000 clients, and the recount of those without a name. --full counts 100,000. */
const castBoth = async (limit: number, isFull: boolean): Promise<Row[]> => {
  const [voters, proposals] = isFull ? [1_000, 100] : [250, 8]
  const host = createRepeatingHost()
  const anonymous = await openAnonymousCity(voters, proposals, host)
  const votes = anonymous.votes()
  const withoutName = await castPerSecond(anonymous.ledger, votes)
  await anonymous.ledger.flush()
  const startedAt = performance.now()
  const source = await folderSource(anonymous.folder)
  const { vkey } = anonymous.ledger
  await recount({ source, vkey, services, ...host, verifyEd25519 })
  const recounted = (1000 * votes.length) / (performance.now() - startedAt)
  await anonymous.remove()
  const named = await openBenchCity(1_000)
  const byName = await castPerSecond(named.ledger, named.votes(4_000))
  await named.remove()
  return [
    row('votes with a name, 1,000 clients, no HTTP', byName, '/s'),
    row('votes without a name, 1,000 clients, no HTTP', withoutName, '/s', limit),
    row(`recount of ${votes.length} votes without a name`, recounted, '/s', limit),
  ]
}

const castPerSecond = async (
  ledger: Parameters<typeof submitAll>[0],
  votes: Uint8Array[],
): Promise<number> => {
  const startedAt = performance.now()
  await submitAll(ledger, votes.length, (at) => votes[at]!, 1_000)
  return (1000 * votes.length) / (performance.now() - startedAt)
}

const provingSeconds = async (): Promise<number> => {
  const { prove } = await nodeProver()
  const identity = massIdentity(1, 'bench-town')
  const tree = createGroupTree([identity.commitment, 7n, 8n])
  const payload = { chain: 'bench-town', validUntil: 1, service: 'polls', action: 'vote', input: { poll: 1 } }
  const wish = {
    identity,
    path: tree.pathTo(0),
    scope: ['poll', 1],
    payload: { ...payload, salt: new Uint8Array(8) },
  }
  const seconds: number[] = []
  for (let round = 0; round < 3; round++)
    seconds.push(
      1 / (await perSecond(1, async () => void (await createMemberTransaction(wish, sha256, prove)))),
    )
  return median(seconds)
}
