// A city alone that a newspaper cosigns, recounted and its receipts checked by a policy.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { formatVkey, parseVkey, WITNESS_KEY } from '@maru/kernel/log/vkey.ts'
import { openTestCity } from '@maru/testing/city.ts'
import { madeUpSigner } from '@maru/testing/made-up-log.ts'
import { listen } from '@maru/witness/http.ts'
import { openWitnessIn } from '@maru/witness/open.ts'
import { witnessRoutes } from '@maru/witness/routes.ts'
import { staticLogRoute } from '@maru/witness/static-log.ts'
import { openCityNode } from './city-node.ts'
import { host } from './host.ts'
import { policyPathIn } from './policy-file.ts'

const maru = (...args: string[]): Promise<{ code: number; stdout: string }> =>
  new Promise((resolve) => {
    const child = execFile(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], (_, stdout) =>
      resolve({ code: child.exitCode ?? -1, stdout }),
    )
  })

test('a city is recounted, and a receipt checked, up to what its witnesses have signed', async () => {
  const city = await openTestCity()
  const { folder, ledger } = city
  const path = (name: string): string => join(folder, name)
  const key = parseVkey(host.hash, ledger.vkey)
  assert.ok(key.ok)
  mkdirSync(path('paper'))
  const witness = openWitnessIn({ folder: path('paper'), name: 'paper.example', logs: [key.value] })
  const server = await listen({ host: '127.0.0.1', port: 0, routes: [witnessRoutes(witness)] })
  const shown = { ...ledger.publicLog, vkey: ledger.vkey, tile: ledger.tile }
  const log = await listen({ host: '127.0.0.1', port: 0, routes: [staticLogRoute(shown, '/log')] })
  const away = formatVkey(madeUpSigner('away.example', WITNESS_KEY).vkey)
  const policy = (quorum: string): string =>
    `log ${ledger.vkey}\nwitness paper ${formatVkey(witness.vkey)} ${server.url}\nwitness away ${away}\ngroup both all paper away\nquorum ${quorum}\n`
  writeFileSync(policyPathIn(folder), policy('paper'))
  writeFileSync(path('both.policy'), policy('both'))
  const node = await openCityNode(folder, ledger)
  try {
    await city.enrol(3)
    const { size } = ledger.status()
    while (node.cosigners!.status().quorum?.size !== size) await wait(20)
    await ledger.flush()
    writeFileSync(path('vote.tlog-proof'), await ledger.publicLog.proof(2))

    const [own, both, copy] = [policyPathIn(folder), path('both.policy'), path('copy')]
    const check = (file: string) =>
      maru('receipt', 'check', path('vote.tlog-proof'), '--policy', file, '--json')
    const [recounted, said, checked, missed, short, noPolicy, twoTrusts, copied] = await Promise.all([
      maru('verify', folder, '--policy', own, '--json'),
      maru('verify', folder, '--policy', own),
      check(own),
      maru('verify', folder, '--policy', both, '--json'),
      check(both),
      maru('verify', folder, '--policy', path('vkey')),
      maru('verify', folder, '--policy', own, '--vkey', path('vkey')),
      maru('mirror', '--from', log.url, '--policy', own, '--data', copy, '--once', '--json'),
    ])
    const told = JSON.parse(recounted.stdout)
    assert.deepEqual([recounted.code, told.size, told.cosigned.witnesses], [0, size, 2])
    assert.deepEqual(told.cosigned.cosigners[0].vkey, formatVkey(witness.vkey))
    assert.match(said.stdout, /signed by the city, and by 1 of 2 others[^]*✓ paper[^]*· away/)
    const receipt = JSON.parse(checked.stdout)
    assert.deepEqual([receipt.ok, receipt.index, receipt.cosigned.cosigners.length], [true, 2, 1])
    assert.deepEqual([missed.code, JSON.parse(missed.stdout).code], [1, 'V8-policy'])
    assert.deepEqual([short.code, JSON.parse(short.stdout).code], [1, 'policy-quorum'])
    assert.deepEqual([noPolicy.code, twoTrusts.code], [2, 2])

    assert.deepEqual([copied.code, JSON.parse(copied.stdout).size], [0, size])
    assert.equal((await maru('verify', copy, '--policy', own)).code, 0)
  } finally {
    await node.close()
    await log.close()
    await server.close()
    await city.close()
  }
})

test('a policy that does not list the own key of the log is refused before it is used', async () => {
  const city = await openTestCity()
  writeFileSync(policyPathIn(city.folder), 'quorum none\n')
  await assert.rejects(openCityNode(city.folder, city.ledger), /has no line "log/)
  await city.close()
})
