import assert from 'node:assert/strict'
import { test } from 'node:test'
import { firstAnswer } from './first-answer.ts'

const no = new Error('no')
const never = new Promise<never>(() => undefined)
const options = { patienceMs: 20, isFinal: (error: unknown) => error === no }

/** What each of those asked does, in their order. */
const answerOf = (...answers: readonly (() => Promise<string>)[]) => {
  const asked: number[] = []
  const answer = firstAnswer({
    ...options,
    count: answers.length,
    ask: (at) => {
      asked.push(at)
      return answers[at]!()
    },
  })
  return { answer, asked }
}

test('who answers at once is the only one asked', async () => {
  const { answer, asked } = answerOf(
    () => Promise.resolve('yes'),
    () => Promise.resolve('late'),
  )
  assert.deepEqual(await answer, { value: 'yes', at: 0 })
  assert.deepEqual(asked, [0])
})

test('after a failure the next is asked at once, and after a silence when patience is over', async () => {
  const gone = answerOf(
    () => Promise.reject(new Error('gone')),
    () => never,
    () => Promise.resolve('yes'),
  )
  assert.deepEqual(await gone.answer, { value: 'yes', at: 2 })
})

test('a slow one may still be the first', async () => {
  const { promise, resolve } = Promise.withResolvers<string>()
  const { answer } = answerOf(
    () => promise,
    () => {
      resolve('slow')
      return never
    },
  )
  assert.deepEqual(await answer, { value: 'slow', at: 0 })
})

test('what is final is not asked again elsewhere', async () => {
  const { answer, asked } = answerOf(
    () => Promise.reject(no),
    () => Promise.resolve('yes'),
  )
  await assert.rejects(answer, (error) => error === no)
  assert.deepEqual(asked, [0])
})

test('when all have failed it is over, with the last failure', async () => {
  const { answer } = answerOf(
    () => Promise.reject(new Error('one')),
    () => Promise.reject(new Error('two')),
  )
  await assert.rejects(answer, /two/)
})
