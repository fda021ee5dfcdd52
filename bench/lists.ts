/**
 * Lists, search and similar proposals among 20,000, as long as they take at the server: alone, with 50 readers, and
 * with 50 readers while 500 votes a second are being recorded; on PGlite, and on PostgreSQL where there is one.
 */
import { fork } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Place } from '@maru/server/read-model/database.ts'
import { openReadModel } from '@maru/server/read-model/read-model.ts'
import { createServer } from '@maru/server/server.ts'
import { projections } from '@maru/services/read-models.ts'
import { startPostgres } from '@maru/testing/postgres.ts'
import { openListCity, readTexts, type ListCity } from './list-city.ts'
import type { Reading, ReadResult } from './list-readers.ts'
import { quantile, row, type Row } from './row.ts'

const proposalCount = 20_000
const readers = 50
const votesPerSecond = 500

export const lists = async (): Promise<Row[]> => {
  const city = await openListCity(await readTexts(proposalCount))
  const postgres = await startPostgres()
  const rows = await measure(city, 'PGlite', { folder: join(city.folder, 'read-model') }, 50)
  if (typeof postgres === 'string') process.stderr.write(`PostgreSQL was skipped: ${postgres}\n`)
  else {
    rows.push(...(await measure(city, 'PostgreSQL', { url: postgres.url, schema: 'maru_bench' }, 20)))
    await postgres.stop()
  }
  await city.remove()
  return rows
}

const measure = async (city: ListCity, name: string, place: Place, goalMs: number): Promise<Row[]> => {
  const { ledger, content } = city
  const startedAt = performance.now()
  const readModel = openReadModel({ ledger, content, projections, place, rebuild: true })
  await readModel.caughtUp()
  const seconds = (performance.now() - startedAt) / 1000
  const rows = [row(`${proposalCount.toLocaleString('en')} proposals indexed, ${name}`, seconds, 's')]
  const server = createServer({
    ledger,
    services: ledger.rules.services,
    content,
    readModel,
    limits: { writesPerMinute: 0, eventLoopDelayMs: 0 },
  })
  let timesByKind = new Map<string, number[]>()
  server.addHook('onResponse', (request, reply, done) => {
    const kind = kinds.find((kind) => request.url.startsWith(kind.path))?.name ?? 'vote'
    const times = timesByKind.get(kind)
    if (times) times.push(reply.elapsedTime)
    else timesByKind.set(kind, [reply.elapsedTime])
    done()
  })
  const url = await server.listen({ port: 0, host: '127.0.0.1' })
  const paths = pathsOf(city)
  for (const [label, settings] of loads) {
    timesByKind = new Map()
    const votes = settings.votes ? city.votes(votesPerSecond * (durationMs / 1000)) : []
    const result = await read({ url, paths, durationMs, votesPerSecond, ...settings, votes })
    for (const [kind, times] of [...timesByKind].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const isGoal = kind !== 'vote' && settings.readers > 1
      rows.push(row(`${kind} p50, ${label}, ${name}`, quantile(times, 0.5), 'ms'))
      rows.push(
        row(`${kind} p95, ${label}, ${name}`, quantile(times, 0.95), 'ms', isGoal ? goalMs : undefined),
      )
    }
    rows.push(row(`answers, ${label}, ${name}`, (1000 * result.answers) / durationMs, '/s'))
    if (settings.votes) rows.push(row(`votes, ${label}, ${name}`, (1000 * result.votes) / durationMs, '/s'))
  }
  await server.close()
  await readModel.close()
  return rows
}

const durationMs = 12_000

/** A person looks at a page before asking for the next; without a pause the readers ask as fast as they are answered. */
const loads = [
  ['one reader', { readers: 1, pauseMs: 0, votes: false }],
  [`${readers} readers`, { readers, pauseMs: 1_000, votes: false }],
  [`${readers} readers, ${votesPerSecond} votes/s`, { readers, pauseMs: 1_000, votes: true }],
  [`${readers} readers without pause`, { readers, pauseMs: 0, votes: false }],
  [`${readers} readers without pause, ${votesPerSecond} votes/s`, { readers, pauseMs: 0, votes: true }],
] as const

const kinds = [
  { name: 'search', path: '/api/proposals/list?q=' },
  { name: 'list', path: '/api/proposals/list' },
  { name: 'similar', path: '/api/proposals/similar' },
] as const

/** As many of each kind; searches and titles are taken from all over the texts, so none is asked twice soon. */
const pathsOf = ({ texts }: ListCity): string[] => {
  const sorts = ['newest', 'most-supported', 'rising', 'closing-soon', 'answered', 'overdue']
  return Array.from({ length: 3_000 }, (_, index) => {
    const { title, body, field } = texts[(index * 977) % texts.length]!
    const words = title.split(/\s+/)
    const start = index % words.length
    const q = words.slice(start, start + 1 + (index % 2)).join(' ')
    const list = `/api/proposals/list?sort=${sorts[index % sorts.length]}${index % 4 === 0 ? `&field=${field}` : ''}`
    const similar = new URLSearchParams({
      title: words.slice(1).join(' ').slice(0, 100),
      body: body.slice(0, 200),
    })
    return [
      `/api/proposals/list?q=${encodeURIComponent(q.slice(0, 60))}`,
      list,
      `/api/proposals/similar?${similar.toString()}`,
    ]
  }).flat()
}

const read = (reading: Reading): Promise<ReadResult> =>
  new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL('list-readers.ts', import.meta.url)), {
      serialization: 'advanced',
    })
    child.once('message', (result) => resolve(result as ReadResult))
    child.once('error', reject)
    child.once('exit', (code) => void (code && reject(new Error(`the readers ended with ${code}`))))
    child.send(reading)
  })
