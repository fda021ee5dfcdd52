/** HTTP over any engine: the routes are made from the services' manifests, every answer comes from the sealed ledger. */
import rateLimit from '@fastify/rate-limit'
import underPressure from '@fastify/under-pressure'
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import { createActionLookup, type Context } from './context.ts'
import { answerClientError, answerFrameworkError, handleErrors } from './errors.ts'
import { createFeed } from './feed.ts'
import { answerHeaders, crossOriginHeaders, pageHeaders } from './headers.ts'
import { createMetrics } from './metrics.ts'
import { defaultLimits, type Limits, type ServerOptions } from './options.ts'
import { errorPage } from './pages/error.ts'
import { readerOf } from './pages/reader.ts'
import { Problem } from './problem.ts'
import { cardRoutes } from './routes/card.ts'
import { cityRoutes } from './routes/city.ts'
import { contentRoutes } from './routes/content.ts'
import { evidenceRoutes } from './routes/evidence.ts'
import { cosigningRoutes } from './routes/cosigning.ts'
import { eventRoutes } from './routes/events.ts'
import { feedRoutes } from './routes/feeds.ts'
import { healthRoutes } from './routes/health.ts'
import { heldTextRoutes } from './routes/held-texts.ts'
import { lightRoutes } from './routes/light.ts'
import { listRoutes } from './routes/lists.ts'
import { logRoutes } from './routes/log.ts'
import { noticeRoutes } from './routes/notices.ts'
import { openDataRoutes } from './routes/open-data.ts'
import { pageRoutes } from './routes/pages.ts'
import { preflightRoutes } from './routes/preflight.ts'
import { queryRoutes } from './routes/queries.ts'
import { receiptRoutes } from './routes/receipts.ts'
import { reportRoutes } from './routes/reports.ts'
import { signInRoutes } from './routes/sign-in.ts'
import { stateRoutes } from './routes/state.ts'
import { storageRoutes } from './routes/storage.ts'
import { transactionRoutes } from './routes/transactions.ts'
import { enrolOpenidRoutes } from './routes/enrol-openid.ts'
import { vaultRoutes } from './routes/vault.ts'
import { serveWeb } from './routes/web.ts'
import { createStorageWatch } from './storage/watch.ts'

export const createServer = (options: ServerOptions): FastifyInstance => {
  const { ledger, services, content, readModel, notices, production = false } = options
  const limits: Limits = { ...defaultLimits, ...options.limits }
  const app = createApp(limits)
  const feed = createFeed(ledger, limits.waiters)
  const storage = options.storage ?? createStorageWatch({ ledger, services })
  const metrics = createMetrics({ ledger, readModel, notices, storage, cosigners: options.cosigners })
  const context: Context = {
    ledger,
    services,
    content,
    verifySignature: options.verifySignature,
    readModel,
    notices,
    signIn: options.signIn,
    vault: options.vault,
    enrolments: options.enrolments,
    cards: options.cards ?? (() => undefined),
    imported: options.imported,
    storage,
    cosigners: options.cosigners,
    names: options.names,
    isMadeUp: options.isMadeUp ?? false,
    votes: options.votes,
    limits,
    feed,
    metrics,
    actionOf: createActionLookup(services),
  }
  const pageOf = (request: FastifyRequest, code: string): string =>
    errorPage(readerOf(context, request), code)
  handleErrors(app, metrics, pageOf, options.onUnexpected)
  addHeaders(app, production)
  if (options.web) serveWeb(app, { folder: options.web, production, votes: options.votes })
  protect(app, limits)
  // A plugin's hooks hold for the routes that come after it.
  app.register((routes, _options, done) => {
    for (const add of allRoutes) add(routes, context)
    done()
  })
  app.addHook('onReady', () => content.follow(ledger))
  app.addHook('onClose', (_app, done) => {
    feed.close()
    metrics.close()
    done()
  })
  if (!options.storage) app.addHook('onClose', storage.close)
  return app
}

const allRoutes = [
  cityRoutes,
  transactionRoutes,
  receiptRoutes,
  lightRoutes,
  queryRoutes,
  listRoutes,
  openDataRoutes,
  reportRoutes,
  feedRoutes,
  evidenceRoutes,
  stateRoutes,
  storageRoutes,
  contentRoutes,
  heldTextRoutes,
  noticeRoutes,
  vaultRoutes,
  signInRoutes,
  cardRoutes,
  enrolOpenidRoutes,
  logRoutes,
  cosigningRoutes,
  eventRoutes,
  healthRoutes,
  preflightRoutes,
  pageRoutes,
]

const createApp = (limits: Limits): FastifyInstance => {
  const app = fastify({
    trustProxy: limits.proxies.length > 0 ? [...limits.proxies] : false,
    requestTimeout: limits.requestTimeoutMs,
    http: { headersTimeout: limits.headersTimeoutMs },
    forceCloseConnections: true,
    clientErrorHandler: answerClientError,
    frameworkErrors: answerFrameworkError,
  })
  app.server.maxConnections = limits.connections
  // The route that takes a body says which kinds; Fastify's own parsers would let others through to it.
  app.removeAllContentTypeParsers()
  return app
}

const protect = (app: FastifyInstance, limits: Limits): void => {
  if (limits.writesPerMinute > 0) {
    app.register(rateLimit, {
      global: false,
      errorResponseBuilder: () => new Problem('S7-too-many-requests'),
    })
  }
  if (limits.eventLoopDelayMs > 0) {
    app.register(underPressure, {
      maxEventLoopDelay: limits.eventLoopDelayMs,
      retryAfter: 5,
      pressureHandler: (request) => {
        // Whoever asks how it goes has to hear it, above all when it goes badly.
        if (!/^\/(?:health|metrics)/.test(request.url)) throw new Problem('S10-busy')
      },
    })
  }
}

const isOpen = /^\/(?:api|log|openapi)/

/** The record is for everyone, so that other pages' scripts may read it, and send what they have signed. */
const addHeaders = (app: FastifyInstance, production: boolean): void => {
  const page = pageHeaders(production)
  const fromAnywhere = { ...page, ...crossOriginHeaders }
  const answer = { ...answerHeaders(page), ...crossOriginHeaders }
  app.addHook('onRequest', (request, reply, done) => {
    const { method, url } = request
    reply.headers(method === 'POST' ? answer : isOpen.test(url) ? fromAnywhere : page)
    done()
  })
}
