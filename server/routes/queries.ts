/** One GET route for each query of each service, made from the manifests. */
import { runQuery } from '@maru/kernel/execute.ts'
import type { FastifyInstance } from 'fastify'
import type { Context } from '../context.ts'
import { jsonType, toJson } from '../json.ts'
import { Problem } from '../problem.ts'
import { queryParser } from '../query-input.ts'

export const queryRoutes = (app: FastifyInstance, { ledger, services }: Context): void => {
  for (const service of services) {
    for (const [name, query] of Object.entries(service.queries)) {
      const parse = queryParser(query.input)
      app.get(`/api/${service.name}/${name}`, (request, reply) => {
        const { view, height, time } = ledger.snapshot()
        const answer = runQuery(service, view, { height, time }, name, parse(request.query))
        if (answer === undefined) throw new Problem('S5-not-found')
        return reply
          .headers({ 'content-type': jsonType, 'cache-control': 'no-cache', 'maru-height': height })
          .send(toJson(answer))
      })
    }
  }
}
