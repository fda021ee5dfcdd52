/** The last act of each story: its log alone, read by the verifier, comes to the city's own state. */
import assert from 'node:assert/strict'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { runQuery } from '@maru/kernel/execute.ts'
import { services } from '@maru/services/index.ts'
import type { TestCity } from './city.ts'
import { copyLog, recountCopy } from './log-copy.ts'

/** Throws when a recount finds anything wrong or another state. What it gives asks the recounted state. */
export const recountCity = async (city: TestCity) => {
  await city.ledger.flush()
  const { figures, state } = await recountCopy(await copyLog(city.folder))
  const { size, height, stateRoot } = city.ledger.snapshot()
  assert.deepEqual(
    { size: figures.size, height: figures.height, stateRoot: figures.stateRoot },
    { size, height, stateRoot: bytesToHex(stateRoot) },
  )
  return (service: string, query: string, input: object = {}): unknown => {
    const found = services.find(({ name }) => name === service)!
    return runQuery(found, state, figures, query, found.queries[query]!.input.parse(input))
  }
}
