// Cases as CometBFT's own test/e2e/pkg/grammar/checker_test.go (v1.0.1) combines them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { fitsGrammar } from './grammar.ts'

const callByLetter: { readonly [letter: string]: string } = {
  i: 'info',
  n: 'initChain',
  o: 'offerSnapshot',
  a: 'applySnapshotChunk',
  p: 'prepareProposal',
  j: 'processProposal',
  e: 'extendVote',
  v: 'verifyVoteExtension',
  f: 'finalizeBlock',
  c: 'commit',
}
const fits = (...starts: readonly string[]): boolean =>
  fitsGrammar(starts.map((letters) => [...letters].map((letter) => callByLetter[letter]!)))

const heights = [
  ...[
    'fc',
    'vfc',
    'vvfc',
    'pjfc',
    'pfc',
    'efc',
    'vefc',
    'vvefc',
    'evfc',
    'evvfc',
    'vvevvfc',
    'vpfc',
    'vvpfc',
  ],
  ...['vpjfc', 'vvpjfc', 'pefc', 'pvefc', 'pevfc', 'pvevfc', 'pjefc', 'pjvefc', 'pjevfc', 'pjvevfc', 'vpefc'],
  ...['vvpvefc', 'vpevfc', 'vvpvevfc', 'vpjefc', 'vvpjvefc', 'vpjevfc', 'vvpjvevfc', 'jfc', 'vjfc', 'vvjfc'],
  ...['jefc', 'jvefc', 'jevfc', 'jvevfc', 'vjefc', 'vvjvefc', 'vjevfc', 'vvjvevfc', 'pjjpjjjfc'],
]

test('a clean start begins with Info and InitChain, or with snapshots and Info', () => {
  for (const begin of ['in', 'oai', 'oaai', 'oaoai', 'oaaaoai', 'ooai'])
    for (const height of heights) assert.ok(fits(begin + height), begin + height)
  for (const begin of ['', 'i', 'ai', 'oi', 'aoai', 'inoai', 'oan', 'nn'])
    for (const height of heights) assert.ok(!fits(begin + height), begin + height)
})

test('a recovery begins with Info, and with InitChain when nothing was kept', () => {
  for (const begin of ['i', 'in'])
    for (const height of heights) assert.ok(fits('infc', begin + height), begin + height)
  for (const begin of ['', 'n', 'ii', 'oai'])
    for (const height of heights) assert.ok(!fits('infc', begin + height), begin + height)
})

test('every FinalizeBlock is followed by its Commit, unless the process ended in between', () => {
  for (const calls of ['incf', 'inc', 'inff', 'infpc', 'infcc', 'inffc', 'infnc'])
    assert.ok(!fits(calls), calls)
  assert.ok(fits('inf', 'infcf', 'ifcpj', 'i', 'ifcfc'))
  assert.ok(!fits('infcf', 'icfc'))
})

test('a start that kept nothing is begun anew', () => {
  assert.ok(fits('i', '', 'in', 'inpj', 'oa', 'oaifc', 'ifc'))
})

test('whatever is made by the grammar fits it, and not with one of the decisions left out', () => {
  const height = fc.constantFrom(...heights)
  const start = fc.tuple(
    fc.array(height, { minLength: 1, maxLength: 6 }),
    fc.constantFrom('', 'p', 'pj', 'vjf'),
  )
  fc.assert(
    fc.property(fc.array(start, { minLength: 1, maxLength: 4 }), fc.nat(), (made, which) => {
      const starts = made.map(([done, rest], at) => (at === 0 ? 'in' : 'i') + done.join('') + rest)
      assert.ok(fits(...starts))
      const changed = which % starts.length
      const without = starts.map((calls, at) => (at === changed ? calls.replace('fc', 'c') : calls))
      assert.ok(!fits(...without))
    }),
  )
})
