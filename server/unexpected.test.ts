// What the operator reads of an unexpected error: enough to find it in the code, and nothing about a person.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withTown } from '@maru/testing/server-city.ts'
import type { Unexpected } from './unexpected.ts'

const failWith = async (error: unknown): Promise<{ told: readonly Unexpected[]; answer: string }> => {
  const told: Unexpected[] = []
  let answer = ''
  await withTown(
    async ({ app, ledger }) => {
      Object.assign(ledger, {
        snapshot: () => {
          throw error
        },
      })
      await app.inject('/nowhere')
      await app.inject({ method: 'POST', url: '/api/transactions', payload: { transaction: 1 } })
      const response = await app.inject({
        url: '/api/notes/note?proposal=1&name=%ED%99%8D%EA%B8%B8%EB%8F%99',
        headers: { 'user-agent': 'a browser', 'x-forwarded-for': '203.0.113.7' },
      })
      answer = response.body
      assert.equal(response.statusCode, 500)
    },
    { onUnexpected: (unexpected) => void told.push(unexpected) },
  )
  return { told, answer }
}

test('it is told once, with its kind and where it came about; what was refused is not', async () => {
  const { told, answer } = await failWith(Object.assign(new TypeError('x'), { code: '22P02' }))
  assert.equal(told.length, 1)
  const [{ code, method, route, kinds }] = told as [Unexpected]
  assert.deepEqual([code, method, route], ['S9-internal', 'GET', '/api/notes/note'])
  assert.deepEqual([kinds[0]!.name, kinds[0]!.code], ['TypeError', '22P02'])
  assert.match(kinds[0]!.frames[0]!, /server\/unexpected\.test\.ts:\d+:\d+/)
  assert.doesNotMatch(answer, /unexpected\.test|TypeError/, 'who asked learns nothing of it')
})

test('messages, addresses and what was sent are not told, wherever they stand', async () => {
  const cause = Object.assign(new Error('invalid input: "홍길동"'), { code: 'bad value 홍길동' })
  const error = new Error('no such name: 홍길동\n    at 홍길동:1:2', { cause })
  error.name = 'Error of 홍길동'
  const { told } = await failWith(error)
  assert.equal(told[0]!.kinds.length, 2)
  assert.doesNotMatch(JSON.stringify(told), /홍길동|%ED|203\.0\.113\.7|127\.0\.0\.1|a browser|no such name/)
})

test('however deep an error goes, what is told of it is short', async () => {
  const deep = (left: number): Error =>
    left === 0 ? new Error('x'.repeat(100_000)) : new Error('y'.repeat(100_000), { cause: deep(left - 1) })
  const { told } = await failWith(deep(50))
  assert.ok(JSON.stringify(told).length < 10_000)
  assert.deepEqual((await failWith('no error at all')).told[0]!.kinds, [
    { name: 'string', code: undefined, frames: [] },
  ])
})
