import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { namedSigner, type TestCity } from '@maru/testing/city.ts'
import { openNoticedCity } from '@maru/testing/noticed-city.ts'

const kills = process.env['CI'] === 'true' ? 50 : 6

test(`killed ${kills} times at random moments, an author has heard of each threshold once`, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'maru-notices-'))
  try {
    for (let round = 0; round < kills; round++) await runUntilKilled(folder, round === 0 ? 'first' : 'again')
    const town = await openNoticedCity({}, { folder })
    const crossed = supportsOfAll(town.city).filter((supports) => supports >= 3).length
    assert.ok(crossed >= kills, `${crossed} thresholds were crossed between the kills`)
    const author = namedSigner('resident 1')
    const ids: string[] = []
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await town.ask(author, 'read-inbox', {
        limit: 100,
        ...(cursor === undefined ? {} : { cursor }),
      })
      ids.push(...page.notices.map(({ data }: { data: { proposal: number } }) => String(data.proposal)))
      cursor = page.next
    }
    assert.equal(ids.length, Math.min(crossed, 1_000))
    assert.equal(new Set(ids).size, ids.length)
    await town.close()
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

const supportsOfAll = (city: TestCity): number[] => {
  const found: Tally[] = []
  for (let page: Tally[] | undefined; page?.length !== 0; found.push(...page)) {
    const query = { after: found.at(-1)?.proposal ?? 0, limit: 1_000 }
    page = (city.query('proposals', 'tallies', query) as { tallies: Tally[] }).tallies
  }
  return found.map(({ supports }) => supports)
}

interface Tally {
  readonly proposal: number
  readonly supports: number
}

const runUntilKilled = (folder: string, round: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const program = fileURLToPath(import.meta.resolve('@maru/testing/notices-kill-child.ts'))
    const child = spawn(process.execPath, [program, folder, round], { stdio: ['ignore', 'pipe', 'pipe'] })
    let errors = ''
    child.stdout.once('data', () => setTimeout(() => child.kill('SIGKILL'), 50 + randomInt(150)))
    child.stderr.on('data', (chunk: Buffer) => void (errors += chunk.toString()))
    child.on('close', (code) =>
      code === null ? resolve() : reject(new Error(`it ended by itself: ${errors}`)),
    )
  })
