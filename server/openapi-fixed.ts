/** The paths that every city has, whatever its services. */
import {
  json,
  receipt,
  binary,
  plainText,
  html,
  problem,
  parameter,
  text,
  digest,
  get,
  signed,
} from './openapi-parts.ts'
import type { Operation } from './openapi.ts'

const submitOperation: Operation = {
  operationId: 'submit',
  summary:
    'Submit a signed transaction; answers when it is durable in the log. Sending it again gives the same receipt.',
  tags: ['ledger'],
  parameters: [parameter('proof', 'query', { type: 'string', enum: ['none'] }, 'none leaves the proof out')],
  requestBody: {
    required: true,
    content: {
      'application/cbor': {
        schema: { contentMediaType: 'application/cbor', description: 'A COSE_Sign1 message' },
      },
      ...json({
        type: 'object',
        additionalProperties: false,
        required: ['transaction'],
        properties: {
          transaction: { type: 'string', description: 'A COSE_Sign1 message in base64 or base64url' },
          content: { description: 'The text of an action that commits to one' },
          contentSalt: { type: 'string', description: 'base64 or base64url' },
        },
      }),
    },
  },
  responses: Object.fromEntries([
    ['200', { description: 'Recorded', content: receipt }],
    ...['400', '401', '403', '404', '409', '410', '413', '415', '422', '429', '503'].map((status) => [
      status,
      problem,
    ]),
  ]) as Operation['responses'],
}

const numbered = parameter('number', 'path', { type: 'integer', minimum: 1 })

export const fixedPaths: { readonly [path: string]: { readonly [method: string]: Operation } } = {
  '/api/transactions': { post: submitOperation },
  '/api/city': get('city', 'ledger', 'What a client has to know of this city before it signs', json({})),
  '/api/receipts/{id}': get('receipt', 'ledger', 'The receipt of a transaction, with its proof', receipt, [
    parameter('id', 'path', digest),
    parameter(
      'wait',
      'query',
      { type: 'integer', minimum: 0, maximum: 30 },
      'Seconds to wait until it is recorded',
    ),
  ]),
  '/api/receipts/{id}/tlog-proof': get(
    'receipt-proof',
    'ledger',
    'The receipt as a .tlog-proof file',
    plainText,
    [parameter('id', 'path', digest)],
  ),
  '/api/receipts/{id}/light': get(
    'receipt-light',
    'ledger',
    "The receipt with the validators' signatures, through all changes of validators (.maru-light), to be checked offline",
    json({}),
    [parameter('id', 'path', digest)],
  ),
  '/api/light': get(
    'light',
    'ledger',
    "The last entry and the newest checkpoint with the validators' signatures (.maru-light)",
    json({}),
  ),
  '/api/light/genesis': get(
    'light-genesis',
    'ledger',
    "The validators of the network's genesis, which such files are checked by",
    json({}),
  ),
  '/api/entries/{index}': get(
    'entry',
    'ledger',
    'An entry of the log, decoded; its bytes with Accept: application/cbor or ?raw',
    { ...json({}), 'application/cbor': { schema: {} } },
    [parameter('index', 'path', { type: 'integer', minimum: 0 }), parameter('raw', 'query', text)],
  ),
  '/api/state/{service}/{table}/{key}': get(
    'state',
    'ledger',
    'A row of the state; with ?proof=1 its ICS-23 proof, and that of the seal with the state root',
    json({}),
    [
      parameter('service', 'path', text, "A service, or 'kernel'"),
      parameter('table', 'path', text),
      parameter('key', 'path', text, 'The parts of the key with commas between'),
      parameter('proof', 'query', text),
    ],
  ),
  '/api/storage': get(
    'storage',
    'operation',
    'What the log takes by service and day, the room on the disk, and when it is full if it goes on so',
    json({}),
  ),
  '/api/content/{commitment}': get(
    'content',
    'ledger',
    'Text kept off the ledger, and the salt of its commitment; 410 when it was erased',
    json({}),
    [parameter('commitment', 'path', digest)],
  ),
  '/api/held-texts': signed(
    'read-held-text',
    'A text that is hidden or waits, for moderators, the auditor and its author: a request signed as a ' +
      'transaction is, for the service held-texts, the action read and the input { content }. It is not recorded.',
  ),
  '/api/events': get('events', 'ledger', 'Each new block and tally as server-sent events', {
    'text/event-stream': { schema: text },
  }),
  '/log/checkpoint': get(
    'checkpoint',
    'log',
    'The newest signed checkpoint, where others cosign the newest that their quorum has (C2SP tlog-checkpoint)',
    plainText,
  ),
  '/log/vkey': get('vkey', 'log', "The log's verifier key (C2SP signed-note)", plainText),
  '/log/newest': get('newest', 'log', 'The newest checkpoint, signed by the log alone', plainText),
  '/log/policy': get(
    'policy',
    'log',
    'Whom one can trust for the log (C2SP tlog-policy); 404 where nobody cosigns it',
    plainText,
  ),
  '/api/cosigning': get(
    'cosigning',
    'log',
    'When each cosigner signed last, and the last checkpoint that reached the quorum',
    json({}),
  ),
  '/log/tile/{level}/{tile}': get('tile', 'log', 'Tiles and entry bundles (C2SP tlog-tiles)', binary, [
    parameter('level', 'path', text, "0 to 63, or 'entries'"),
    parameter('tile', 'path', text, 'The index in groups of three digits, with .p/<width> when partial'),
  ]),
  '/health/live': get('live', 'operation', 'The process answers', json({})),
  '/health/ready': get('ready', 'operation', 'The ledger takes transactions', json({})),
  '/metrics': get('metrics', 'operation', 'Figures for Prometheus', plainText),
  '/openapi.json': get('openapi', 'operation', 'This document', json({})),
  '/': get('home', 'operation', 'The city at a glance, for people', html),
  '/api': get('guide', 'operation', 'This API, for people', html),
  '/proposals': get('page-proposals', 'operation', 'Proposals in an order, for people', html, [
    parameter('sort', 'query', text),
    parameter('field', 'query', text),
  ]),
  '/proposals/{number}': get('page-proposal', 'operation', 'One proposal, for people', html, [numbered]),
  '/proposals/{number}/comments': get(
    'page-comments',
    'operation',
    'Its comments of one side, for people',
    html,
    [numbered, parameter('side', 'query', text)],
  ),
  '/debates/{number}': get('page-debate', 'operation', 'One debate, for people', html, [numbered]),
  '/owed': get('page-owed', 'operation', 'What the city owes, for people', html),
  '/moderation': get('page-moderation', 'operation', 'The moderation log, for people', html),
  '/parameters': get('page-parameters', 'operation', "The city's numbers, for people", html),
  '/problems/{code}': get('problem', 'operation', 'What a refusal code means, for people', html, [
    parameter('code', 'path', text),
  ]),
}
