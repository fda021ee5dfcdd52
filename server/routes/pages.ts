/** Pages for people, and the document for machines. No script: they work in any browser and in none. */
import { readFileSync } from 'node:fs'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Context } from '../context.ts'
import { jsonType } from '../json.ts'
import { pageLanguage } from '../language.ts'
import { createOpenApi } from '../openapi.ts'
import { withNotices } from '../openapi-notices.ts'
import { apiPage, problemPage } from '../pages/api.ts'
import { homePage } from '../pages/home.ts'
import { Problem } from '../problem.ts'
import { hasRefusalText } from '../texts.ts'

export const pageRoutes = (app: FastifyInstance, context: Context): void => {
  const { ledger, services, readModel, notices } = context
  const name = ledger.genesis.name['en'] ?? ledger.genesis.chain
  const document = createOpenApi(name, services, readModel?.projections)
  const openApi = JSON.stringify(notices ? withNotices(document) : document)
  const style = readFileSync(new URL('../pages/style.css', import.meta.url))
  // The guide does not change while the process runs.
  const guides = { ko: apiPage(context, 'ko'), en: apiPage(context, 'en') }

  app.get('/', (request, reply) =>
    sendPage(reply, homePage(context, pageLanguage(request.query), `${request.protocol}://${request.host}`)),
  )
  app.get('/api', (request, reply) => sendPage(reply, guides[pageLanguage(request.query)]))
  app.get<{ Params: { code: string } }>('/problems/:code', (request, reply) => {
    const { code } = request.params
    if (!hasRefusalText(code)) throw new Problem('S5-not-found', 'code')
    return sendPage(reply, problemPage(context, code, pageLanguage(request.query)))
  })
  app.get('/openapi.json', (_request, reply) =>
    reply.headers({ 'content-type': jsonType, 'cache-control': 'public, max-age=60' }).send(openApi),
  )
  app.get('/style.css', (_request, reply) =>
    reply
      .headers({ 'content-type': 'text/css; charset=utf-8', 'cache-control': 'public, max-age=3600' })
      .send(style),
  )
}

const sendPage = (reply: FastifyReply, page: string): FastifyReply =>
  reply.headers({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' }).send(page)
