import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createSeed, signerFromSeed } from '@maru/client/keys.ts'
import { host } from '@maru/cli/host.ts'
import { formatSignature, parseNote } from '@maru/kernel/log/note.ts'
import { cosignText } from '@maru/kernel/log/signature.ts'
import { createVkey, formatVkey, WITNESS_KEY } from '@maru/kernel/log/vkey.ts'
import { openTestCity } from '@maru/testing/city.ts'
import { readCheckpoint } from './signers.ts'

test('a checkpoint names its signers, and a witness says when', async () => {
  const city = await openTestCity()
  const alone = readCheckpoint(city.ledger.checkpoint(), city.ledger.vkey)
  assert.equal(alone.isSigned, true)
  assert.equal(alone.size, city.ledger.status().size)
  assert.deepEqual(
    alone.signers.map(({ isLog, time }) => [isLog, time]),
    [[true, undefined]],
  )
  const witness = signerFromSeed(createSeed())
  const vkey = createVkey(host.hash, 'witness.example', WITNESS_KEY, witness.publicKey)
  const note = parseNote(city.ledger.checkpoint())
  assert.ok(note.ok)
  const line = formatSignature(cosignText(note.value.text, vkey, 1_800_000_000, witness.sign))
  const { isSigned, signers } = readCheckpoint(city.ledger.checkpoint() + line, city.ledger.vkey)
  assert.equal(isSigned, true)
  assert.deepEqual(signers[1], {
    name: 'witness.example',
    keyId: vkey.keyId.toString(16).padStart(8, '0'),
    isLog: false,
    time: 1_800_000_000_000,
  })
  const policy = `witness w ${formatVkey(vkey)}\nquorum w\n`
  const holds = (cosignature: string) =>
    readCheckpoint(city.ledger.checkpoint() + cosignature, city.ledger.vkey, policy).signers.map(
      (signer) => signer.holds,
    )
  assert.deepEqual(holds(line), [undefined, true], 'a policy has the keys of witnesses')
  const forged = formatSignature(cosignText(`${note.value.text}x\n`, vkey, 1_800_000_000, witness.sign))
  assert.deepEqual(holds(forged), [undefined, false])
  await city.close()
})

test('a checkpoint of another key, or none at all, is not signed', async () => {
  const [city, other] = [await openTestCity(), await openTestCity()]
  assert.equal(readCheckpoint(city.ledger.checkpoint(), other.ledger.vkey).isSigned, false)
  assert.deepEqual(readCheckpoint('dear diary', city.ledger.vkey), { isSigned: false, signers: [] })
  await city.close()
  await other.close()
})
