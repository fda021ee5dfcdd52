/** Pages for people, and the document for machines. No script: they work in any browser and in none. */
import { readFileSync } from 'node:fs'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { sides } from '@maru/services/comments/state.ts'
import type { Context } from '../context.ts'
import { jsonType } from '../json.ts'
import { createOpenApi } from '../openapi.ts'
import { withNotices } from '../openapi-notices.ts'
import { withSignIn } from '../openapi-sign-in.ts'
import { withVault } from '../openapi-vault.ts'
import { withVotes } from '../openapi-votes.ts'
import { apiPage, createGuide } from '../pages/api.ts'
import { debatePage } from '../pages/debate.ts'
import { problemPage } from '../pages/error.ts'
import { homePage } from '../pages/home.ts'
import { moderationPage } from '../pages/moderation.ts'
import { owedPage } from '../pages/owed.ts'
import { parametersPage } from '../pages/parameters.ts'
import { pollPage, pollsPage } from '../pages/polls.ts'
import { commentsPage } from '../pages/proposal-comments.ts'
import { proposalPage } from '../pages/proposal.ts'
import { proposalsPage } from '../pages/proposals.ts'
import { createPollLists, createProposalLists } from '../pages/read-list.ts'
import { readerOf } from '../pages/reader.ts'
import { Problem } from '../problem.ts'
import { queryParser } from '../query-input.ts'
import { hasRefusalText } from '../texts.ts'

export const pageRoutes = (app: FastifyInstance, context: Context): void => {
  addDocuments(app, context)
  addProposals(app, context)

  const guides = { ko: createGuide(context, 'ko'), en: createGuide(context, 'en') }
  app.get('/api', (request, reply) => {
    const reader = readerOf(context, request)
    return sendPage(reply, apiPage(reader, guides[reader.language]))
  })
  app.get('/owed', (request, reply) => sendPage(reply, owedPage(readerOf(context, request))))
  app.get('/parameters', (request, reply) => sendPage(reply, parametersPage(readerOf(context, request))))
  app.get('/moderation', (request, reply) =>
    sendPage(reply, moderationPage(readerOf(context, request), parseAfter(request.query).after)),
  )
  app.get<{ Params: Numbered }>('/debates/:number', (request, reply) =>
    sendPage(
      reply,
      debatePage(readerOf(context, request), numberOf(request.params), parseAfter(request.query).after),
    ),
  )
  const readPolls = createPollLists(context)
  app.get('/polls', async (request, reply) => {
    const reader = readerOf(context, request)
    const { lang: _, ...query } = request.query as { readonly [field: string]: string | undefined }
    // A form sends its field empty, too.
    const { q, ...others } = query
    const asked = { ...others, ...(q && { q }) }
    return sendPage(reply, pollsPage(reader, asked, await readPolls(reader, { limit: 20, ...asked })))
  })
  app.get<{ Params: Numbered }>('/polls/:number', (request, reply) =>
    sendPage(reply, pollPage(readerOf(context, request), numberOf(request.params))),
  )
  app.get<{ Params: { code: string } }>('/problems/:code', (request, reply) => {
    const { code } = request.params
    if (!hasRefusalText(code)) throw new Problem('S5-not-found', 'code')
    return sendPage(reply, problemPage(readerOf(context, request), code))
  })
}

const addDocuments = (
  app: FastifyInstance,
  { ledger, services, readModel, notices, enrolments, signIn, votes }: Context,
): void => {
  const name = ledger.genesis.name['en'] ?? ledger.genesis.chain
  const document = createOpenApi(name, services, readModel?.projections)
  const noticed = notices ? withNotices(document) : document
  const enrolled = enrolments ? withVault(noticed) : noticed
  const signed = signIn ? withSignIn(enrolled) : enrolled
  const openApi = JSON.stringify(votes ? withVotes(signed, votes.url) : signed)
  const style = readFileSync(new URL('../pages/style.css', import.meta.url))
  app.get('/openapi.json', (_request, reply) =>
    reply.headers({ 'content-type': jsonType, 'cache-control': 'public, max-age=60' }).send(openApi),
  )
  app.get('/style.css', (_request, reply) =>
    reply
      .headers({ 'content-type': 'text/css; charset=utf-8', 'cache-control': 'public, max-age=3600' })
      .send(style),
  )
}

const addProposals = (app: FastifyInstance, context: Context): void => {
  const readList = createProposalLists(context)
  app.get('/', async (request, reply) => {
    const reader = readerOf(context, request)
    const rising = await readList(reader, { sort: 'rising', limit: 5 })
    const isRising = rising.isOrdered && rising.numbers.length > 0
    const shown = isRising ? rising : await readList(reader, { sort: 'newest', limit: 5 })
    return sendPage(reply, homePage(reader, { ...shown, isRising }, `${request.protocol}://${request.host}`))
  })
  app.get('/proposals', async (request, reply) => {
    const reader = readerOf(context, request)
    const { lang: _, ...query } = request.query as { readonly [field: string]: string | undefined }
    const page = await readList(reader, { limit: 20, ...query })
    return sendPage(reply, proposalsPage(reader, query, page))
  })
  app.get<{ Params: Numbered }>('/proposals/:number', (request, reply) =>
    sendPage(reply, proposalPage(readerOf(context, request), numberOf(request.params))),
  )
  app.get<{ Params: Numbered }>('/proposals/:number/comments', (request, reply) => {
    const { side, after } = parseComments(request.query)
    return sendPage(reply, commentsPage(readerOf(context, request), numberOf(request.params), side, after))
  })
}

interface Numbered {
  readonly number: string
}

const numberOf = ({ number }: Numbered): number => {
  if (!/^[1-9][0-9]{0,14}$/.test(number)) throw new Problem('S5-not-found', 'number')
  return Number(number)
}

const lang = z.string().max(10).optional()
const parseAfter = queryParser(z.strictObject({ lang, after: z.int().min(1).optional() }))
const parseComments = queryParser(
  z.strictObject({
    lang,
    side: z.enum(sides),
    after: z
      .string()
      .regex(/^[0-9]{1,15}\.[0-9]{1,15}$/)
      .optional(),
  }),
)

/** Languages differ by header where the address names none. */
const sendPage = (reply: FastifyReply, page: string | undefined): FastifyReply => {
  if (page === undefined) throw new Problem('S5-not-found')
  return reply
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      vary: 'accept-language',
    })
    .send(page)
}
