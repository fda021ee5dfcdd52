/** The paths of open data, reports and feeds, for the services that a city runs. */
import type { Service } from '@maru/kernel/service.ts'
import { dataSetsOf } from './open-data/data-sets.ts'
import { formats } from './open-data/formats.ts'
import { jsonSchemaOf } from './json-schema.ts'
import { get, json, parameter } from './openapi-fixed.ts'
import type { Operation } from './openapi.ts'
import { hasReports, unansweredInput } from './routes/reports.ts'

type Paths = { readonly [path: string]: { readonly [method: string]: Operation } }

export const openDataPaths = (services: readonly Service[]): Paths => ({
  '/api/open-data': get('open-data', tag, 'Which data sets there are, and their columns', json({})),
  ...reportPaths(services),
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
