/** Any row of the state as it stands sealed, with the proof that it does. */
import { decode } from '@maru/kernel/codec/cbor.ts'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { latin1ToBytes } from '@maru/kernel/codec/latin1.ts'
import type { StateProof } from '@maru/kernel/ledger.ts'
import type { KeyPart } from '@maru/kernel/state/key.ts'
import { packKey, tablePrefix, type TableShape } from '@maru/kernel/state/table.ts'
import { systemTables, windowPrefix } from '@maru/kernel/system-tables.ts'
import type { FastifyInstance } from 'fastify'
import type { Context } from '../context.ts'
import { jsonType, toJson } from '../json.ts'
import { Problem } from '../problem.ts'

export const stateRoutes = (app: FastifyInstance, { ledger, services }: Context): void => {
  const shapes = new Map<string, TableShape>()
  for (const { name, tables } of [...services, { name: 'kernel', tables: systemTables }]) {
    for (const [table, shape] of Object.entries(tables)) shapes.set(tablePrefix(name, table), shape)
  }
  app.get<Route>('/api/state/:service/:table/:key', async (request, reply) => {
    const prefix = tablePrefix(request.params.service, request.params.table)
    const shape = shapes.get(prefix)
    if (!shape) throw new Problem('S5-not-found', 'table')
    const key = prefix + packKey(shape, parseKey(shape, request.params.key))
    reply.headers({ 'content-type': jsonType, 'cache-control': 'no-cache' })
    if (request.query.proof !== undefined) {
      if (prefix === windowPrefix) throw new Problem('S15-not-provable')
      const proven = await ledger.proveState(key)
      if (!proven.ok) throw new Problem(proven.refusal.code)
      return reply.send(toJson(provenRow(proven.value, ledger.rules.hash)))
    }
    const { view, height, stateRoot } = ledger.snapshot()
    const value = view.get(key)
    if (!value) throw new Problem('S5-not-found', 'row')
    return reply.send(toJson({ key: latin1ToBytes(key), row: decode(value), height, stateRoot }))
  })
}

type Route = { Params: { service: string; table: string; key: string }; Querystring: { proof?: string } }

const parseKey = (shape: TableShape, text: string): unknown[] => {
  const texts = text.split(',')
  const parts = shape.key as readonly KeyPart<unknown>[]
  const key = parts.map((part, index) => part.parse(texts[index] ?? ''))
  if (texts.length !== parts.length || key.includes(undefined)) {
    throw new Problem('S4-query-malformed', `key: ${parts.map(({ name }) => name).join(',')}`)
  }
  return key
}

/** Absence is proved too: then `row` is null. */
export const provenRow = (
  { key, value, proof, height, stateRoot }: StateProof,
  hash: (bytes: Uint8Array) => Uint8Array,
) => ({
  key: latin1ToBytes(key),
  keyHash: hash(latin1ToBytes(key)),
  row: value ? decode(value) : null,
  value: value ? bytesToHex(value) : null,
  proof: Buffer.from(proof).toString('base64'),
  height,
  stateRoot,
  check:
    'proof is an ICS-23 CommitmentProof (protobuf, base64) over SHA-256: verify it with @confio/ics23 and the ProofSpec of ' +
    'a Jellyfish tree (Penumbra jmt) against stateRoot, with keyHash as the key and value (hexadecimal) as the value. ' +
    'stateRoot stands in the seal of block height, which is an entry of the log under the checkpoint.',
})
