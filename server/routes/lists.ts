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

const addList = (app: FastifyInstance, context: Context, path: string, list: List): void => {
  const read = createListReader(context, path, list)
  app.get(path, async (request, reply) => {
    const { answer, height } = await read(request.query as ListQuery)
    return reply
      .headers({ 'content-type': jsonType, 'cache-control': 'no-cache', 'maru-height': height })
      .send(toJson(answer))
  })
}

export interface ListQuery {
  readonly [field: string]: unknown
}

/** Reads a page of a list by the fields of a URL. Cursors hold for this path and these filters only. */
export const createListReader = ({ ledger, readModel, limits }: Context, path: string, list: List) => {
  const parse = queryParser(list.input)
  return async ({ cursor, ...fields }: ListQuery): Promise<{ answer: object; height: number }> => {
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
    return { answer: list.position ? { ...page.answer, next } : page.answer, height }
  }
}

const afterOf = (list: List, name: string, cursor: unknown): readonly unknown[] => {
  if (!list.position || typeof cursor !== 'string' || cursor.length > cursorLengthMax)
    throw new Problem('S21-cursor-malformed', 'cursor')
  return readCursor(name, list.position, cursor)
}
