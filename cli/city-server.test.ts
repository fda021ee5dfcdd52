// The parts of a city's server as one: what opening leaves behind when a part of it fails, and one address for all of it.
import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readlinkSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { dev } from '@maru/cities/dev.ts'
import { temporaryFolder } from '@maru/engines/solo/made-up.ts'
import { copyEmptyReadModel } from '@maru/testing/empty-read-model.ts'
import { openServedCity } from '@maru/testing/served-city.ts'

const loopback = '127.0.0.1'

/** Files of the folder that this process has open. */
const openFilesIn = (folder: string): string[] =>
  readdirSync('/proc/self/fd').flatMap((name) => {
    try {
      const path = readlinkSync(`/proc/self/fd/${name}`)
      return path.startsWith(folder) ? [path] : []
    } catch {
      return [] // that of the listing itself
    }
  })

const listenOn = async (port = 0) => {
  const server = createServer().listen(port, loopback)
  await once(server, 'listening')
  const close = () => new Promise((resolve) => void server.close(resolve))
  return { port: (server.address() as AddressInfo).port, close }
}

describe('a part that fails while it opens leaves nothing open of those before it', () => {
  const damaged = (path: string, text: string) => (folder: string) => {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const parts: readonly (readonly [string, (folder: string) => void, RegExp])[] = [
    ['cosigning, of a policy without this log', damaged('policy', 'quorum none\n'), /no line "log/],
    ['signing in, of damaged keys', damaged('sign-in/keys.json', '{}'), /pairwise/],
    [
      'the card office, of a damaged DID',
      damaged('card/did.jsonl', '{}\n'),
      /not a supported method version/,
    ],
    ['the server, of a damaged import', damaged('imported.json', '{}'), /imported.json is damaged/],
  ]
  for (const [part, damage, complaint] of parts) {
    test(part, { skip: process.platform !== 'linux' && 'asks /proc' }, () =>
      temporaryFolder(async (folder) => {
        await copyEmptyReadModel(join(folder, 'read-model'))
        damage(folder)
        const [city, votes] = [await listenOn(), await listenOn()]
        await Promise.all([city.close(), votes.close()])
        await assert.rejects(
          openServedCity(folder, dev, { port: city.port, votePort: votes.port, hasCards: true }),
          complaint,
        )
        assert.deepEqual(openFilesIn(folder), [])
        assert.equal(existsSync(join(folder, 'lock')), false)
        for (const { port } of [city, votes]) await (await listenOn(port)).close()
      }),
    )
  }

  test('votes, or the server, of a port that is taken: what stands in the folder opens again', () =>
    temporaryFolder(async (folder) => {
      await copyEmptyReadModel(join(folder, 'read-model'))
      const taken = await listenOn()
      await assert.rejects(openServedCity(folder, dev, { votePort: taken.port }), { code: 'EADDRINUSE' })
      await assert.rejects(openServedCity(folder, dev, { port: taken.port }), { code: 'EADDRINUSE' })
      await taken.close()
      const city = await openServedCity(folder, dev, { port: taken.port })
      assert.equal((await fetch(`${city.url}/health/live`)).status, 200)
      await city.close()
      await assert.rejects(fetch(city.url))
      await (await listenOn(taken.port)).close()
    }))
})

describe('maru start', () => {
  /** Ends it, whatever became of the test. */
  const withStarted = (
    options: readonly string[],
    run: (city: ChildProcess, over: Promise<unknown>, folder: string) => Promise<void>,
  ): Promise<void> =>
    temporaryFolder(async (folder) => {
      await copyEmptyReadModel(join(folder, 'read-model'))
      const call = ['start', '--data', folder, '--city', 'dev', '--port', '0', '--json', ...options]
      const city = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...call], {
        stdio: ['ignore', 'pipe', 'ignore'],
      })
      const over = once(city, 'exit')
      try {
        await run(city, over, folder)
      } finally {
        city.kill('SIGKILL')
        await over
      }
    })
  const answerOf = async ({ stdout }: ChildProcess): Promise<{ readonly [name: string]: string }> => {
    const [line] = (await once(createInterface({ input: stdout! }), 'line')) as [string]
    return JSON.parse(line) as { readonly [name: string]: string }
  }
  const jsonAt = async (url: string): Promise<{ readonly [name: string]: string }> => {
    for (;;) {
      const response = await fetch(url)
      // On a machine that is busy with other tests.
      if (response.status === 503) await pause(200)
      else return (await response.json()) as { readonly [name: string]: string }
    }
  }

  test('says one address to people, to services that sign in, and to wallets', () =>
    withStarted([], async (city, over) => {
      const { url, votes } = await answerOf(city)
      const openid = await jsonAt(`${url}/openid/.well-known/openid-configuration`)
      assert.equal(openid['issuer'], `${url}/openid`)
      const office = await jsonAt(`${url}/.well-known/openid-credential-issuer/api/card-office`)
      assert.equal(office['credential_issuer'], `${url}/api/card-office`)
      assert.notEqual(votes, url)
      city.kill('SIGTERM')
      assert.deepEqual(await over, [0, null])
    }))

  test('answers at another address by number', { skip: process.platform !== 'linux' && 'one loopback' }, () =>
    withStarted(['--host', '127.0.0.2'], async (city) => {
      const { url } = await answerOf(city)
      assert.match(url!, /^http:\/\/127\.0\.0\.2:/)
      const office = await jsonAt(`${url}/.well-known/openid-credential-issuer/api/card-office`)
      assert.equal(office['credential_issuer'], `${url}/api/card-office`)
    }),
  )

  test('closes what is open when it is told to stop while it opens', () =>
    withStarted([], async (city, over, folder) => {
      while (!existsSync(join(folder, 'vault'))) await pause(5)
      city.kill('SIGTERM')
      assert.deepEqual(await over, [0, null])
      assert.equal(existsSync(join(folder, 'lock')), false)
    }))

  test('ends by itself when a part cannot be opened', async () => {
    const taken = await listenOn()
    await withStarted(['--vote-port', String(taken.port)], async (city, over) => {
      assert.match((await answerOf(city))['message']!, /EADDRINUSE/)
      assert.deepEqual(await over, [1, null])
    })
    await taken.close()
  })
})
