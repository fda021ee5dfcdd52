/** One GET route for each query of each service, made from the manifests. */
import { runQuery } from '@maru/kernel/execute.ts'
import type { Query } from '@maru/kernel/service.ts'
import type { FastifyInstance } from 'fastify'
import type { Context } from '../context.ts'
import { jsonType, toJson } from '../json.ts'
import { jsonSchemaOf, type JsonSchema } from '../json-schema.ts'
import { Problem } from '../problem.ts'

export const queryRoutes = (app: FastifyInstance, { ledger, services }: Context): void => {
  for (const service of services) {
    for (const [name, query] of Object.entries(service.queries)) {
      const parse = queryParser(query)
      app.get(`/api/${service.name}/${name}`, (request, reply) => {
        const { view, height, time } = ledger.snapshot()
        const answer = runQuery(service, view, time, name, parse(request.query))
        if (answer === undefined) throw new Problem('S5-not-found')
        return reply
          .headers({ 'content-type': jsonType, 'cache-control': 'no-cache', 'maru-height': height })
          .send(toJson(answer))
      })
    }
  }
}

/** URLs have only text: each field is read as the query's JSON schema says, and then judged by the query itself. */
const queryParser = (query: Query): ((fields: unknown) => unknown) => {
  const types = new Map(
    Object.entries(jsonSchemaOf(query.input).properties ?? {}).map(([name, schema]) => [
      name,
      typeOf(schema),
    ]),
  )
  return (fields) => {
    const entries = Object.entries(fields as Record<string, unknown>).map(([name, text]) => [
      name,
      coerce(types.get(name), text),
    ])
    const input = query.input.safeParse(Object.fromEntries(entries))
    if (input.success) return input.data
    const [issue] = input.error.issues
    throw new Problem('S4-query-malformed', `${issue?.path.join('.')}: ${issue?.message}`.slice(0, 200))
  }
}

const typeOf = (schema: JsonSchema): string | undefined =>
  typeof schema.type === 'string'
    ? schema.type
    : schema.anyOf?.map(typeOf).find((type) => type && type !== 'null')

const coerce = (type: string | undefined, text: unknown): unknown => {
  if (type === 'array') return Array.isArray(text) ? text : String(text).split(',')
  if (typeof text !== 'string') return text
  if ((type === 'integer' || type === 'number') && /^-?(?:0|[1-9][0-9]{0,15})$/.test(text))
    return Number(text)
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true'
  return text
}
