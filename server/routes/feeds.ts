/** Atom feeds, in Korean or with ?lang=en in English: newest proposals, answers, debates and polls, and one for each proposal and poll. */
import type { Service } from '@maru/kernel/service.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '../context.ts'
import { atomType, formatAtom, type AtomEntry } from '../feeds/atom.ts'
import {
  answerEntries,
  findNewestAnswers,
  newestDebates,
  newestPolls,
  newestProposals,
  pollTitleOf,
  titleOf,
  type Told,
} from '../feeds/newest.ts'
import { pollTimelineOf, timelineOf } from '../feeds/timeline.ts'
import { pageLanguage } from '../language.ts'
import { stampOf } from '../open-data/stamp.ts'
import { createTextReader } from '../open-data/texts.ts'
import { Problem } from '../problem.ts'
import { byLogIndex } from '../reports/by-log-index.ts'
import { feedTexts } from '../texts.ts'

/** The feeds tell of these services; a city runs them all or has no feeds. */
export const hasFeeds = (services: readonly Service[]): boolean =>
  ['proposals', 'answers', 'debates'].every((wanted) => services.some(({ name }) => name === wanted))

/** How late a new answer may come into its feed while the log grows. */
const answersAgeMs = 10_000

export const feedRoutes = (app: FastifyInstance, context: Context): void => {
  if (!hasFeeds(context.services)) return
  const { ledger, content } = context
  const newestAnswers = byLogIndex(ledger, answersAgeMs, findNewestAnswers)
  const send = createSend(context)
  const hasPolls = context.services.some(({ name }) => name === 'polls')
  const toldOf = ({ query }: FastifyRequest): Told => {
    const { view } = ledger.snapshot()
    return {
      chain: ledger.genesis.chain,
      view,
      language: pageLanguage(query),
      textOf: createTextReader(content, view),
    }
  }
  app.get('/api/feeds/proposals', (request, reply) => {
    const told = toldOf(request)
    return send(request, reply, 'proposals', feedTexts(told.language).proposals, newestProposals(told))
  })
  app.get('/api/feeds/debates', (request, reply) => {
    const told = toldOf(request)
    return send(request, reply, 'debates', feedTexts(told.language).debates, newestDebates(told))
  })
  if (hasPolls)
    app.get('/api/feeds/polls', (request, reply) => {
      const told = toldOf(request)
      return send(request, reply, 'polls', feedTexts(told.language).polls, newestPolls(told))
    })
  if (hasPolls)
    app.get<{ Params: { poll: string } }>('/api/feeds/polls/:poll', (request, reply) => {
      const poll = numberOf(request.params.poll)
      const told = toldOf(request)
      const entries = pollTimelineOf(told, poll)
      if (!entries) throw new Problem('S5-not-found', 'poll')
      return send(request, reply, `polls/${poll}`, pollTitleOf(told, poll), entries)
    })
  app.get('/api/feeds/answers', async (request, reply) => {
    const { value } = await newestAnswers()
    const told = toldOf(request)
    return send(request, reply, 'answers', feedTexts(told.language).answers, answerEntries(told, value))
  })
  app.get<{ Params: { proposal: string } }>('/api/feeds/proposals/:proposal', (request, reply) => {
    const proposal = numberOf(request.params.proposal)
    const told = toldOf(request)
    const entries = timelineOf(told, proposal)
    if (!entries) throw new Problem('S5-not-found', 'proposal')
    return send(request, reply, `proposals/${proposal}`, titleOf(told, proposal), entries)
  })
}

/** 0 for none, which nothing has. */
const numberOf = (text: string): number => (/^[1-9][0-9]{0,14}$/.test(text) ? Number(text) : 0)

const createSend =
  ({ ledger }: Context) =>
  (
    request: FastifyRequest,
    reply: FastifyReply,
    name: string,
    title: string,
    entries: readonly AtomEntry[],
  ): FastifyReply => {
    const language = pageLanguage(request.query)
    const { headers, isKnown } = stampOf(ledger, request, `feed.${name}.${language}`)
    if (isKnown) return reply.code(304).headers(headers).send()
    const { chain, name: names, time } = ledger.genesis
    const city = names[language] ?? chain
    const feed = formatAtom({
      name: `${chain}/feeds/${name}/${language}`,
      language,
      title: `${city} · ${title}`,
      author: city,
      origin: `${request.protocol}://${request.host}`,
      path: `/api/feeds/${name}${language === 'en' ? '?lang=en' : ''}`,
      time,
      entries,
    })
    return reply.headers({ ...headers, 'content-type': atomType, 'content-language': language }).send(feed)
  }
