/** What OpenAPI documents of this server are made of. */
import type { JsonSchema } from './json-schema.ts'
import type { Operation } from './openapi.ts'

export const problemSchema: JsonSchema = {
  type: 'object',
  description: 'RFC 9457. `detail` follows Accept-Language: Korean or English.',
  required: ['type', 'title', 'status', 'detail', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string' },
    where: { type: 'string' },
  },
}

export const receiptSchema: JsonSchema = {
  type: 'object',
  required: ['id', 'index', 'height', 'time'],
  properties: {
    id: { type: 'string', pattern: '^[0-9a-f]{64}$' },
    index: { type: 'integer', minimum: 0 },
    height: { type: 'integer', minimum: 0 },
    time: { type: 'integer', description: 'Milliseconds since 1970' },
    events: { type: 'array', items: { type: 'array', description: '[event, data]' } },
    refusal: { type: 'string' },
    proof: { type: 'string', description: 'A .tlog-proof file (C2SP)' },
  },
}

export const json = (schema: JsonSchema) => ({ 'application/json': { schema } })
export const receipt = json({ $ref: '#/components/schemas/Receipt' })
export const binary = { 'application/octet-stream': { schema: {} } }
export const plainText = { 'text/plain': { schema: { type: 'string' } } }
export const html = { 'text/html': { schema: { type: 'string' } } }
export const problem = {
  description: 'Refused',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
}

export const parameter = (
  name: string,
  place: 'path' | 'query',
  schema: JsonSchema,
  description?: string,
): object => ({
  name,
  in: place,
  required: place === 'path',
  schema,
  ...(description === undefined ? {} : { description }),
})
export const text = { type: 'string' } as const
export const digest = { type: 'string', pattern: '^[0-9a-f]{64}$' } as const

export const get = (
  operationId: string,
  tag: string,
  summary: string,
  content: object,
  parameters: readonly object[] = [],
): { readonly get: Operation } => ({
  get: {
    operationId,
    summary,
    tags: [tag],
    parameters,
    responses: { '200': { description: 'OK', content }, '404': problem, '503': problem },
  },
})

/** A request that is signed as a transaction is, and never recorded. */
export const signed = (operationId: string, summary: string): { readonly post: Operation } => ({
  post: {
    operationId,
    summary,
    tags: ['ledger'],
    parameters: [],
    requestBody: {
      required: true,
      content: {
        'application/cbor': {
          schema: { contentMediaType: 'application/cbor', description: 'A COSE_Sign1 message' },
        },
      },
    },
    responses: Object.fromEntries([
      ['200', { description: 'OK', content: json({}) }],
      ...['400', '401', '403', '404', '409', '410', '413', '415', '429', '503'].map((status) => [
        status,
        problem,
      ]),
    ]) as Operation['responses'],
  },
})
