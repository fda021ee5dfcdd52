/** The paths of open data, for the services that a city runs. */
import type { Service } from '@maru/kernel/service.ts'
import { dataSetsOf } from './open-data/data-sets.ts'
import { formats } from './open-data/formats.ts'
import { get, json } from './openapi-fixed.ts'
import type { Operation } from './openapi.ts'

type Paths = { readonly [path: string]: { readonly [method: string]: Operation } }

export const openDataPaths = (services: readonly Service[]): Paths => ({
  '/api/open-data': get('open-data', tag, 'Which data sets there are, and their columns', json({})),
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
