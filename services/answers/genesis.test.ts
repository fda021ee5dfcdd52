// A6, A7: what a city says of its departments at the start has to fit together.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { answersGenesis } from './genesis.ts'

const key = (byte: number): Uint8Array => new Uint8Array(32).fill(byte)
const departments = ['roads', 'parks']
const at = (department: string, byte = 1) => ({ department, publicKey: key(byte) })

describe('the departments of a genesis', () => {
  const cases: readonly (readonly [what: string, setup: object, message: RegExp | undefined])[] = [
    ['officers in their departments', { departments, officers: [at('roads'), at('parks', 2)] }, undefined],
    ['one officer in two', { departments, officers: [at('roads'), at('parks')] }, undefined],
    ['none placed yet', { departments, officers: [] }, undefined],
    ['a department twice', { departments: ['roads', 'roads'], officers: [] }, /stands twice/],
    ['an officer twice', { departments, officers: [at('roads'), at('roads')] }, /twice in a department/],
    ['a department of another city', { departments, officers: [at('moon')] }, /that the city has not/],
    ['none at all', { departments: [], officers: [] }, /Too small/],
  ]
  for (const [what, setup, message] of cases) {
    test(what, () => {
      const { error } = answersGenesis.input.safeParse(setup)
      if (message) assert.match(error?.message ?? 'ok', message)
      else assert.equal(error, undefined)
    })
  }
})
