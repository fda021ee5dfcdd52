import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { host } from '@maru/cli/host.ts'
import { madeUpLog, madeUpSigner } from '@maru/testing/made-up-log.ts'
import { formatPolicy, parsePolicy, type Policy } from './policy.ts'
import { judgeByPolicy, openByPolicy } from './quorum.ts'
import { formatSignature } from './note.ts'
import { cosignText } from './signature.ts'
import type { Result } from './result.ts'
import { formatVkey, LOG_KEY, WITNESS_KEY } from './vkey.ts'

const log = madeUpLog(7)
const logKey = formatVkey(log.vkey)
const witnesses = Array.from({ length: 6 }, (_, at) => madeUpSigner(`witness.example/${at}`, WITNESS_KEY))
const [a, b, c, d, e, f] = witnesses.map(({ vkey }) => formatVkey(vkey)) as [
  string,
  string,
  string,
  string,
  string,
  string,
]

/** The example of c2sp.org/tlog-policy, with keys. */
const example = `log ${logKey}

witness X1 ${a}
witness X2 ${b}
witness X3 ${c}
group X-witnesses 2 X1 X2 X3

witness Y1 ${d}
witness Y2 ${e}
witness Y3 ${f}
group Y-witnesses any Y1 Y2 Y3

group X-and-Y all X-witnesses Y-witnesses
quorum X-and-Y
`

const value = <T>(result: Result<T>): T => (result.ok ? result.value : assert.fail(result.message))
const read = (text: string): Policy => value(parsePolicy(host.hash, text))

/** A note with the cosignatures of these witnesses. */
const noteBy = (...which: number[]): string => {
  const note = log.note(7)
  const text = note.slice(0, note.indexOf('\n\n') + 1)
  const lines = which.map((at) =>
    formatSignature(cosignText(text, witnesses[at]!.vkey, 1_800_000_000 + at, witnesses[at]!.sign)),
  )
  return note + lines.join('')
}
const isEnough = (policy: Policy, ...which: number[]): boolean => {
  const opened = openByPolicy(policy, noteBy(...which), host.verifyEd25519)
  if (!opened.ok) assert.equal(opened.code, 'policy-quorum')
  return opened.ok
}

test('the example of the standard wants two of one group and one of the other', () => {
  const policy = read(example)
  for (let set = 0; set < 64; set++) {
    const which = [0, 1, 2, 3, 4, 5].filter((at) => set & (1 << at))
    const [inX, inY] = [which.filter((at) => at < 3).length, which.filter((at) => at >= 3).length]
    assert.equal(isEnough(policy, ...which), inX >= 2 && inY >= 1, which.join())
  }
})

test('a policy is read back as it is written', () => {
  const policy = read(example)
  assert.deepEqual(read(formatPolicy(policy)), policy)
  assert.equal(formatPolicy(read(`quorum none`)), 'quorum none\n')
})

test('tabs, comments, empty lines and addresses are read', () => {
  const policy = read(
    `# whom we trust\n\n \t log\t${logKey}  https://city.example/log\t\n#x\nwitness 신문사 ${a} https://w.example/\nquorum 신문사`,
  )
  assert.equal(policy.logs[0]!.url, 'https://city.example/log')
  assert.equal(policy.witnesses[0]!.url, 'https://w.example/')
  assert.ok(isEnough(policy, 0))
  assert.ok(!isEnough(policy, 1))
})

test('without a quorum the log alone is enough, and nobody else in its place', () => {
  const policy = read(`log ${logKey}\nquorum none`)
  assert.ok(isEnough(policy))
  const other = madeUpLog(7, { signer: madeUpSigner(log.vkey.name, LOG_KEY) })
  const opened = openByPolicy(policy, other.note(7), host.verifyEd25519)
  assert.equal(!opened.ok && opened.code, 'note-unsigned')
  const elsewhere = openByPolicy(
    policy,
    madeUpLog(7, { signer: madeUpSigner('else.example', LOG_KEY) }).note(7),
    host.verifyEd25519,
  )
  assert.equal(!elsewhere.ok && elsewhere.code, 'policy-log')
  const listed = openByPolicy(
    read(`log ${logKey}\nwitness a ${a}\nquorum none`),
    noteBy(0).replace(/^— made.*\n/m, ''),
    host.verifyEd25519,
  )
  assert.equal(!listed.ok && listed.code, 'policy-log')
})

test('a listed witness whose signature does not hold spoils the note, a stranger says nothing', () => {
  const policy = read(`log ${logKey}\nwitness a ${a}\nwitness b ${b}\nquorum a`)
  const forged = noteBy(0, 1).replace(
    /(witness\.example\/1 .{40})(.)/,
    (_, before: string, digit: string) => before + (digit === 'A' ? 'B' : 'A'),
  )
  assert.equal(openByPolicy(policy, forged, host.verifyEd25519).ok, false)
  assert.deepEqual(
    value(judgeByPolicy(policy, noteBy(0, 4), host.verifyEd25519)).cosigners.map(({ name, time }) => [
      name,
      time,
    ]),
    [['a', 1_800_000_000]],
  )
})

test('what the standard does not allow is refused with its line', () => {
  const two = `witness a ${a}\nwitness b ${b}\n`
  const refused: [string, RegExp][] = [
    ['', /no quorum/],
    [`quorum a`, /line 1: a is not defined/],
    [`${two}quorum a\nquorum b`, /line 4: there is a quorum/],
    [`witness none ${a}\nquorum none`, /taken/],
    [`${two}group a 1 b\nquorum a`, /taken/],
    [`${two}group g 3 a b\nquorum g`, /1 to 2/],
    [`${two}group g 0 a b\nquorum g`, /1 to 2/],
    [`${two}group g 01 a b\nquorum g`, /1 to 2/],
    [`${two}group g all\nquorum g`, /a group is/],
    [`${two}group g all a a\nquorum g`, /a is a member/],
    [`${two}group g all a b\ngroup h any b\nquorum h`, /b is a member/],
    [`${two}group g all g\nquorum g`, /g is not defined/],
    [`${two}group g all a none\nquorum g`, /none is not defined/],
    [`witness a ${a}\nwitness b ${a}\nquorum a`, /line 2: this key/],
    [`log ${logKey}\nlog ${logKey}\nquorum none`, /line 2: this key/],
    [`log ${a}\nquorum none`, /type 1/],
    [`witness a ${logKey}\nquorum a`, /type 4/],
    [`log ${logKey} url more\nquorum none`, /a log is/],
    [`trust me\nquorum none`, /trust is no line/],
    [`quorum none\r`, /control/],
  ]
  for (const [text, why] of refused) {
    const parsed = parsePolicy(host.hash, text)
    assert.ok(!parsed.ok, text)
    assert.equal(parsed.code, 'policy-malformed')
    assert.match(parsed.message, why, text)
  }
})

test('a nested rule is reached exactly when counting by hand says so', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f']
  const lines = [a, b, c, d, e, f].map((key, at) => `witness ${names[at]} ${key}`).join('\n')
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 1, max: 2 }),
      fc.integer({ min: 1, max: 3 }),
      fc.nat(63),
      (p, q, r, set) => {
        const policy = read(
          `log ${logKey}\n${lines}\ngroup p ${p} a b c\ngroup q ${q} d e\ngroup r ${r} p q f\nquorum r`,
        )
        const has = (at: number): number => (set >> at) & 1
        const groups = [has(0) + has(1) + has(2) >= p, has(3) + has(4) >= q, has(5) === 1]
        const which = [0, 1, 2, 3, 4, 5].filter((at) => has(at))
        assert.equal(isEnough(policy, ...which), groups.filter(Boolean).length >= r)
      },
    ),
    { seed: 2026, numRuns: 150 },
  )
})

test('no text makes the reader throw, and more than the standard asks for is taken', () => {
  const word = fc.constantFrom(
    'log',
    'witness',
    'group',
    'quorum',
    'none',
    'all',
    'any',
    '1',
    'a',
    'b',
    a,
    logKey,
    '\n',
    '\t',
    '#',
  )
  fc.assert(
    fc.property(fc.array(word, { maxLength: 20 }), (words) => void parsePolicy(host.hash, words.join(' '))),
    { seed: 2026, numRuns: 2_000 },
  )
  const many = Array.from(
    { length: 32 },
    (_, at) =>
      `witness w${at} ${formatVkey(madeUpSigner(`w${at}`, WITNESS_KEY).vkey)}\ngroup g${at} 1 w${at}`,
  )
  assert.equal(read(`${many.join('\n')}\nquorum g31`).witnesses.length, 32)
})
