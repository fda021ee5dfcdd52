import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { namedSigner } from '@maru/testing/city.ts'
import { madeUpPerson, openEnrolledCity } from '@maru/testing/enrolled-city.ts'

const kills = process.env['CI'] === 'true' ? 30 : 3
const perRound = 10_000

test(`killed ${kills} times at random moments, every resident has a person, every person is a resident, and none is two`, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'maru-vault-kill-'))
  try {
    const said: string[] = []
    for (let round = 0; round < kills; round++)
      said.push(...(await enrolUntilKilled(folder, round * perRound)))
    const town = await openEnrolledCity({ folder })
    // What waits can be recorded no more.
    town.city.advance(1_800_000)
    await town.enrolments.tick()
    assert.deepEqual(town.vault.waiting(), [])
    for (const line of said) {
      const [, number, account = ''] = line.split(' ')
      assert.equal((await town.vault.getUnrecorded(account))?.name, madeUpPerson(Number(number)).name, line)
    }
    const stateOf = (account: string) => town.city.query('residents', 'resident', { account })
    let residents = 0
    for (let round = 0; round < kills; round++) {
      const last = said.filter((line) => Math.floor(Number(line.split(' ')[1]) / perRound) === round).length
      for (let number = round * perRound; number < round * perRound + last + 12; number++) {
        const accounts = ['a', 'b'].map((desk) => namedSigner(`${number} ${desk}`).keyId)
        const enrolled = accounts.filter((account) => stateOf(account) !== undefined)
        assert.ok(enrolled.length <= 1, `${number} is enrolled twice`)
        for (const account of accounts)
          assert.equal(
            (await town.vault.getUnrecorded(account)) !== undefined,
            enrolled.includes(account),
            `${number}`,
          )
        residents += enrolled.length
      }
    }
    assert.equal(town.vault.count(), residents)
    assert.ok(residents >= said.length && said.length > 0)
    await town.close()
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

const enrolUntilKilled = (folder: string, first: number): Promise<string[]> =>
  new Promise((resolve, reject) => {
    const program = fileURLToPath(import.meta.resolve('@maru/testing/vault-kill-child.ts'))
    const child = spawn(process.execPath, [program, folder, String(first)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    let errors = ''
    child.stdout.on('data', (chunk: Buffer) => {
      if (output === '') setTimeout(() => child.kill('SIGKILL'), randomInt(200))
      output += chunk.toString()
    })
    child.stderr.on('data', (chunk: Buffer) => void (errors += chunk.toString()))
    child.on('close', (code) => {
      // The last line may be cut off.
      if (code === null) resolve(output.split('\n').slice(0, -1))
      else reject(new Error(`it ended by itself: ${errors}`))
    })
  })
