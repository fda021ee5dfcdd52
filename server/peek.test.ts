import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { createSeed, signerFromSeed } from '@maru/client/keys.ts'
import { signTransaction } from '@maru/client/transaction.ts'
import { sha256 } from '@maru/engines/host.ts'
import { encodeTransactionEntry } from '@maru/kernel/entry.ts'
import { parseTransaction } from '@maru/kernel/transaction.ts'
import { peekAction, peekEntryAction } from './peek.ts'

const signer = signerFromSeed(createSeed())
const name = fc.string({ minLength: 1, maxLength: 64, unit: 'grapheme-ascii' })
const time = fc.nat({ max: Number.MAX_SAFE_INTEGER })

test('what is peeked is what would be decoded', () => {
  fc.assert(
    fc.property(
      name,
      name,
      name,
      time,
      fc.string({ maxLength: 2_000 }),
      (chain, service, action, validUntil, text) => {
        const bytes = signTransaction(signer, { service, action, input: { text } }, { chain, validUntil })
        assert.deepEqual(peekAction(bytes), { service, action })
        assert.deepEqual(peekEntryAction(encodeTransactionEntry(bytes, { events: [] })), { service, action })
      },
    ),
  )
})

test('of changed or cut bytes nothing else is peeked than would be decoded', () => {
  const whole = signTransaction(
    signer,
    { service: 'a', action: 'b', input: 1 },
    { chain: 'c', validUntil: 1_000_000 },
  )
  fc.assert(
    fc.property(
      fc.nat({ max: whole.length - 1 }),
      fc.nat({ max: 255 }),
      fc.nat({ max: whole.length }),
      (at, byte, size) => {
        const bytes = whole.slice(0, size)
        bytes[at % Math.max(1, size)] = byte
        const peeked = peekAction(bytes)
        const parsed = parseTransaction(bytes, sha256)
        if (!peeked || !parsed.ok) return
        assert.deepEqual(peeked, { service: parsed.value.service, action: parsed.value.action })
      },
    ),
    { numRuns: 2_000 },
  )
})
