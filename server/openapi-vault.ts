/** What the vault adds to the OpenAPI document of a city that enrols persons. */
import { answer, refusals, withSignedPart } from './openapi-signed.ts'
import type { OpenApi } from './openapi.ts'
import { vaultActions } from './vault/enrolments.ts'

export const withVault = <Document extends OpenApi>(document: Document): Document =>
  withSignedPart(document, {
    service: tag,
    spec: 'docs/spec/enrolment.md',
    paths,
    actions: vaultActions,
    listedAs: 'x-vault-actions',
  })

const tag = 'vault'

const paths: OpenApi['paths'] = {
  '/api/vault': {
    get: {
      operationId: 'vault-doors',
      summary: 'By which doors somebody can be enrolled here',
      tags: [tag],
      parameters: [],
      responses: { '200': answer },
    },
    post: {
      operationId: 'vault-request',
      summary:
        'A request signed as a transaction is, for the service vault and an action of x-vault-actions. It is ' +
        'answered and not recorded; an enrolment answers with the receipt of its transaction.',
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
}
