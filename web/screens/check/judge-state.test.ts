// What the server says of a row, and what is found when it says otherwise.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { host } from '@maru/cli/host.ts'
import { bytesToHex } from '@maru/kernel/codec/hex.ts'
import { createTableLookup, rowKey } from '@maru/kernel/state/row-address.ts'
import { services } from '@maru/services/index.ts'
import { openTestCity, type TestCity } from '@maru/testing/city.ts'
import { judgeState, type RowName, type StateAnswer, type StateVerdict } from './judge-state.ts'

describe('a row of the state', () => {
  let city: TestCity
  let supporter: string
  let stranger: string
  let proposal: number
  before(async () => {
    city = await openTestCity()
    const [author, other, third] = await city.enrol(3)
    proposal = await city.openProposal(author!)
    await city.support(other!, proposal)
    supporter = other!.keyId
    stranger = third!.keyId
  })
  after(() => city.close())

  /** As the server answers. */
  const ask = async ({ service, table, key }: RowName): Promise<StateAnswer> => {
    const proven = await city.ledger.proveState(rowKey(createTableLookup(services)(service, table)!, key)!)
    assert.ok(proven.ok)
    const { value, proof, size } = proven.value
    return {
      value: value ? bytesToHex(value) : null,
      proof: Buffer.from(proof).toString('base64'),
      seal: await city.ledger.proof(size - 1),
    }
  }
  const judge = (row: RowName, answer: StateAnswer, vkey = city.ledger.vkey) =>
    judgeState({ row, answer, vkey }, services, host.verifyEd25519)
  const supportOf = (account: string): RowName => ({
    service: 'proposals',
    table: 'supports',
    key: `${proposal},${account}`,
  })

  test('that is there is proved, and read out of what was proved', async () => {
    const row = { service: 'proposals', table: 'proposals', key: `${proposal}` }
    const answer = await ask(row)
    const { verdict, steps, height, row: proven } = judge(row, answer)
    assert.equal(verdict, 'present')
    assert.deepEqual(
      steps.map(({ state }) => state),
      ['holds', 'holds', 'holds', 'holds'],
    )
    assert.equal(height, city.ledger.status().height)
    assert.equal((proven as { readonly supports: number }).supports, 1)
  })

  test('that is not there is proved not to be', async () => {
    assert.equal(judge(supportOf(supporter), await ask(supportOf(supporter))).verdict, 'present')
    assert.equal(judge(supportOf(stranger), await ask(supportOf(stranger))).verdict, 'absent')
  })

  test('is not proved by the proof of another', async () => {
    const there = await ask(supportOf(supporter))
    const missing = await ask(supportOf(stranger))
    assert.equal(judge(supportOf(stranger), there).verdict, 'altered')
    assert.equal(judge(supportOf(supporter), missing).verdict, 'altered')
    assert.equal(judge(supportOf(supporter), { ...there, value: null }).verdict, 'altered')
    assert.equal(judge(supportOf(stranger), { ...missing, value: 'a0' }).verdict, 'altered')
  })

  test('is not proved under another log’s key', async () => {
    const other = await openTestCity()
    const answer = await ask(supportOf(supporter))
    assert.equal(judge(supportOf(supporter), answer, other.ledger.vkey).verdict, 'of-another-key')
    assert.equal(judge(supportOf(supporter), answer, 'a poster with a stain').verdict, 'of-another-key')
    await other.close()
  })

  test('is not proved under the seal of another block, or an entry that is no seal', async () => {
    const answer = await ask(supportOf(supporter))
    const { size } = city.ledger.status()
    for (const index of [1, size - 2]) {
      const seal = await city.ledger.proof(index)
      assert.equal(judge(supportOf(supporter), { ...answer, seal }).verdict, 'altered')
    }
  })

  test('is found to be changed wherever one byte of the answer is', async () => {
    for (const row of [supportOf(supporter), supportOf(stranger)]) {
      const answer = await ask(row)
      const right: StateVerdict = answer.value === null ? 'absent' : 'present'
      assert.equal(judge(row, answer).verdict, right)
      for (const field of ['value', 'proof', 'seal'] as const) {
        const text = answer[field] ?? ''
        for (let at = 0; at < text.length; at++) {
          const other = String.fromCharCode(text.charCodeAt(at) ^ 1)
          const changed = { ...answer, [field]: text.slice(0, at) + other + text.slice(at + 1) }
          const { verdict } = judge(row, changed)
          assert.ok(!['present', 'absent'].includes(verdict), `${field} ${at}: ${verdict}`)
        }
      }
    }
  })

  test('is not read from what is no answer', () => {
    for (const answer of [{}, { value: null }, { value: 'zz', proof: '', seal: '' }]) {
      assert.equal(judge(supportOf(supporter), answer as StateAnswer).verdict, 'unreadable')
    }
  })
})
