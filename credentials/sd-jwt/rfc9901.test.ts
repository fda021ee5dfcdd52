// The examples of RFC 9901: its example claims, salts and keys, put together by its authors' own program.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { describe, test } from 'node:test'
import type { JWK } from 'jose'
import type { JsonObject } from '../json.ts'
import { digestOf, parseDisclosure } from './disclosure.ts'
import { presentSdJwt } from './present.ts'
import { verifySdJwt } from './verify.ts'

interface Example {
  readonly name: string
  readonly issuance: string
  readonly presentation: string
  readonly keyBinding: boolean
  readonly claims: JsonObject
}

const vectors = JSON.parse(await readFile(new URL('../vectors/rfc9901.json', import.meta.url), 'utf8')) as {
  readonly issuerKey: JWK
  readonly nonce: string
  readonly audience: string
  readonly examples: readonly Example[]
}

const verifying = {
  issuerKey: () => vectors.issuerKey,
  types: ['example+sd-jwt', 'dc+sd-jwt'],
  nowSeconds: 1_800_000_000,
}
const binding = { nonce: vectors.nonce, audience: vectors.audience, ageSecondsMax: 400_000_000 }

describe('the examples of RFC 9901', () => {
  for (const { name, issuance, presentation, keyBinding, claims } of vectors.examples) {
    test(`${name}: what is shown gives the claims of the specification`, async () => {
      const wanted = keyBinding ? binding : null
      const verified = await verifySdJwt(presentation, { ...verifying, binding: wanted })
      assert.deepEqual(verified.claims, claims)
    })

    test(`${name}: what is issued is accepted whole, and nothing of it can be left unreferenced`, async () => {
      const { claims: all, placed } = await verifySdJwt(issuance, { ...verifying, binding: null })
      assert.equal(placed.length, issuance.split('~').length - 2)
      const none = await presentSdJwt(issuance, [])
      const shown = await verifySdJwt(none, { ...verifying, binding: null })
      assert.equal(shown.placed.length, 0)
      assert.ok(Object.keys(shown.claims).length <= Object.keys(all).length)
    })
  }

  test('digests are those printed in sections 4.2.3 and 5.1', async () => {
    const printed = [
      [
        'WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0',
        'X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0',
      ],
      [
        'WyIyR0xDNDJzS1F2ZUNmR2ZyeU5STjl3IiwgImdpdmVuX25hbWUiLCAiSm9obiJd',
        'jsu9yVulwQQlhFlM_3JlzMaSFzglhQG0DpfayQwLUK4',
      ],
    ] as const
    for (const [text, digest] of printed) assert.equal(await digestOf(text, 'sha-256'), digest)
    assert.equal(parseDisclosure(printed[0][0]).value, 'Möbius')
  })
})
