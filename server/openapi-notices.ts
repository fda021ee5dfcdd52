/** What notices add to the OpenAPI document of a city that has them. */
import { noticeActions } from './notices/actions.ts'
import { answer, problem, refusals, withSignedPart } from './openapi-signed.ts'
import type { OpenApi } from './openapi.ts'

export const withNotices = <Document extends OpenApi>(document: Document): Document =>
  withSignedPart(document, {
    service: tag,
    spec: 'docs/spec/notices.md',
    paths,
    actions: noticeActions,
    listedAs: 'x-notice-actions',
  })

const tag = 'notices'

const page = { description: 'OK', content: { 'text/html': { schema: { type: 'string' } } } }
const token = { name: 'token', in: 'query', required: true, schema: { type: 'string' } }

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
      responses: { '200': answer, ...refusals },
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
