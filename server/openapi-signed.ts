/** What a part of the city that answers signed requests, and records none of them, adds to the OpenAPI document. */
import type { z } from 'zod'
import { jsonSchemaOf } from './json-schema.ts'
import type { OpenApi } from './openapi.ts'

interface SignedPart {
  /** What requests are signed for, and the tag of its routes. */
  readonly service: string
  readonly spec: string
  readonly paths: OpenApi['paths']
  readonly actions: {
    readonly [name: string]: {
      readonly input: z.ZodType
      readonly summary: string
      readonly example: unknown
    }
  }
  /** The document's member that lists the actions. */
  readonly listedAs: `x-${string}`
}

export const withSignedPart = <Document extends OpenApi>(
  document: Document,
  { service, spec, paths, actions, listedAs }: SignedPart,
): Document => {
  const schemaName = (action: string): string => `${service}.${action}.input`
  return {
    ...document,
    tags: [...document.tags, { name: service, description: `Kept off the ledger; see ${spec}` }],
    paths: { ...document.paths, ...paths },
    components: {
      schemas: {
        ...document.components.schemas,
        ...Object.fromEntries(
          Object.entries(actions).map(([name, { input }]) => [schemaName(name), jsonSchemaOf(input)]),
        ),
      },
    },
    [listedAs]: Object.entries(actions).map(([action, { summary, example }]) => ({
      service,
      action,
      summary,
      input: { $ref: `#/components/schemas/${schemaName(action)}` },
      example,
    })),
  }
}

export const problem = {
  description: 'Refused',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
}
const statuses = ['400', '401', '403', '404', '409', '410', '413', '415', '422', '429', '503']
export const refusals = Object.fromEntries(statuses.map((status) => [status, problem]))

export const answer = {
  description: 'OK',
  content: { 'application/json': { schema: { type: 'object' } } },
}
