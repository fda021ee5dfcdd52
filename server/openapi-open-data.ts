/** The paths of open data, reports and feeds, for the services that a city runs. */
import type { Service } from '@maru/kernel/service.ts'
import { dataSetsOf } from './open-data/data-sets.ts'
import { formats } from './open-data/formats.ts'
import { jsonSchemaOf } from './json-schema.ts'
import { get, json, parameter } from './openapi-parts.ts'
import type { Operation } from './openapi.ts'
import { hasEvidence, hasPollEvidence } from './routes/evidence.ts'
import { hasFeeds } from './routes/feeds.ts'
import { hasReports, unansweredInput } from './routes/reports.ts'

type Paths = { readonly [path: string]: { readonly [method: string]: Operation } }

export const openDataPaths = (services: readonly Service[]): Paths => ({
  '/api/open-data': get('open-data', tag, 'Which data sets there are, and their columns', json({})),
  ...reportPaths(services),
  ...feedPaths(services),
  ...evidencePaths(services),
  ...pollResultsPaths(services),
  ...Object.fromEntries(
    dataSetsOf(services).flatMap(({ name, summary }) =>
      formats.map(({ extension, mediaType }) => [
        `/api/open-data/${name}.${extension}`,
        get(`open-data-${name}-${extension}`, tag, summary, {
          [mediaType]: { schema: { type: 'string' } },
        }),
      ]),
    ),
  ),
})

const tag = 'open-data'

const reportPaths = (services: readonly Service[]): Paths => {
  if (!hasReports(services)) return {}
  const { properties = {} } = jsonSchemaOf(unansweredInput)
  const parameters = Object.entries(properties).map(([name, schema]) => parameter(name, 'query', schema))
  return {
    '/api/statistics': get(
      'statistics',
      tag,
      'Counts by month, field, district, state and department, as of a log index',
      json({}),
    ),
    '/api/reports/unanswered': get(
      'report-unanswered',
      tag,
      'What reached a threshold and has no answer, with the days, a page at a time',
      json({}),
      parameters,
    ),
  }
}

const pollResultsPaths = (services: readonly Service[]): Paths =>
  services.some(({ name }) => name === 'polls')
    ? {
        '/api/open-data/poll-results/{file}': get(
          'open-data-poll-results-of-one',
          tag,
          'What came of one poll, an option a row: `1.csv` or `1.jsonl` for poll 1',
          Object.fromEntries(formats.map(({ mediaType }) => [mediaType, { schema: { type: 'string' } }])),
          [parameter('file', 'path', { type: 'string', pattern: '^[1-9][0-9]{0,14}\\.(csv|jsonl)$' })],
        ),
      }
    : {}

const feedPaths = (services: readonly Service[]): Paths => {
  if (!hasFeeds(services)) return {}
  const atom = { 'application/atom+xml': { schema: { type: 'string' } } }
  const language = parameter('lang', 'query', { type: 'string', enum: ['ko', 'en'] }, 'Korean unless given')
  const proposal = parameter('proposal', 'path', { type: 'integer', minimum: 1 })
  return {
    '/api/feeds/proposals': get('feed-proposals', tag, 'The newest proposals (Atom)', atom, [language]),
    '/api/feeds/debates': get('feed-debates', tag, 'The newest debates (Atom)', atom, [language]),
    ...(services.some(({ name }) => name === 'polls') && {
      '/api/feeds/polls': get('feed-polls', tag, 'The newest polls (Atom)', atom, [language]),
      '/api/feeds/polls/{poll}': get('feed-poll', tag, 'What happened to a poll (Atom)', atom, [
        parameter('poll', 'path', { type: 'integer', minimum: 1 }),
        language,
      ]),
    }),
    '/api/feeds/answers': get('feed-answers', tag, 'The newest answers (Atom)', atom, [language]),
    '/api/feeds/proposals/{proposal}': get('feed-proposal', tag, 'What happened to a proposal (Atom)', atom, [
      proposal,
      language,
    ]),
  }
}

const evidencePaths = (services: readonly Service[]): Paths => ({
  ...proposalEvidence(services),
  ...pollEvidence(services),
})

const pollEvidence = (services: readonly Service[]): Paths => {
  if (!hasPollEvidence(services)) return {}
  const summary =
    'Everything about a poll that is over, as lines of JSON with proofs: `maru poll check` counts it again'
  const lines = { 'application/jsonl': { schema: { type: 'string' } } }
  const poll = parameter('poll', 'path', { type: 'integer', minimum: 1 })
  return { '/api/evidence/polls/{poll}': get('poll-evidence', tag, summary, lines, [poll]) }
}

const proposalEvidence = (services: readonly Service[]): Paths => {
  if (!hasEvidence(services)) return {}
  const summary = 'Everything about a proposal that can be checked without this server: a ZIP with proofs'
  const zip = { 'application/zip': { schema: {} } }
  const proposal = parameter('proposal', 'path', { type: 'integer', minimum: 1 })
  return { '/api/evidence/{proposal}': get('evidence', tag, summary, zip, [proposal]) }
}
