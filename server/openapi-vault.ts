/** What the vault adds to the OpenAPI document of a city that enrols persons. */
import { jsonSchemaOf } from './json-schema.ts'
import type { OpenApi } from './openapi.ts'
import { vaultActions } from './vault/enrolments.ts'

export const withVault = (document: OpenApi): OpenApi & { readonly 'x-vault-actions': object } => ({
  ...document,
  tags: [...document.tags, { name: tag, description: 'Kept off the ledger; see docs/spec/enrolment.md' }],
  paths: { ...document.paths, ...paths },
  components: {
    schemas: {
      ...document.components.schemas,
      ...Object.fromEntries(
        Object.entries(vaultActions).map(([name, { input }]) => [schemaName(name), jsonSchemaOf(input)]),
      ),
    },
  },
  'x-vault-actions': Object.entries(vaultActions).map(([action, { summary, example }]) => ({
    service: 'vault',
    action,
    summary,
    input: { $ref: `#/components/schemas/${schemaName(action)}` },
    example,
  })),
})

const tag = 'vault'
const schemaName = (action: string): string => `vault.${action}.input`

const problem = {
  description: 'Refused',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
}
const answer = { description: 'OK', content: { 'application/json': { schema: { type: 'object' } } } }
const refusals = ['400', '401', '403', '404', '409', '410', '413', '415', '422', '429', '503']

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
      responses: { '200': answer, ...Object.fromEntries(refusals.map((status) => [status, problem])) },
    },
  },
}
