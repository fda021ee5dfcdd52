import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { filesWith, madeUpText, tracesOf } from '@maru/testing/made-up-texts.ts'
import { openTexts } from './texts.ts'

const kills = process.env['CI'] === 'true' ? 100 : 15

test(`killed ${kills} times at random moments, it has every stored text, none that it called erased, and no key too many`, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'maru-texts-'))
  try {
    const said: string[] = []
    for (let round = 0; round < kills; round++)
      said.push(...(await storeUntilKilled(folder, round * 100_000)))
    const numbers = (what: string) =>
      said.filter((line) => line.startsWith(`${what} `)).map((line) => Number(line.slice(what.length)))
    const [stored, erasing, erased] = [numbers('stored'), new Set(numbers('erasing')), numbers('erased')]
    assert.ok(erased.length > kills, 'texts were erased between the kills')

    const texts = openTexts(folder)
    for (const number of stored.filter((each) => !erasing.has(each))) {
      const { commitment, item } = madeUpText(`글 ${number}`)
      assert.deepEqual(texts.get(commitment), item)
    }
    for (const number of erased) assert.ok(texts.isErased(madeUpText(`글 ${number}`).commitment))
    await texts.close()
    const last = madeUpText(`글 ${erased.at(-1)}`)
    assert.deepEqual(await filesWith(folder, tracesOf(last)), [])

    const keys = await readFile(join(folder, 'keys'))
    const slots = Array.from({ length: keys.length / 32 }, (_, slot) =>
      keys.subarray(slot * 32, slot * 32 + 32),
    )
    const unknown = kills * 8
    const live = slots.filter((slot) => slot.some((byte) => byte !== 0)).length
    assert.ok(live <= stored.length - erased.length + unknown, `${live} keys`)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

const storeUntilKilled = (folder: string, first: number): Promise<string[]> =>
  new Promise((resolve, reject) => {
    const program = fileURLToPath(import.meta.resolve('@maru/testing/texts-kill-child.ts'))
    const child = spawn(process.execPath, [program, folder, String(first)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    let errors = ''
    let timer: NodeJS.Timeout | undefined
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      timer ??= setTimeout(() => child.kill('SIGKILL'), randomInt(60))
    })
    child.stderr.on('data', (chunk: Buffer) => void (errors += chunk.toString()))
    child.on('close', (code) => {
      clearTimeout(timer)
      // The last line may be cut off: what the parent has not read in full was not acknowledged to it.
      if (code === null) resolve(output.split('\n').slice(0, -1))
      else reject(new Error(`the store did not open again: ${errors}`))
    })
  })
