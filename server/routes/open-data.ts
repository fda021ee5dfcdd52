/** Open data: GET /api/open-data says which sets there are, GET /api/open-data/<set>.csv or .jsonl is one of them. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '../context.ts'
import { jsonType } from '../json.ts'
import type { DataSet } from '../open-data/data-set.ts'
import { dataSetsOf } from '../open-data/data-sets.ts'
import { formats, type Format } from '../open-data/formats.ts'
import { createStreams } from '../open-data/send-stream.ts'
import { resultsOf } from '../open-data/sets/poll-results.ts'
import { stampOf } from '../open-data/stamp.ts'
import { createTextReader } from '../open-data/texts.ts'
import { Problem } from '../problem.ts'

export const openDataRoutes = (app: FastifyInstance, context: Context): void => {
  const { ledger, content, limits, services } = context
  const streams = createStreams(limits.exports, limits.exportIdleMs)
  const sets = dataSetsOf(services)

  app.get('/api/open-data', (_request, reply) =>
    reply
      .headers({ 'content-type': jsonType, 'cache-control': 'public, max-age=60' })
      .send(JSON.stringify({ sets: sets.map(describe) })),
  )
  for (const set of sets) for (const format of formats) addExport(set, format)

  if (services.some(({ name }) => name === 'polls'))
    app.get<{ Params: { file: string } }>('/api/open-data/poll-results/:file', (request, reply) => {
      const [, poll, extension] = /^([1-9][0-9]{0,14})\.([a-z]+)$/.exec(request.params.file) ?? []
      const format = formats.find((each) => each.extension === extension)
      const set = format && resultsOf(ledger.snapshot(), Number(poll))
      if (!set) throw new Problem('S5-not-found', 'poll')
      return send(request, reply, set, format)
    })

  function addExport(set: DataSet, format: Format): void {
    app.get(pathOf(set, format), (request, reply) => send(request, reply, set, format))
  }

  async function send(request: FastifyRequest, reply: FastifyReply, set: DataSet, format: Format) {
    // What the ledger says is erased is gone before the first row is read.
    await content.caughtUp()
    const { headers, isKnown } = stampOf(ledger, request, `${set.name}.${format.extension}`)
    if (isKnown) return reply.code(304).headers(headers).send()
    const { chain } = ledger.genesis
    const file = `${chain}-${set.name}-${headers['maru-log-index']}.${format.extension}`
    return streams.send(request, reply, {
      headers: {
        ...headers,
        'content-type': format.mediaType,
        'content-disposition': `attachment; filename="${file}"`,
      },
      chunks: () => write(set, format),
    })
  }

  async function* write(set: DataSet, format: Format): AsyncGenerator<string> {
    yield format.head(set)
    const { view } = ledger.snapshot()
    for (const rows of set.pages({ view, textOf: createTextReader(content, view) })) {
      if (rows.length > 0) yield format.page(set, rows)
      // Others have votes to record between two pages.
      await nextTurn()
    }
  }
}

const pathOf = ({ name }: DataSet, { extension }: Format): string => `/api/open-data/${name}.${extension}`

const describe = (set: DataSet) => ({
  name: set.name,
  summary: set.summary,
  columns: set.columns,
  files: formats.map((format) => ({ path: pathOf(set, format), mediaType: format.mediaType })),
})
