import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeCardCode } from '@maru/credentials/card-code.ts'
import { issueCredential } from '@maru/credentials/credential.ts'
import { holder, holderJwk, issuer, nowSeconds } from '@maru/testing/made-up-credential.ts'
import { encodeQR } from 'qr'
import { decodeQR } from 'qr/decode.js'
import { claimNames } from './claim-names.ts'

test('a code with everything on it fits into a picture that a phone can show, and is read from it', async () => {
  const did = 'did:webvh:QmfPhhWGjRXJpTczjcCbKc2ViNEybDThnhKdx2yWCWVHwL:city.example.org'
  const text = await issueCredential({
    issuer: did,
    keyId: `${did}#card-1`,
    key: issuer.privateKey,
    type: 'https://city.example.org/api/card-office/types/citizens-card',
    holder: holderJwk,
    status: { uri: 'https://city.example.org/api/card-office/status/0', index: 1_000_000 },
    issuedAtSeconds: nowSeconds,
    expiresAtSeconds: nowSeconds + 86_400,
    claims: {
      age_over_14: true,
      age_over_18: true,
      age_over_19: true,
      district: 'gangdong',
      name: '김지어낸',
      facility_grants: ['river-pool', 'city-library'],
    },
    disclosable: claimNames.map((name) => [name]),
    decoyCount: 2,
  })
  const { picture } = await makeCardCode({
    text,
    key: holder.privateKey,
    disclose: claimNames.map((name) => [name]),
    chain: 'seoul-1',
    facility: 'library-of-the-riverside-district-seoul1',
    nowSeconds,
  })
  const rows = encodeQR(picture, 'raw', { ecc: 'low', border: 4, scale: 3 })
  const width = rows.length
  assert.ok(width <= (137 + 8) * 3, `${picture.length} characters, ${width / 3 - 8} modules`)
  const data = Uint8ClampedArray.from(rows.flat().flatMap((isDark) => [...pixel(isDark), 255]))
  assert.equal(decodeQR({ width, height: width, data }), picture)
})

const pixel = (isDark: boolean): number[] => Array<number>(3).fill(isDark ? 0 : 255)
