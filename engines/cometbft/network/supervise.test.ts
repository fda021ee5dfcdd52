import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { temporaryFolder } from '../../solo/made-up.ts'
import { supervise } from './supervise.ts'

const listening = (socketPath: string): ChildProcess =>
  spawn(process.execPath, ['-e', `require('node:net').createServer().listen(${JSON.stringify(socketPath)})`])

const until = async (isTrue: () => boolean): Promise<void> => {
  while (!isTrue()) await wait(20)
}

test('CometBFT is started when the application answers, and what ends is started again in that order', () =>
  temporaryFolder(async (folder) => {
    const starts: string[] = []
    let sockets = 0
    const supervised = supervise({
      startApplication: () => {
        starts.push('application')
        return listening(join(folder, sockets++ === 0 ? 'app.sock' : 'none.sock'))
      },
      startConsensus: () => {
        starts.push('consensus')
        return spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'])
      },
      socketPath: join(folder, 'app.sock'),
      log: (line) => void starts.push(line),
    })
    await until(() => supervised.pids().consensus !== undefined)
    process.kill(supervised.pids().consensus!, 'SIGKILL')
    await until(() => starts.length === 4)
    process.kill(supervised.pids().application!, 'SIGKILL')
    // The second application never answers: CometBFT is not started beside it.
    await until(() => starts.length === 6)
    await wait(300)
    assert.deepEqual(starts, [
      ...['application', 'consensus', 'CometBFT ended; it is started again', 'consensus'],
      ...['the application ended; both are started again', 'application'],
    ])
    await supervised.stop()
    assert.deepEqual(supervised.pids(), { application: undefined, consensus: undefined })
  }))

test('a program that cannot be started is tried again ever more rarely, and a stop does not wait for it', () =>
  temporaryFolder(async (folder) => {
    let starts = 0
    const supervised = supervise({
      startApplication: () => {
        starts++
        return spawn(join(folder, 'not there'))
      },
      startConsensus: () => assert.fail('there is nothing to dial'),
      socketPath: join(folder, 'app.sock'),
      log: () => undefined,
    })
    await wait(2_000)
    assert.ok(starts >= 2 && starts <= 3, `${starts} starts`)
    const stoppedAt = performance.now()
    await supervised.stop()
    assert.ok(performance.now() - stoppedAt < 500)
  }))
