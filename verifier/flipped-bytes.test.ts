// No byte of a log can change unnoticed: any one flipped makes the recount fail and say where.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openTestCity, recordedOf, type TestCity } from '@maru/testing/city.ts'
import {
  copyLog,
  problemOf,
  rememberSignatures,
  withFile,
  withFlippedByte,
  type LogCopy,
} from '@maru/testing/log-copy.ts'

const flipsAtLeast = 250
const flipsPerFile = 8

describe('a log of some 300 entries', () => {
  let city: TestCity
  let log: LogCopy
  const verifySignature = rememberSignatures()
  before(async () => {
    city = await openTestCity()
    const residents = await city.enrol(30)
    for (let round = 0; round < 8; round++) {
      const proposal = await city.openProposal(residents[round]!)
      for (const outcome of await Promise.all(residents.map((signer) => city.support(signer, proposal)))) {
        recordedOf(outcome)
      }
      // Leaves the partial tiles of several checkpoints behind.
      if (round % 3 === 0) await city.ledger.flush()
    }
    await city.ledger.flush()
    log = await copyLog(city.folder)
  })
  after(() => city.close())

  test('passes as it is', async () => {
    assert.equal(await problemOf(log, verifySignature), undefined)
  })

  test('a flipped byte in any file is found, and its place is named', async () => {
    const random = createRandom(5)
    let flips = 0
    const flip = async (path: string, at: number, mask: number): Promise<void> => {
      const bytes = withFlippedByte(log.files.get(path)!, at, mask)
      const problem = await problemOf(withFile(log, path, bytes), verifySignature)
      const what = `${path}, byte ${at} ^ ${mask}`
      assert.ok(problem, `${what} went unnoticed`)
      // A level-0 tile and its bundle vouch for each other: which of them changed cannot be told.
      assert.ok(
        [path, path.replace('tile/0/', 'tile/entries/')].includes(problem.path!),
        `${what}: ${problem.path}`,
      )
      flips++
    }
    const paths = [...log.files.keys()]
    for (const path of paths) {
      const { length } = log.files.get(path)!
      for (const at of [0, 1, length >> 1, length - 2, length - 1]) await flip(path, at, 1 + random(255))
      for (let count = 0; count < flipsPerFile; count++) await flip(path, random(length), 1 << random(8))
    }
    while (flips < flipsAtLeast) {
      const path = paths[random(paths.length)]!
      await flip(path, random(log.files.get(path)!.length), 1 + random(255))
    }
    assert.equal(await problemOf(log, verifySignature), undefined, 'the flips were made on copies')
  })

  test('every byte of the checkpoint counts', async () => {
    const checkpoint = log.files.get('checkpoint')!
    for (let at = 0; at < checkpoint.length; at++) {
      const problem = await problemOf(
        withFile(log, 'checkpoint', withFlippedByte(checkpoint, at, 1)),
        verifySignature,
      )
      assert.deepEqual([problem?.code, problem?.path], ['V2-checkpoint', 'checkpoint'], `byte ${at}`)
    }
  })

  test('every byte of the key counts, but for the end of its line', async () => {
    const key = Buffer.from(log.vkey.trimEnd())
    for (let at = 0; at < key.length; at++) {
      const vkey = Buffer.from(withFlippedByte(key, at, 1)).toString()
      const problem = await problemOf({ ...log, vkey }, verifySignature)
      assert.match(problem?.code ?? '', /^V1-vkey$|^V2-checkpoint$/, `byte ${at}`)
    }
  })
})

/** The same numbers in every run (mulberry32). */
const createRandom = (seed: number) => (below: number) => {
  seed = (seed + 0x6d2b79f5) | 0
  let mixed = Math.imul(seed ^ (seed >>> 15), seed | 1)
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
  return ((mixed ^ (mixed >>> 14)) >>> 0) % below
}
