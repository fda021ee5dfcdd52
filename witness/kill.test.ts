import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { join } from 'node:path'
import { test } from 'node:test'
import { equalBytes } from '@maru/kernel/codec/cbor.ts'
import { formatVkey } from '@maru/kernel/log/vkey.ts'
import { temporaryFolder } from '@maru/engines/solo/made-up.ts'
import { madeUpLog } from '@maru/testing/made-up-log.ts'

const kills = process.env['CI'] === 'true' ? 100 : 5
const SIZE = 3_000

/** A log that shows two: they part at entry 40. */
const log = madeUpLog(SIZE)
const other = madeUpLog(SIZE, { signer: log, forkAt: 40 })

interface Cosigned {
  readonly shown: typeof log
  readonly size: number
}

test(`killed ${kills} times while two logs are shown to it, it has cosigned only one of them`, () =>
  temporaryFolder(async (folder) => {
    const cosigned: Cosigned[] = []
    for (let round = 0; round < kills; round++) await askUntilKilled(folder, cosigned)
    assert.ok(cosigned.length > kills, `${cosigned.length} were cosigned`)
    const largest = cosigned.reduce((before, one) => (one.size > before.size ? one : before))
    for (const { shown, size } of cosigned)
      assert.ok(equalBytes(shown.tree.root(size), largest.shown.tree.root(size)), `size ${size}`)
    assert.ok(largest.size > 40, 'the logs have parted')
  }))

/** Both logs ask at once, again and again; a kill falls anywhere between reading and answering. */
const askUntilKilled = (folder: string, cosigned: Cosigned[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'kill-child.ts')])
    child.stdin.end(JSON.stringify({ folder, log: formatVkey(log.vkey) }))
    let errors = ''
    child.stderr.on('data', (chunk: Buffer) => void (errors += chunk.toString()))
    child.stdout.once('data', (chunk: Buffer) => {
      const url = chunk.toString().trim()
      let answersLeft = randomInt(2, 30)
      const answered = (): void => {
        if (--answersLeft === 0) setTimeout(() => child.kill('SIGKILL'), randomInt(5))
      }
      for (const shown of [log, other]) void askOn(url, shown, cosigned, answered)
    })
    child.on('close', (code) =>
      code === null ? resolve() : reject(new Error(`it did not start again: ${errors}`)),
    )
  })

const askOn = async (
  url: string,
  shown: typeof log,
  cosigned: Cosigned[],
  answered: () => void,
): Promise<void> => {
  let known = 0
  try {
    for (;;) {
      const size = Math.min(SIZE, known + randomInt(1, 12))
      const response = await fetch(`${url}/add-checkpoint`, {
        method: 'POST',
        body: shown.request(known, size),
      })
      const body = await response.text()
      if (response.status === 200) {
        cosigned.push({ shown, size })
        known = size
      } else if (response.status === 409) known = Number(body)
      // The other log got ahead: this one is refused from now on, and goes on asking.
      else known = 0
      answered()
    }
  } catch {
    // It was killed.
  }
}
