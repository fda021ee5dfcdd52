/** `npm run double-votes`: enrols residents on four validators, and lets each vote twice at once at two of them. */
import { mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { createCityClient } from '@maru/client/city-client.ts'
import type { VoteRoad } from '@maru/client/vote-road.ts'
import { findInstalled } from '@maru/engines/cometbft/network/program.ts'
import { folderSource } from '@maru/verifier/sources.ts'
import { openLoopback } from '../faults/bed.ts'
import { readLog } from '../faults/log-order.ts'
import { caughtUp, openTestNetwork, quiet, type TestNetwork } from '../faults/test-network.ts'
import { countsHeard, judgeTallies, judgeVotes, recountPolls, type Tally } from './judge.ts'
import { castOverRoad, sendOverHttp } from './over-http.ts'
import type { Network } from './network.ts'
import { voteAsMembers, voteByName, type PlayedPoll } from './play.ts'
import { enrol, groupOf, openPoll } from './town.ts'

const help = `Usage: npm run double-votes -- [--residents N] [--real-proofs N] [--first-port N] [--keep]

Runs four validators on this machine, each as maru node runs it, with its server and its CometBFT; enrols residents
through all of them; opens a named poll and an anonymous one; and has every resident cast two different votes in each, at
the same moment at two validators, over HTTP. Afterwards each resident has to have heard of one vote recorded and of one
refused, all four have to say the same tally, which is what was heard, and a recount of each log has to come to it too.

A proof takes seconds to make. So all but a few of the anonymous votes carry a code in place of a proof, which the
validators of this run take, and no others do (mass-members.ts).

  --residents N    how many (default 1000)
  --real-proofs N  how many of them prove their membership really, twice (default 5)
  --first-port N   ports are from here on (default 27900)
  --keep           leave the data`

const { values } = parseArgs({
  options: {
    residents: { type: 'string', default: '1000' },
    'real-proofs': { type: 'string', default: '5' },
    'first-port': { type: 'string', default: '27900' },
    keep: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
const say = (line: string): void => void process.stderr.write(`${line}\n`)

const massCodes = join(import.meta.dirname, '../mass-codes.ts')

const main = async (): Promise<number> => {
  if (values.help) return (say(help), 0)
  const installFolder = join(import.meta.dirname, '../../node_modules/.cache/go')
  const program = findInstalled({ environment: process.env, installFolder })
  if (program === undefined) return (say('needs CometBFT: maru node installs it, or name it in COMETBFT'), 2)
  const folder = mkdtempSync(join(tmpdir(), 'maru-double-votes-'))
  const network = await openTestNetwork({
    bed: openLoopback(),
    folder,
    firstPort: Number(values['first-port']),
    programFolder: join(import.meta.dirname, '../..'),
    environment: { ...process.env, COMETBFT: program, NODE_OPTIONS: `--import ${massCodes}` },
  })
  try {
    for (const node of network.nodes) node.start()
    await caughtUp(network.nodes, 120_000)
    const problems = await play(network, Number(values.residents))
    for (const problem of problems.slice(0, 20)) say(`✗ ${problem}`)
    if (problems.length > 0) say(`✗ ${problems.length} problems`)
    return problems.length === 0 ? 0 : 1
  } finally {
    await network.close()
    if (values.keep) say(`data is in ${folder}`)
    else rmSync(folder, { recursive: true, force: true })
  }
}

const play = async ({ nodes }: TestNetwork, residentCount: number): Promise<readonly string[]> => {
  const urls = nodes.map(({ url }) => url)
  const client = createCityClient(urls[0]!)
  const network: Network = {
    nodeCount: nodes.length,
    send: sendOverHttp(urls),
    cast: castOverRoad(await Promise.all(urls.map(voteRoadOf))),
    query: client.query,
    log: say,
  }
  const began = performance.now()
  const residents = await enrol(network, residentCount)
  say(`${residents.length} residents are enrolled, in ${((performance.now() - began) / 1_000).toFixed(1)} s`)
  const named = await voteByName(network, residents, await openPoll(network, 1, 'named'))
  tell(named)
  const poll = await openPoll(network, 2, 'anonymous')
  const realProofs = Number(values['real-proofs'])
  const anonymous = await voteAsMembers(network, residents, poll, {
    tree: await groupOf(network, poll),
    realProofs,
  })
  tell(anonymous)
  say(`${2 * realProofs} of these carried real proofs`)
  const played = [named, anonymous]
  await caughtUp(nodes, 120_000)
  await quiet(nodes, 120_000)
  const problems: string[] = []
  for (const each of played) {
    const asked = urls.map((url) => createCityClient(url).query('polls', 'poll', { poll: each.poll }))
    problems.push(...judgeVotes(each), ...judgeTallies(each, (await Promise.all(asked)) as Tally[], 'node'))
  }
  await Promise.all(nodes.map((node) => node.stop()))
  return [...problems, ...(await judgeLogs(nodes, played))]
}

/** A city's server comes up after its validator. */
const voteRoadOf = async (url: string): Promise<string> => {
  for (;;) {
    const asked = createCityClient(url).get('/api/city') as Promise<{ readonly votes: VoteRoad }>
    const city = await asked.catch(() => undefined)
    if (city) return city.votes.url
    await wait(200)
  }
}

const tell = ({ poll, secrecy, votes, seconds }: PlayedPoll): void => {
  const counts = countsHeard(votes)
  say(
    `poll ${poll}, ${secrecy}: ${votes.length} voters cast ${2 * votes.length} votes in ${seconds} s, ${(
      (2 * votes.length) /
      seconds
    ).toFixed(0)} a second; recorded were ${counts.join(' and ')}`,
  )
}

/** All have one log, and a recount of each comes to the tally that was heard. */
const judgeLogs = async (
  nodes: TestNetwork['nodes'],
  played: readonly PlayedPoll[],
): Promise<readonly string[]> => {
  const problems: string[] = []
  const logs = await Promise.all(nodes.map(({ folder }) => readLog(folder)))
  if (new Set(logs.map(({ digest }) => digest)).size !== 1) problems.push('the logs differ')
  const roots = new Set<string>()
  for (const { folder, at } of nodes) {
    const vkey = await readFile(join(folder, 'vkey'), 'utf8')
    const polls = played.map(({ poll }) => poll)
    const { stateRoot, size, tallies } = await recountPolls(await folderSource(folder), vkey, polls)
    roots.add(stateRoot)
    for (const [which, each] of played.entries())
      problems.push(...judgeTallies(each, [tallies[which]!], `the recount of node ${at + 1}, tally`))
    say(`✓ the log of node ${at + 1} has ${size} entries and comes to state root ${stateRoot.slice(0, 16)}`)
  }
  if (roots.size !== 1) problems.push(`the recounts come to ${roots.size} state roots`)
  return problems
}

process.exitCode = await main()
process.exit()
