/** What the votes' own road adds to the OpenAPI document: its paths are on an origin of their own (docs/spec/privacy.md). */
import { tileBytesMax } from '@maru/kernel/membership/tiles.ts'
import { answerSize, votePath, voteSize, voteType } from '@maru/road/message.ts'
import { keysType, requestType, responseType } from '@maru/road/ohttp.ts'
import {
  sealedTileQuestionSize,
  sealedTileSize,
  tileGatewayPath,
  tilesPath,
  tileType,
} from '@maru/road/sealed-tile.ts'
import { gatewayPath, keysPath, sealedAnswerSize, sealedVoteSize } from '@maru/road/sealed-vote.ts'
import { get, parameter } from './openapi-parts.ts'
import type { OpenApi, Operation } from './openapi.ts'

export const withVotes = <Document extends OpenApi>(document: Document, origin: string): Document => {
  const servers = [{ url: origin }]
  const here = Object.entries(operations).map(([path, methods]) => [
    path,
    Object.fromEntries(
      Object.entries(methods).map(([method, operation]) => [method, { ...operation, servers }]),
    ),
  ])
  return { ...document, paths: { ...document.paths, ...Object.fromEntries(here) } }
}

const bytes = (type: string, size: number) => ({
  [type]: { schema: { contentMediaType: type, minLength: size, maxLength: size } },
})

const post = (operationId: string, summary: string, takes: object, gives: object): Operation => ({
  operationId,
  summary,
  tags: ['ledger'],
  parameters: [],
  requestBody: { required: true, content: takes },
  responses: { '200': { description: 'OK', content: gives } },
})

const number = (name: string, values: object) => parameter(name, 'path', { type: 'integer', ...values })

const operations: OpenApi['paths'] = {
  [votePath]: {
    post: post(
      'vote',
      'Send a vote without a name: its length in two bytes, the transaction, zeros. Answers in one size, whatever comes of it.',
      bytes(voteType, voteSize),
      { 'application/json': { schema: { type: 'object', description: `With spaces, ${answerSize} bytes` } } },
    ),
  },
  [gatewayPath]: {
    post: post(
      'sealed-vote',
      'The same, sealed (RFC 9458)',
      bytes(requestType, sealedVoteSize),
      bytes(responseType, sealedAnswerSize),
    ),
  },
  [keysPath]: get('vote-keys', 'ledger', 'The keys that requests are sealed for', {
    [keysType]: { schema: {} },
  }),
  [`${tilesPath}{group}/{version}/{level}/{index}`]: get(
    'group-tile',
    'ledger',
    `A part of a group's tree at a version, the same for good: at most ${tileBytesMax} bytes; 503 while it is being made`,
    { [tileType]: { schema: {} } },
    [
      parameter('group', 'path', { type: 'string' }),
      number('version', { minimum: 1 }),
      number('level', { enum: [0, 12] }),
      number('index', { minimum: 0, maximum: 4095 }),
    ],
  ),
  [tileGatewayPath]: {
    post: post(
      'sealed-group-tile',
      'The question for one, sealed (RFC 9458)',
      bytes(requestType, sealedTileQuestionSize),
      bytes(responseType, sealedTileSize),
    ),
  },
}
