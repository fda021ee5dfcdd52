// The way through a recorded network's changes of validators.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { twoThirds } from '@maru/kernel/consensus/commit.ts'
import { blockTrusted, type LightBlock, verifyStep } from '@maru/kernel/consensus/light-client.ts'
import { atLightGenesis, lightBlocks } from '@maru/testing/light-blocks.ts'
import { createHost } from '../../host.ts'
import { temporaryFolder } from '../../solo/made-up.ts'
import { createLightPath } from './path.ts'
import type { ReadBlock } from './read-block.ts'

const host = createHost()
const last = lightBlocks.at(-1)!.header.height
const readAll: ReadBlock = async (height) => lightBlocks[height - 1]
const pathIn = (folder: string, readBlock: ReadBlock) =>
  createLightPath({ host, genesis: atLightGenesis, readBlock, file: join(folder, 'light.json') })

const holds = async (blocks: readonly LightBlock[]): Promise<void> => {
  let trusted = atLightGenesis
  for (const block of blocks) {
    const step = await verifyStep(host, trusted, block, { trustLevel: twoThirds })
    assert.ok(step.ok, step.ok ? '' : step.message)
    trusted = blockTrusted(block)
  }
}

test('it holds to every height, and skips what it can', () =>
  temporaryFolder(async (folder) => {
    const pathTo = pathIn(folder, readAll)
    for (let height = 1; height <= last; height++) {
      const blocks = await pathTo(height)
      assert.equal(blocks?.at(-1)?.header.height, height)
      await holds(blocks)
    }
    const direct = (await pathIn(join(folder), readAll)(last))!
    assert.ok(direct.length < last / 2, `${direct.length} of ${last}`)
  }))

test('it holds when CometBFT has let go of the blocks that were needed once', () =>
  temporaryFolder(async (folder) => {
    const before = (await pathIn(folder, readAll)(last - 1))!
    const pruned: ReadBlock = async (height) => (height === last ? readAll(height) : undefined)
    const blocks = (await pathIn(folder, pruned)(last))!
    await holds(blocks)
    assert.deepEqual(blocks.slice(0, -1), before.slice(0, -1))
    assert.equal(await pathIn(folder, pruned)(last - 1), undefined)
    writeFileSync(join(folder, 'light.json'), '{')
    assert.equal(await pathIn(folder, pruned)(last), undefined, 'what is damaged is looked for again')
  }))

test('blocks that do not hold are never handed out', () =>
  temporaryFolder(async (folder) => {
    const [{ commit }, block] = [lightBlocks[0]!, lightBlocks[1]!]
    const lying: ReadBlock = async () => ({ ...block, commit })
    await assert.rejects(pathIn(folder, lying)(2), /commit is of another block/)
  }))
