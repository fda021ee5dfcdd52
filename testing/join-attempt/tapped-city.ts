/** A city as `maru start` runs it, in a process of its own, of which all is kept: requests, output, files. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { filesIn } from './stored.ts'
import type { Tapped } from './tap.ts'

export interface TappedCity {
  readonly url: string
  readonly votes: string
  readonly tapped: () => readonly Tapped[]
  /** Everything it has printed and written, once it has ended. */
  readonly stop: () => Promise<{ readonly output: string; readonly files: readonly Uint8Array[] }>
  readonly remove: () => void
}

export const openTappedCity = async (): Promise<TappedCity> => {
  const folder = mkdtempSync(join(tmpdir(), 'maru-join-'))
  const data = join(folder, 'city')
  const tap = join(folder, 'tap.jsonl')
  const preload = ['../mass-codes.ts', './tap.ts'].flatMap((path) => ['--import', fromHere(path)])
  const call = ['start', '--data', data, '--city', 'dev', '--port', '0', '--json']
  const city = spawn(process.execPath, [...preload, fromHere('../../cli/main.ts'), ...call], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, MARU_TAP: tap },
  })
  const said: string[] = []
  const lines = createInterface({ input: city.stdout })
  lines.on('line', (line) => said.push(line))
  city.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  const over = once(city, 'exit')
  const [line] = (await Promise.race([
    once(lines, 'line'),
    over.then(() => Promise.reject(new Error(`the city ended: ${said.join('\n')}`))),
  ])) as [string]
  const { url, votes } = JSON.parse(line) as { readonly url: string; readonly votes: string }
  return {
    url,
    votes,
    tapped: () =>
      readFileSync(tap, 'utf8')
        .split('\n')
        .filter((text) => text !== '')
        .map((text) => JSON.parse(text) as Tapped),
    stop: async () => {
      if (city.exitCode === null) city.kill('SIGTERM')
      await over
      return { output: said.join('\n'), files: filesIn(data) }
    },
    remove: () => {
      city.kill('SIGKILL')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const fromHere = (path: string): string => join(import.meta.dirname, path)
