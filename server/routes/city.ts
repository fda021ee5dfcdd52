import { parametersAt } from '@maru/kernel/parameters.ts'
import type { FastifyInstance } from 'fastify'
import type { Context } from '../context.ts'
import { jsonType, toJson } from '../json.ts'

/** What a client has to know before it signs for this city, and where the city stands. */
export const cityRoutes = (
  app: FastifyInstance,
  { ledger, services, names, isMadeUp, cosigners, votes }: Context,
): void => {
  const { chain, name, languages } = ledger.genesis
  const running = services.map(({ name }) => name)
  app.get('/api/city', (_request, reply) => {
    const { view, height, time, size, stateRoot } = ledger.snapshot()
    const parameters = Object.fromEntries(
      services.map(({ name, parameters }) => [name, parametersAt(view, name, Object.keys(parameters), time)]),
    )
    const city = {
      chain,
      name,
      languages,
      services: running,
      vkey: ledger.vkey,
      height,
      time,
      size,
      stateRoot,
      parameters,
      demonstration: isMadeUp,
      vouched: ledger.consensus !== undefined,
      cosigned: cosigners !== undefined,
      votes: votes && { ...votes, keys: votes.keys() },
      ...(names && {
        names: { districts: names.districts, fields: names.fields, departments: names.departments },
      }),
    }
    return reply.headers({ 'content-type': jsonType, 'cache-control': 'no-cache' }).send(toJson(city))
  })
}
