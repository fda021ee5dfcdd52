/** One GET route for each list of each projection, made from their manifests as those of the queries are. */
import type { List } from '@maru/services/read-model.ts'
import type { FastifyInstance } from 'fastify'
import type { Context } from '../context.ts'
import { jsonType, toJson } from '../json.ts'
import { Problem } from '../problem.ts'
import { queryParser } from '../query-input.ts'
import { cursorLengthMax, readCursor, writeCursor } from '../read-model/cursor.ts'

export const listRoutes = (app: FastifyInstance, context: Context): void => {
  for (const { name: service, lists } of context.readModel?.projections ?? []) {
    for (const [name, list] of Object.entries(lists)) addList(app, context, `/api/${service}/${name}`, list)
  }
}

const addList = (
  app: FastifyInstance,
  { ledger, readModel, limits }: Context,
  path: string,
  list: List,
): void => {
  const parse = queryParser(list.input)
  app.get(path, async (request, reply) => {
    const { cursor, ...fields } = request.query as { readonly [field: string]: unknown }
    const input = parse(fields) as object
    const { limit: _, ...filters } = input as { readonly limit?: number }
    const name = `${path}?${JSON.stringify(filters)}`
    const after = cursor === undefined ? undefined : afterOf(list, name, cursor)
    const { view, height, time } = ledger.snapshot()
    const page = await readModel?.read(limits.listReaders, (database) =>
      list.read({ database, view, time, after }, input),
    )
    if (page === undefined) throw new Problem('S5-not-found')
    const next = page.end === undefined ? null : writeCursor(name, page.end as readonly unknown[])
    return reply
      .headers({ 'content-type': jsonType, 'cache-control': 'no-cache', 'maru-height': height })
      .send(toJson(list.position ? { ...page.answer, next } : page.answer))
  })
}

const afterOf = (list: List, name: string, cursor: unknown): readonly unknown[] => {
  if (!list.position || typeof cursor !== 'string' || cursor.length > cursorLengthMax)
    throw new Problem('S21-cursor-malformed', 'cursor')
  return readCursor(name, list.position, cursor)
}
