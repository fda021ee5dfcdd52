/** Any row of the state as it stands sealed, with the proof that it does. */
import { decode } from '@maru/kernel/codec/cbor.ts'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { latin1ToBytes } from '@maru/kernel/codec/latin1.ts'
import type { StateProof } from '@maru/kernel/ledger.ts'
import type { KeyPart } from '@maru/kernel/state/key.ts'
import { createTableLookup, rowKey } from '@maru/kernel/state/row-address.ts'
import { windowPrefix } from '@maru/kernel/system-tables.ts'
import type { FastifyInstance } from 'fastify'
import type { Context } from '../context.ts'
import { jsonType, toJson } from '../json.ts'
import { Problem } from '../problem.ts'

export const stateRoutes = (app: FastifyInstance, { ledger, services }: Context): void => {
  const tableOf = createTableLookup(services)
  app.get<Route>('/api/state/:service/:table/:key', async (request, reply) => {
    const table = tableOf(request.params.service, request.params.table)
    if (!table) throw new Problem('S5-not-found', 'table')
    const key = rowKey(table, request.params.key)
    if (key === undefined) {
      const parts = (table.shape.key as readonly KeyPart<unknown>[]).map(({ name }) => name)
      throw new Problem('S4-query-malformed', `key: ${parts.join(',')}`)
    }
    reply.headers({ 'content-type': jsonType, 'cache-control': 'no-cache' })
    if (request.query.proof !== undefined) {
      if (table.prefix === windowPrefix) throw new Problem('S15-not-provable')
      const proven = await ledger.proveState(key)
      if (!proven.ok) throw new Problem(proven.refusal.code)
      const row = provenRow(proven.value, ledger.rules.hash)
      // The seal of the same block, with its own proof: the answer can be judged without another question.
      return reply.send(toJson({ ...row, seal: await ledger.proof(proven.value.size - 1) }))
    }
    const { view, height, stateRoot } = ledger.snapshot()
    const value = view.get(key)
    if (!value) throw new Problem('S5-not-found', 'row')
    return reply.send(toJson({ key: latin1ToBytes(key), row: decode(value), height, stateRoot }))
  })
}

type Route = { Params: { service: string; table: string; key: string }; Querystring: { proof?: string } }

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
    'stateRoot stands in the seal of block height, an entry of the log: seal is its proof (C2SP tlog-proof).',
})
