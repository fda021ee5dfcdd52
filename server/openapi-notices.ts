/** What notices add to the OpenAPI document of a city that has them. */
import { jsonSchemaOf } from './json-schema.ts'
import { noticeActions } from './notices/actions.ts'
import type { OpenApi } from './openapi.ts'

export const withNotices = (document: OpenApi): OpenApi & { readonly 'x-notice-actions': object } => ({
  ...document,
  tags: [...document.tags, { name: tag, description: 'Kept off the ledger; see docs/spec/notices.md' }],
  paths: { ...document.paths, ...paths },
  components: {
    schemas: {
      ...document.components.schemas,
      ...Object.fromEntries(
        Object.entries(noticeActions).map(([name, { input }]) => [schemaName(name), jsonSchemaOf(input)]),
      ),
    },
  },
  'x-notice-actions': Object.entries(noticeActions).map(([action, { summary, example }]) => ({
    service: 'notices',
    action,
    summary,
    input: { $ref: `#/components/schemas/${schemaName(action)}` },
    example,
  })),
})

const tag = 'notices'
const schemaName = (action: string): string => `notices.${action}.input`

const problem = {
  description: 'Refused',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
}
const page = { description: 'OK', content: { 'text/html': { schema: { type: 'string' } } } }
const answer = { description: 'OK', content: { 'application/json': { schema: { type: 'object' } } } }
const token = { name: 'token', in: 'query', required: true, schema: { type: 'string' } }
const refusals = ['400', '401', '403', '404', '409', '410', '413', '415', '422', '429', '503']

const paths: OpenApi['paths'] = {
  '/api/notices': {
    get: {
      operationId: 'notice-channels',
      summary: 'Whether the city sends e-mails and push messages, and the key a browser subscribes with',
      tags: [tag],
      parameters: [],
      responses: { '200': answer },
    },
    post: {
      operationId: 'notice-request',
      summary:
        'A request signed as a transaction is, for the service notices and an action of x-notice-actions. It is ' +
        'answered and not recorded, and each is answered once.',
      tags: [tag],
      parameters: [],
      requestBody: {
        required: true,
        content: {
          'application/cbor': {
            schema: { contentMediaType: 'application/cbor', description: 'A COSE_Sign1 message' },
          },
        },
      },
      responses: { '200': answer, ...Object.fromEntries(refusals.map((status) => [status, problem])) },
    },
  },
  '/notices/unsubscribe': {
    get: {
      operationId: 'unsubscribe-page',
      summary: 'The link in each mail: asks whether mails shall end',
      tags: [tag],
      parameters: [token],
      responses: { '200': page, '404': problem },
    },
    post: {
      operationId: 'unsubscribe',
      summary: 'Ends the mails and destroys the address, in one click (RFC 8058)',
      tags: [tag],
      parameters: [token],
      responses: { '200': page, '404': problem },
    },
  },
}
