/**
 * What an export of 20,000 proposals and 100,000 comments costs, each with its text, made by a server in a process of
 * its own whose memory is watched. Files that LMDB maps into memory are counted apart: an export reads all of them, and
 * the system takes their pages back when it needs them.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildTalkingCity } from './talking-city.ts'
import type { Memory } from './memory.ts'
import { row, type Row } from './row.ts'

const size = { residents: 5_000, proposals: 20_000, comments: 100_000, supports: 5_000 }

export const exporting = async (): Promise<Row[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'maru-bench-'))
  try {
    await buildTalkingCity(folder, size)
    const server = fork(fileURLToPath(new URL('export-server.ts', import.meta.url)), [folder])
    try {
      const [url] = (await once(server, 'message')) as [string]
      return [
        ...(await measure(server, url, 'CSV', ['proposals.csv', 'comments.csv'])),
        ...(await measure(server, url, 'JSON Lines', ['proposals.jsonl', 'comments.jsonl'])),
        ...(await measure(server, url, 'CSV in gzip', ['proposals.csv', 'comments.csv'], true)),
        ...(await measure(server, url, `evidence of ${size.supports.toLocaleString('en')} supports`, [
          '../evidence/1',
        ])),
      ]
    } finally {
      server.kill()
      await once(server, 'exit')
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const measure = async (
  server: ChildProcess,
  url: string,
  name: string,
  files: readonly string[],
  packed = false,
): Promise<Row[]> => {
  const before = await ask(server, 'restart')
  const startedAt = performance.now()
  let bytes = 0
  const headers = { 'accept-encoding': packed ? 'gzip' : 'identity' }
  for (const file of files) {
    const answer = await fetch(new URL(file, `${url}/api/open-data/`), { headers })
    if (!answer.ok) throw new Error(`${file}: ${answer.status}`)
    for await (const chunk of answer.body ?? []) bytes += chunk.length
  }
  const seconds = (performance.now() - startedAt) / 1000
  const peak = await ask(server, 'peak')
  const grown = (kind: keyof Memory): number => ((peak[kind] ?? NaN) - (before[kind] ?? NaN)) / 2 ** 20
  return [
    row(`export of ${name}`, seconds, 's'),
    row(`size, ${name}`, bytes / 2 ** 20, 'MiB'),
    row(`growth of own memory, ${name}`, grown('own'), 'MiB', 200),
    row(`growth with mapped files, ${name}`, grown('all'), 'MiB', 200),
  ]
}

const ask = async (server: ChildProcess, what: 'restart' | 'peak'): Promise<Memory> => {
  server.send(what)
  const [memory] = (await once(server, 'message')) as [Memory]
  return memory
}
