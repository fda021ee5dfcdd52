/** OpenAPI 3.1 from the manifests. What is not of a service stands in openapi-fixed.ts. */
import type { Query, Service } from '@maru/kernel/service.ts'
import type { List, Projection } from '@maru/services/read-model.ts'
import { jsonSchemaOf, type JsonSchema } from './json-schema.ts'
import { openDataPaths } from './openapi-open-data.ts'
import { fixedPaths } from './openapi-fixed.ts'
import { problemSchema, receiptSchema } from './openapi-parts.ts'
import refusalsByAction from './generated/refusals-by-action.json' with { type: 'json' }
import { cursorLengthMax } from './read-model/cursor.ts'
import { statusOf } from './status.ts'
import { refusalCodes, refusalText } from './texts.ts'

export interface OpenApi {
  readonly openapi: '3.1.0'
  readonly info: { readonly title: string; readonly version: string; readonly description: string }
  readonly tags: readonly { readonly name: string; readonly description?: string }[]
  readonly paths: { readonly [path: string]: { readonly [method: string]: Operation } }
  readonly components: { readonly schemas: { readonly [name: string]: JsonSchema } }
  readonly 'x-actions': readonly object[]
  readonly 'x-transaction-refusals': readonly RefusalText[]
  readonly 'x-refusals': readonly RefusalText[]
}

interface RefusalText {
  readonly code: string
  readonly status: number
  readonly ko: string
  readonly en: string
}

export interface Operation {
  readonly operationId: string
  readonly summary: string
  readonly tags: readonly string[]
  readonly parameters?: readonly object[]
  readonly requestBody?: object
  readonly responses: { readonly [status: string]: object }
  /** Of what is not on the city's own origin. */
  readonly servers?: readonly { readonly url: string }[]
}

export const createOpenApi = (
  city: string,
  services: readonly Service[],
  projections: readonly Projection[] = [],
): OpenApi => ({
  openapi: '3.1.0',
  info: {
    title: `Maru: ${city}`,
    version: '1',
    description:
      'Actions are signed transactions sent to POST /api/transactions; x-actions lists each with the schema of its ' +
      'input, an example, and the refusals it can give besides those of x-transaction-refusals, which any can. Queries ' +
      'and the log are open to anyone, from any origin. Errors are application/problem+json with a code of x-refusals.',
  },
  tags: [
    { name: 'ledger' },
    { name: 'log' },
    { name: 'open-data' },
    { name: 'operation' },
    ...services.map(({ name }) => ({ name })),
  ],
  paths: {
    ...fixedPaths,
    ...openDataPaths(services),
    ...Object.fromEntries(services.flatMap(({ name, queries }) => readPaths(name, queries))),
    ...Object.fromEntries(projections.flatMap(({ name, lists }) => readPaths(name, lists))),
  },
  components: {
    schemas: {
      Problem: problemSchema,
      Receipt: receiptSchema,
      ...Object.fromEntries(services.flatMap(actionSchemas)),
    },
  },
  'x-actions': services.flatMap(describeActions),
  'x-transaction-refusals': refusalCodes()
    .filter((code) => /^T\d/.test(code))
    .map(describeRefusal),
  'x-refusals': refusalCodes().map(describeRefusal),
})

/** JSON has no bytes: examples show them as the API writes them, in hexadecimal. */
export const exampleJson = (value: unknown): unknown =>
  value instanceof Uint8Array
    ? Buffer.from(value).toString('hex')
    : Array.isArray(value)
      ? value.map(exampleJson)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, exampleJson(inner)]))
        : value

/** The fields of a query or a list; one that has pages takes the cursor of the page before. */
export const inputSchemaOf = (read: Query | List): JsonSchema => {
  const schema = jsonSchemaOf(read.input)
  if (!('position' in read)) return schema
  return { ...schema, properties: { ...schema.properties, cursor: cursorSchema } }
}

const cursorSchema = {
  type: 'string',
  maxLength: cursorLengthMax,
  description: 'Of the page before: its `next`. It belongs to this list with these filters.',
}

const readPaths = (
  service: string,
  reads: { readonly [name: string]: Query | List },
): [string, { get: Operation }][] =>
  Object.entries(reads).map(([name, query]) => {
    const { properties = {}, required = [] } = inputSchemaOf(query)
    const examples = exampleJson(query.example) as { readonly [field: string]: unknown }
    const parameters = Object.entries(properties).map(([field, schema]) => ({
      name: field,
      in: 'query',
      required: required.includes(field),
      schema,
      ...(examples[field] === undefined ? {} : { example: examples[field] }),
    }))
    const responses = {
      '200': { description: 'As of the last sealed block', content: { 'application/json': { schema: {} } } },
      '400': problem,
      '404': problem,
    }
    const operation = {
      operationId: `${service}-${name}`,
      summary: query.summary,
      tags: [service],
      parameters,
      responses,
    }
    return [`/api/${service}/${name}`, { get: operation }]
  })

const actionSchemas = (service: Service): [string, JsonSchema][] =>
  Object.entries(service.actions).flatMap(([name, action]): [string, JsonSchema][] => [
    [
      `${service.name}.${name}.input`,
      { ...jsonSchemaOf(action.input), examples: [exampleJson(action.example)] },
    ],
    ...(action.content
      ? [[`${service.name}.${name}.content`, jsonSchemaOf(action.content.schema)] as [string, JsonSchema]]
      : []),
  ])

const describeActions = (service: Service): object[] =>
  Object.entries(service.actions).map(([name, action]) => ({
    service: service.name,
    action: name,
    summary: action.summary,
    input: { $ref: `#/components/schemas/${service.name}.${name}.input` },
    ...(action.content ? { content: { $ref: `#/components/schemas/${service.name}.${name}.content` } } : {}),
    example: exampleJson(action.example),
    refusals: (refusals[`${service.name}.${name}`] ?? []).map(describeRefusal),
  }))

const refusals: { readonly [action: string]: readonly string[] } = refusalsByAction

const describeRefusal = (code: string): RefusalText => ({
  code,
  status: statusOf(code),
  ko: refusalText(code, 'ko'),
  en: refusalText(code, 'en'),
})

const problem = {
  description: 'Refused',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
}
