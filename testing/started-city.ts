/** The demonstration city as `npm start` runs it, in a process of its own, at an address by name: passkeys have none by number. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { copyDemonstration } from './demonstration-copy.ts'
import { freePort } from './free-port.ts'

export interface StartedCity {
  readonly url: string
  readonly folder: string
  readonly stop: () => Promise<void>
}

/** Rejects with what the city said when it ends instead of answering. */
export const startCity = async (): Promise<StartedCity> => {
  const folder = await mkdtemp(join(tmpdir(), 'maru-started-'))
  await copyDemonstration(folder)
  const port = await freePort()
  const url = `http://localhost:${port}`
  const call = ['start', '--data', folder, '--port', String(port), '--vote-port', '0', '--json']
  const city = spawn(process.execPath, [join(import.meta.dirname, '..', 'cli', 'main.ts'), ...call], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, MARU_URL: url },
  })
  const said: string[] = []
  city.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  const over = once(city, 'exit')
  await Promise.race([
    once(createInterface({ input: city.stdout }), 'line'),
    over.then(() => Promise.reject(new Error(`the city ended: ${said.join('\n')}`))),
  ])
  // It answers at once, and says that it is busy until its lists stand.
  while (!(await fetch(`${url}/health/ready`)).ok) await pause(200)
  return {
    url,
    folder,
    stop: async () => {
      if (city.exitCode === null) city.kill('SIGTERM')
      await over
      await rm(folder, { recursive: true, force: true })
    },
  }
}
